import { Button } from '../ui/button';
import { StatusLine } from '../ui/status-line';
import type { Composer } from './composer-model';
import type { Form } from './form-model';
import { count } from './words';

/** The status line, and the one action, always in view. */
export function ComposerFoot({ form, composer }: { form: Form; composer: Composer }) {
  const { tone, words, offer } = form.status.value;
  const working = form.slides.working.value;
  const isKept = form.draft.isStored.value;
  const isEdit = form.draft.pin.value.editOf !== null;
  const quiet = working > 0 ? `Reading ${count(working, 'picture')}…` : isKept ? KEPT[isEdit ? 'edit' : 'draft'] : '';
  return (
    <footer class="composer-foot">
      <StatusLine
        tone={words ? tone : 'info'}
        words={words || quiet}
        action={
          offer && (
            <Button small kind="quiet" icon="undo" onClick={offer.act}>
              {offer.words}
            </Button>
          )
        }
      />
      {isKept && (isEdit || form.facts) && !form.scheduling.left.value && (
        <Button kind="quiet" icon="trash" onClick={() => void composer.discard()}>
          {isEdit ? 'Discard changes' : 'Start over'}
        </Button>
      )}
      {!form.scheduling.left.value && (
        <Button
          kind="primary"
          icon={form.scheduling.isBusy.value ? 'retry' : 'send'}
          busy={form.scheduling.isBusy.value}
          onClick={() => void form.scheduling.schedule()}
        >
          Schedule pin
        </Button>
      )}
    </footer>
  );
}

const KEPT = {
  draft: 'Kept as a draft in this browser.',
  edit: 'Your changes are kept in this browser. The pin stays as it was until you schedule them.',
};
