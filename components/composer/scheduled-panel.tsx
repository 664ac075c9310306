import { ownHosts } from '../../lib/browser/permissions';
import { holder } from '../../lib/pin/holder';
import type { Pin } from '../../lib/pin/pin';
import { explain } from '../../lib/pin/problem';
import { formatTime } from '../../lib/words/format';
import { AccessBanner } from '../ui/access-banner';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import type { Composer } from './composer-model';
import type { ComposerExits } from './composer-screen';
import type { Form } from './form-model';
import { PinPreview } from './pin-preview';
import './left-panel.css';

/** What became of the pin after *Schedule pin*, live until it is published. */
export function LeftPanel({ form, composer, exits }: { form: Form; composer: Composer; exits: ComposerExits }) {
  const pin = form.scheduling.left.value;
  if (!pin) return null;
  const held = holder(pin);
  const problem = pin.state === 'failed' && pin.lastError ? explain(pin.lastError, pin) : null;
  const canTakeBack = pin.state === 'queued' && pin.id === form.draft.pin.value.id;
  return (
    <section class="left-panel" aria-label="What became of the pin">
      <PinPreview form={form} />
      <div class="left-words">
        <h2 tabIndex={-1} ref={takeFocus}>
          {HEADINGS[pin.state]}
        </h2>
        <dl>
          {pin.publishAt !== null && (
            <>
              <dt>Time</dt>
              <dd>{formatTime(pin.publishAt, Date.now())}</dd>
            </>
          )}
          <dt>Board</dt>
          <dd dir="auto">{pin.board?.name}</dd>
          <dt>Held by</dt>
          <dd>{held.words}</dd>
          {problem && (
            <>
              <dt>Reason</dt>
              <dd>
                {problem.title} {problem.fix}
              </dd>
            </>
          )}
        </dl>
        {pin.state !== 'published' && <AccessBanner access={ownHosts} />}
        {pin.post?.externalUrl && (
          <p>
            <a href={pin.post.externalUrl} target="_blank" rel="noreferrer">
              See it on Pinterest <Icon name="external" />
            </a>
          </p>
        )}
        <div class="left-acts">
          {form.facts && (
            <Button kind="primary" icon="add" onClick={() => void composer.another()}>
              Another pin from this page
            </Button>
          )}
          {canTakeBack && (
            <Button icon="undo" onClick={() => void composer.takeBack(pin.id)}>
              Take it back
            </Button>
          )}
          {pin.state === 'failed' && (
            <Button icon="edit" onClick={() => void composer.open({ pinId: pin.id })}>
              Edit
            </Button>
          )}
          <Button icon="queue" onClick={() => exits.openQueue(pin.id)}>
            Open the queue
          </Button>
        </div>
      </div>
    </section>
  );
}

/** The button that scheduled the pin is gone: without this the keyboard's place would be, too. */
function takeFocus(heading: HTMLElement | null): void {
  heading?.focus();
}

const HEADINGS: Record<Pin['state'], string> = {
  draft: 'A draft again',
  queued: 'Scheduled',
  sending: 'On its way',
  'handed-over': 'Scheduled at Postbreeze',
  published: 'Published',
  failed: 'Not sent',
  canceled: 'Canceled',
};
