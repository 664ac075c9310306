import { Button } from '../ui/button';
import { Thumb } from '../ui/thumb';
import type { Form } from './form-model';
import { LEFT_OUT_REASONS } from './left-out-words';
import { findPlace, type ImageChoice } from './page-images';

/** How many are listed: a page may have thousands of icons. */
const SHOWN = 100;

/** The pictures that were left out, each with the reason; what the owner did not forbid can be used anyway. */
export function LeftOutList({ form }: { form: Form }) {
  const leftOut = form.images.leftOut.value;
  return (
    <ul aria-label="Left-out images">
      {leftOut.slice(0, SHOWN).map((one) => (
        <li key={one.url}>
          <span class="left-out-picture">
            <Thumb src={one.reason === 'broken' ? '' : one.url} />
          </span>
          <span class="left-out-words">
            <span dir="auto">{one.name}</span>
            <small>
              {LEFT_OUT_REASONS[one.reason]}
              {one.ownerWords && (
                <>
                  : “<span dir="auto">{one.ownerWords}</span>”
                </>
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
      {isPicked ? 'Chosen' : 'Use anyway'}
    </Button>
  );
}
