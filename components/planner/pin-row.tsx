import { useEffect, useId, useRef } from 'preact/hooks';
import { holder } from '../../lib/pin/holder';
import { lateness } from '../../lib/pin/next-step';
import type { Pin } from '../../lib/pin/pin';
import type { Account } from '../../lib/store/accounts';
import { formatDuration } from '../../lib/words/format';
import { Badge } from '../ui/banner';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Thumb } from '../ui/thumb';
import { canSwitchCustody } from './acts';
import { CustodySwitch } from './custody-switch';
import { PinProblem } from './pin-problem';
import type { QueueDesk } from './queue-desk';
import { RowActs } from './row-acts';
import { usePicture } from './use-picture';
import { nameOf, timeOf } from './view';
import { sayWhen } from './when';
import { STATES } from './words';
import './pin-row.css';

/** One pin of the list: what it is, who holds it, what is wrong with it, and what can be done. */
export function PinRow({ pin, desk }: { pin: Pin; desk: QueueDesk }) {
  const { model } = desk;
  const titleId = useId();
  const picture = usePicture(pin, desk.thumbnails);
  const name = nameOf(pin);
  const state = STATES[pin.state];
  const late = pin.state === 'failed' ? 0 : lateness(pin, model.now.value);
  const row = useRef<HTMLLIElement>(null);
  const isSought = model.sought.value === pin.id;
  useEffect(() => {
    if (!isSought || !row.current) return;
    row.current.scrollIntoView({ block: 'center' });
    row.current.focus({ preventScroll: true });
    model.sought.value = null;
  }, [isSought]);
  const isSelected = model.selected.value.has(pin.id);
  return (
    <li
      ref={row}
      class={isSelected ? 'pin-row pin-row-selected' : 'pin-row'}
      data-row={pin.id}
      tabIndex={-1}
      aria-labelledby={titleId}
    >
      <input
        type="checkbox"
        class="pin-row-check"
        aria-label={`Select ${name}`}
        data-focus={`${pin.id}:select`}
        checked={isSelected}
        onChange={() => model.toggle(pin.id)}
      />
      <div class="pin-row-picture">
        <Thumb src={picture} />
        {pin.slides.length > 1 && <span class="pin-row-slides">{pin.slides.length} slides</span>}
      </div>
      <div class="pin-row-body">
        <div class="pin-row-head">
          <h3 id={titleId} class="pin-row-title" dir="auto">
            {name}
          </h3>
          <Badge tone={state.tone}>{state.words}</Badge>
          {late > 0 && <Badge tone="warn">{formatDuration(late)} late</Badge>}
        </div>
        <PinMeta pin={pin} desk={desk} />
        <p class="pin-row-holder">
          {holder(pin).words} {pin.post?.externalUrl && <PostLink url={pin.post.externalUrl} describedBy={titleId} />}
        </p>
        {model.beingEdited.value.has(pin.id) && (
          <p class="pin-row-note">
            Changes to it are begun and not scheduled yet.
            <Button
              kind="quiet"
              small
              data-focus={`${pin.id}:discard`}
              onClick={() => void model.verbs.discardEdit(pin)}
            >
              Discard changes
            </Button>
          </p>
        )}
        <PinProblem pin={pin} desk={desk} />
        <div class="pin-row-foot">
          <RowActs pin={pin} desk={desk} titleId={titleId} />
          {canSwitchCustody(pin) && <CustodySwitch pin={pin} verbs={model.verbs} />}
        </div>
      </div>
    </li>
  );
}

function PinMeta({ pin, desk }: { pin: Pin; desk: QueueDesk }) {
  const account = accountOf(pin, desk);
  return (
    <p class="pin-row-meta">
      <span>
        <Icon name="clock" />
        <PinTime pin={pin} desk={desk} />
      </span>
      <span dir="auto">
        <Icon name="board" />
        {pin.board?.name ?? 'No board yet'}
      </span>
      {account && (
        <span dir="auto">
          <Icon name="account" />
          {account.displayName || account.handle}
        </span>
      )}
      {pin.link && URL.canParse(pin.link) && (
        <span dir="ltr">
          <Icon name="link" />
          {new URL(pin.link).hostname.replace(/^www\./, '')}
        </span>
      )}
    </p>
  );
}

function PinTime({ pin, desk }: { pin: Pin; desk: QueueDesk }) {
  const { now, pause } = desk.model;
  const isPaused = pause.value !== null && (pause.value.accountId ?? pin.accountId) === pin.accountId;
  const words = sayWhen(pin, now.value, isPaused);
  const at = timeOf(pin);
  if (at === null) return <span>{words}</span>;
  return (
    <time dateTime={new Date(at).toISOString()} title={new Date(at).toLocaleString()}>
      {words}
    </time>
  );
}

function PostLink({ url, describedBy }: { url: string; describedBy: string }) {
  return (
    <a href={url} target="_blank" rel="noreferrer" aria-describedby={describedBy}>
      See it on Pinterest
    </a>
  );
}

/** The account is worth a word only where there are several. */
function accountOf(pin: Pin, { model }: QueueDesk): Account | undefined {
  const accounts = model.accounts.value;
  return accounts.size > 1 && pin.accountId ? accounts.get(pin.accountId) : undefined;
}
