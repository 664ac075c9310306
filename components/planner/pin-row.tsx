import './pin-row.css';
import './pin-row-narrow.css';
import { Component, type ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { describeHolder } from '../../lib/pin/holder';
import { lateness, needsUser } from '../../lib/pin/next-step';
import type { Pin } from '../../lib/pin/pin';
import { nameAccount } from '../../lib/store/books';
import { formatClock, formatDay, formatDuration } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { Badge, type Tone } from '../ui/banner';
import { Button, PostLink } from '../ui/button';
import { PinThumb } from '../ui/thumb';
import { RowActs, takeAct } from './act-buttons';
import { nameOf, siteOfPin } from './arrange';
import { findCause } from './needs-you';
import type { Planner } from './planner-model';
import { describeWhen, summarizeWhen } from './times';

interface RowProps {
  pin: Pin;
  planner: Planner;
  /** Whether the row is under its day's heading and need not repeat the day. */
  isUnderDay: boolean;
  place: number;
  count: number;
}

/** One pin of the list. A row that cannot be drawn says so and leaves the others alone. */
export class PinRow extends Component<RowProps, { isBroken: boolean }> {
  override state = { isBroken: false };

  static override getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  /** A pin that changes is a new object; everything else in a row is a signal. */
  override shouldComponentUpdate(next: RowProps, { isBroken }: { isBroken: boolean }): boolean {
    const { pin, place, count, isUnderDay } = this.props;
    return (
      next.pin !== pin ||
      next.place !== place ||
      next.count !== count ||
      next.isUnderDay !== isUnderDay ||
      isBroken !== this.state.isBroken
    );
  }

  override render(): ComponentChildren {
    return this.state.isBroken ? <BrokenRow {...this.props} /> : <WholeRow {...this.props} />;
  }
}

function BrokenRow({ pin, planner }: RowProps) {
  return (
    <li class="pin-row pin-row-broken" data-row={pin.id} tabIndex={-1}>
      <span>{t('planner.rowBroken')}</span>
      <code>{pin.id}</code>
      <Button small kind="quiet" icon="trash" onClick={() => takeAct('remove', [pin], planner)}>
        {t('planner.act.remove')}
      </Button>
    </li>
  );
}

function WholeRow({ pin, planner, isUnderDay, place, count }: RowProps) {
  const titleId = useId();
  const name = nameOf(pin);
  const isSelected = planner.selection.ids.value.has(pin.id);
  const isCurrent = planner.current.value === pin.id;
  return (
    <li
      class={isSelected ? 'pin-row pin-row-selected' : 'pin-row'}
      data-row={pin.id}
      tabIndex={isCurrent ? 0 : -1}
      aria-labelledby={titleId}
      aria-posinset={place + 1}
      aria-setsize={count}
    >
      <input
        type="checkbox"
        class="pin-row-check"
        aria-label={t('planner.selectPin', { name })}
        data-focus="select"
        tabIndex={isCurrent ? 0 : -1}
        checked={isSelected}
        onClick={(event) => planner.selection.toggle(pin.id, event.shiftKey)}
      />
      <RowPicture pin={pin} planner={planner} />
      <div class="pin-row-words">
        <h3 class="pin-row-title" dir="auto">
          <button
            type="button"
            id={titleId}
            class="pin-row-open"
            data-focus="details"
            tabIndex={isCurrent ? 0 : -1}
            onClick={() => (planner.asking.value = { what: 'details', pins: [pin] })}
          >
            {name}
          </button>
        </h3>
        <RowNote pin={pin} planner={planner} />
      </div>
      <div class="pin-row-facts">
        <span class="pin-row-board" dir="auto">
          {pin.board?.name ?? t('planner.noBoard')}
          <RowAccount pin={pin} planner={planner} />
        </span>
        <RowTime pin={pin} planner={planner} isUnderDay={isUnderDay} />
      </div>
      <RowHolder pin={pin} />
      <RowState pin={pin} planner={planner} />
      <RowActs pin={pin} planner={planner} titleId={titleId} isCurrent={isCurrent} />
    </li>
  );
}

function RowPicture({ pin, planner }: { pin: Pin; planner: Planner }) {
  return (
    <span class="pin-row-picture">
      <PinThumb pin={pin} findThumbnail={planner.findThumbnail} />
      {pin.slides.length > 1 && (
        <span class="pin-row-slides">
          <span aria-hidden="true">{pin.slides.length}</span>
          <span class="seen-by-readers-only">{t('planner.slides', { count: pin.slides.length })}</span>
        </span>
      )}
    </span>
  );
}

/** The pin's problem, else its address or link. */
function RowNote({ pin, planner }: { pin: Pin; planner: Planner }) {
  if (needsUser(pin) || pin.lastError) {
    const { title, fix } = findCause(pin);
    const tone = pin.state === 'failed' ? 'tone-danger' : 'tone-warn';
    return (
      <p class={`pin-row-note pin-row-cause ${tone}`} dir="auto" title={`${title} ${fix}`}>
        {title} {fix}
      </p>
    );
  }
  if (planner.beingEdited.value.has(pin.id)) return <p class="pin-row-note">{t('planner.editing')}</p>;
  return (
    <p class="pin-row-note" dir="ltr">
      {pin.state === 'published' && pin.post?.externalUrl ? (
        <PostLink address={pin.post.externalUrl} />
      ) : (
        siteOfPin(pin)
      )}
    </p>
  );
}

/** The account, if there are several. */
function RowAccount({ pin, planner }: { pin: Pin; planner: Planner }) {
  const accounts = planner.accounts.value;
  const account = accounts.size > 1 && pin.accountId ? accounts.get(pin.accountId) : undefined;
  return account ? <small>{nameAccount(account)}</small> : null;
}

function RowTime({ pin, planner, isUnderDay }: { pin: Pin; planner: Planner; isUnderDay: boolean }) {
  const now = planner.now.value;
  const isPaused = planner.isPaused(pin);
  const { at, note } = describeWhen(pin, now, isPaused);
  return (
    <span class="pin-row-time" title={summarizeWhen(pin, now, isPaused)}>
      {at !== null && (
        <time dateTime={new Date(at).toISOString()}>
          {!isUnderDay && `${formatDay(at, now)}, `}
          {formatClock(at)}
        </time>
      )}
      {note && <small>{note}</small>}
    </span>
  );
}

/** Who holds the pin, in a word; the full sentence as its title. */
function RowHolder({ pin }: { pin: Pin }) {
  const { who, words } = describeHolder(pin);
  return (
    <span class="pin-row-holder" title={words}>
      <span aria-hidden="true">{t(`planner.by.${who}`)}</span>
      <span class="seen-by-readers-only">{words}</span>
    </span>
  );
}

const TONES: Record<Pin['state'], Tone | 'quiet'> = {
  draft: 'quiet',
  queued: 'info',
  sending: 'info',
  'handed-over': 'info',
  published: 'good',
  failed: 'danger',
  canceled: 'quiet',
};

/** The pin's state, a request to Postbreeze until it is settled, and how late it is. */
export function RowState({ pin, planner }: { pin: Pin; planner: Planner }) {
  const late = pin.state === 'failed' ? 0 : lateness(pin, planner.now.value);
  const asked = pin.request && pin.state !== 'failed' ? pin.request : null;
  return (
    <span class="pin-row-state">
      <Badge tone={TONES[pin.state]}>{t(`planner.state.${pin.state}`)}</Badge>
      {asked && <Badge tone="quiet">{t(`planner.request.${asked}`)}</Badge>}
      {late > 0 && <Badge tone="warn">{t('planner.late', { duration: formatDuration(late) })}</Badge>}
    </span>
  );
}
