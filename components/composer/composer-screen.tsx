import { Empty } from '../ui/banner';
import { Button, IconButton } from '../ui/button';
import { Icon } from '../ui/icon';
import { StatusLine } from '../ui/status-line';
import { ComposerForm } from './composer-form';
import type { Composer, ComposerState } from './composer-model';
import './composer.css';

/** Where the composer can lead to. */
export interface ComposerExits {
  openOptions: () => void;
  openQueue: (pinId?: string) => void;
  /** Opens the same composer in a window of its own; null where it is one already. */
  openWindow: (() => void) | null;
}

/** The composer, whatever it was opened for. */
export function ComposerScreen({ composer, exits }: { composer: Composer; exits: ComposerExits }) {
  const state = composer.state.value;
  const source = state.kind === 'form' ? state.form.draft.pin.value.source : null;
  const isEdit = state.kind === 'form' && state.form.draft.pin.value.editOf !== null;
  return (
    <main class="composer">
      <header class="composer-head">
        <span class="composer-mark">
          <Icon name="pin" />
        </span>
        <h1>{isEdit ? 'Edit pin' : 'New pin'}</h1>
        <p class="composer-source" dir="auto" title={source?.pageUrl}>
          {source?.pageTitle || source?.pageUrl}
        </p>
        {exits.openWindow && <IconButton icon="external" label="Open in a window" onClick={exits.openWindow} />}
        <Button small kind="quiet" icon="queue" onClick={() => exits.openQueue()}>
          Queue
        </Button>
        <Button small kind="quiet" icon="settings" onClick={exits.openOptions}>
          Options
        </Button>
      </header>
      {state.kind === 'form' && <ComposerForm key={state.form} form={state.form} composer={composer} exits={exits} />}
      {state.kind === 'opening' && (
        <div class="composer-quiet" aria-busy="true">
          <StatusLine words="Looking at the page…" />
        </div>
      )}
      {state.kind === 'closed' && <Closed {...state} exits={exits} />}
    </main>
  );
}

function Closed({ title, words, offer, exits }: Extract<ComposerState, { kind: 'closed' }> & { exits: ComposerExits }) {
  return (
    // What was pressed may be gone with the form: without this the keyboard's place would be, too.
    <div class="composer-quiet" tabIndex={-1} ref={(panel) => panel?.focus()}>
      <Empty
        icon="info"
        title={title}
        actions={
          <>
            {offer && (
              <Button kind="primary" onClick={offer.act}>
                {offer.words}
              </Button>
            )}
            <Button icon="queue" onClick={() => exits.openQueue()}>
              Open the queue
            </Button>
          </>
        }
      >
        <p role="status">{words}</p>
      </Empty>
    </div>
  );
}
