import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { Thumb } from '../ui/thumb';
import type { Form } from './form-model';
import { findPlace, type ImageChoice, type LeftOutImage } from './page-images';

/** How many are listed: a page may have thousands of icons. */
const SHOWN = 100;

/** The pictures that were left out, each with the reason; what the owner did not forbid can be used anyway. */
export function LeftOutList({ form }: { form: Form }) {
  const leftOut = form.images.leftOut.value;
  return (
    <ul aria-label={t('composer.leftOut.list')}>
      {leftOut.slice(0, SHOWN).map((one) => (
        <li key={one.url}>
          <span class="left-out-picture">
            <Thumb src={one.reason === 'broken' ? '' : one.url} page={form.facts?.pageUrl ?? ''} />
          </span>
          <span class="left-out-words">
            <span dir="auto">{one.name}</span>
            <small>
              {one.ownerWords ? (
                <span dir="auto">
                  {t('composer.leftOut.because', { reason: nameReason(one), words: one.ownerWords })}
                </span>
              ) : (
                nameReason(one)
              )}
            </small>
          </span>
          {one.choice && <UseAnyway form={form} choice={one.choice} />}
        </li>
      ))}
    </ul>
  );
}

function UseAnyway({ form, choice }: { form: Form; choice: ImageChoice }) {
  const isPicked = findPlace(choice, form.draft.slides.value) >= 0;
  return (
    <Button small kind="quiet" aria-pressed={isPicked} onClick={() => form.toggle(choice, !isPicked)}>
      {isPicked ? t('composer.leftOut.chosen') : t('composer.leftOut.useAnyway')}
    </Button>
  );
}

function nameReason({ reason }: LeftOutImage): string {
  return t(`composer.leftOut.${reason}`);
}
