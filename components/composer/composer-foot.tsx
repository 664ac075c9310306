import type { Check } from '../../lib/pin/checks';
import { t } from '../../lib/words/t';
import { StatusLine } from '../ui/banner';
import { Button } from '../ui/button';
import { areaOf, type CheckArea } from './checks-model';
import type { Composer } from './composer-model';
import type { Form } from './form-model';

/** The status line, what is still wrong, and the one action, always in view. */
export function ComposerFoot({ form, composer }: { form: Form; composer: Composer }) {
  const { tone, words, offer } = form.status.value;
  const isKept = form.draft.isStored.value;
  const isEdit = form.draft.pin.value.editOf !== null;
  const isSeparate = form.make.value.value === 'separate';
  const isLeft = form.scheduling.scheduledPin.value !== null;
  return (
    <footer class="composer-foot">
      <StatusLine
        tone={words ? tone : 'info'}
        words={words || (isLeft ? '' : quietWords(form))}
        action={
          offer && (
            <Button small kind="quiet" icon="undo" onClick={offer.act}>
              {offer.words}
            </Button>
          )
        }
      />
      {!isLeft && !isSeparate && tone !== 'danger' && <Summary form={form} />}
      {isKept && (isEdit || form.facts) && !isLeft && (
        <Button kind="quiet" icon="trash" onClick={() => void composer.discard()}>
          {isEdit ? t('composer.discardChanges') : t('composer.startOver')}
        </Button>
      )}
      {!isLeft && (
        <Button
          kind="primary"
          icon={form.scheduling.isBusy.value ? 'retry' : 'send'}
          busy={form.scheduling.isBusy.value}
          title={t('composer.schedule.keys')}
          onClick={() => void goOn(form, composer)}
        >
          {isSeparate ? t('composer.make.review', { count: form.make.count.value }) : t('composer.schedule')}
        </Button>
      )}
    </footer>
  );
}

/** Schedules the pin, or leads to the review of separate ones. */
export async function goOn(form: Form, composer: Composer): Promise<void> {
  await (form.make.value.peek() === 'separate' ? composer.separate() : form.scheduling.schedule());
}

/** What the status line says when nothing has just happened. */
function quietWords({ draft, slides }: Form): string {
  if (slides.working.value > 0) return t('composer.reading', { count: slides.working.value });
  if (!draft.isStored.value) return '';
  return draft.pin.value.editOf === null ? t('composer.keptDraft') : t('composer.keptEdit');
}

/** How many errors hold the pin back; a click leads to the first. */
function Summary({ form }: { form: Form }) {
  const errors = form.checks.value.filter(({ severity, id }) => severity === 'error' && id !== 'slide-reading');
  const [first] = errors;
  return (
    <div class="composer-summary" aria-live="polite">
      {first && (
        <Button small kind="quiet" icon="info" title={first.words} onClick={() => leadTo(first)}>
          {t('composer.checks.summary', { count: errors.length })}
        </Button>
      )}
    </div>
  );
}

/** Moves the focus to where the user can fix a check. */
export function leadTo(check: Form['checks']['value'][number]): void {
  findWayOut(document, check)?.focus();
}

/** The control where a check is fixed by hand. */
const CONTROLS: Record<CheckArea, string> = {
  pictures: '.images input',
  account: '[name="account"]',
  board: '[role="combobox"]',
  title: '[name="title"]',
  description: '[name="description"]',
  link: '[name="link"]',
  time: '.when input:checked',
};

/** Where the user can fix a check: its own button, else the control it is about. */
function findWayOut(form: ParentNode, check: Check): HTMLElement | null {
  return (
    form.querySelector<HTMLElement>(`[data-check="${check.id} ${check.slideId ?? ''}"] button`) ??
    form.querySelector<HTMLElement>(CONTROLS[areaOf(check)])
  );
}
