import type { Composer } from '../../lib/composer/composer-model';
import { Empty } from '../ui/banner';
import { Button, IconButton } from '../ui/button';
import { Icon } from '../ui/icon';
import { StatusLine } from '../ui/status-line';
import { ComposerForm } from './composer-form';
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
        <IconButton icon="queue" label="Queue" onClick={() => exits.openQueue()} />
        <IconButton icon="settings" label="Options" onClick={exits.openOptions} />
      </header>
      {state.kind === 'form' && <ComposerForm key={state.form} form={state.form} composer={composer} exits={exits} />}
      {state.kind === 'opening' && (
        <div class="composer-quiet" aria-busy="true">
          <StatusLine words="Looking at the page…" />
        </div>
      )}
      {state.kind === 'closed' && <Closed composer={composer} words={state.words} pinId={state.pinId} exits={exits} />}
    </main>
  );
}

function Closed({
  composer,
  words,
  pinId,
  exits,
}: {
  composer: Composer;
  words: string;
  pinId: string | null;
  exits: ComposerExits;
}) {
  return (
    <div class="composer-quiet">
      <Empty
        icon="lock"
        title="Nothing to pin here"
        actions={
          <>
            {pinId !== null && (
              <Button kind="primary" icon="copy" onClick={() => composer.duplicate(pinId)}>
                Make a copy
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
