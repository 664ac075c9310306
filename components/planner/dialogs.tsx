import './details.css';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { DASHBOARD, openTab } from '../../lib/browser/screens';
import { exportCsv } from '../../lib/pin/csv-write';
import { describeHolder } from '../../lib/pin/holder';
import type { HandOver, Pin } from '../../lib/pin/pin';
import { explain } from '../../lib/pin/problem';
import { nameAccount } from '../../lib/store/books';
import { formatTime } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { CsvImport } from '../plan/csv-import';
import { Banner } from '../ui/banner';
import { Button, PostLink } from '../ui/button';
import { RadioGroup } from '../ui/choices';
import { Dialog } from '../ui/overlays';
import { PinThumb } from '../ui/thumb';
import { isoDay, saveFile } from '../ui/transfer';
import { takeAct } from './act-buttons';
import { canSwitchSender, ICONS, listActs } from './acts';
import { nameOf } from './arrange';
import { BoardDialog, RescheduleDialog, TemplateDialog } from './ask-dialog';
import { hasLetterKeys, setLetterKeys } from './keys';
import { RowState } from './pin-row';
import type { Planner } from './planner-model';
import { summarizeWhen } from './times';
import { ShiftDialog, SlotDialog, SpreadDialog } from './times-dialogs';

export function Dialogs({ planner }: { planner: Planner }) {
  const asking = planner.asking.value;
  const close = () => {
    planner.asking.value = null;
  };
  if (asking?.what === 'keys') return <KeysDialog onClose={close} />;
  if (asking?.what === 'spreadsheet') return <SpreadsheetDialog planner={planner} onClose={close} />;
  if (asking?.what === 'slot')
    return <SlotDialog planner={planner} at={asking.at} accountId={asking.accountId} onClose={close} />;
  if (!asking || asking.pins.length === 0) return null;
  const props = { planner, pins: asking.pins, onClose: close };
  const [first] = asking.pins;
  if (asking.what === 'details' && first) return <DetailsDialog id={first.id} planner={planner} onClose={close} />;
  if (asking.what === 'reschedule') return <RescheduleDialog {...props} />;
  if (asking.what === 'board') return <BoardDialog {...props} />;
  if (asking.what === 'template') return <TemplateDialog {...props} />;
  return asking.what === 'shift' ? <ShiftDialog {...props} /> : <SpreadDialog {...props} />;
}

/** Exports and imports the plan as a spreadsheet. */
function SpreadsheetDialog({ planner, onClose }: { planner: Planner; onClose: () => void }) {
  const save = () => {
    const { file, lost } = exportCsv(planner.found.peek().pins);
    saveFile(file, `pinbreeze-plan-${isoDay(planner.now.peek())}.csv`, document);
    if (lost > 0) planner.status.say(t('planner.exportCsvLost', { count: lost }), 'warn');
  };
  return (
    <Dialog title={t('planner.spreadsheet')} onClose={onClose}>
      <div class="ask">
        <CsvImport />
        <Button icon="download" onClick={save}>
          {t('planner.exportCsv')}
        </Button>
      </div>
    </Dialog>
  );
}

/** All keys of the planner, and the switch for single letters. */
function KeysDialog({ onClose }: { onClose: () => void }) {
  const isOn = useSignal(hasLetterKeys());
  const onPin = [
    ['J K ↑ ↓', t('planner.keys.next')],
    ['X', t('planner.keys.select')],
    ['Enter', t('planner.keys.details')],
    ['E', t('planner.act.edit')],
    ['R', t('planner.act.reschedule')],
    ['Delete', t('planner.act.remove')],
  ];
  const everywhere = [
    ['/ Ctrl+F', t('planner.keys.search')],
    ['Ctrl+Z ⌘Z', t('planner.keys.undo')],
    ['?', t('planner.keys.help')],
    ['Esc', t('planner.keys.escape')],
  ];
  return (
    <Dialog title={t('planner.keys.title')} onClose={onClose}>
      <label class="select-all">
        <input
          type="checkbox"
          checked={isOn.value}
          onChange={(event) => {
            isOn.value = event.currentTarget.checked;
            setLetterKeys(isOn.value);
          }}
        />
        {t('planner.keys.on')}
      </label>
      <p>{t('planner.keys.note')}</p>
      <KeyList keys={onPin} />
      <p>{t('planner.keys.everywhere')}</p>
      <KeyList keys={everywhere} />
    </Dialog>
  );
}

function KeyList({ keys }: { keys: string[][] }) {
  return (
    <dl class="key-list">
      {keys.map(([key = '', words]) => (
        <div key={key}>
          <dt>
            {key.split(' ').map((one) => (
              <kbd key={one}>{one}</kbd>
            ))}
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Everything about one pin, kept up to date; closes when the pin goes. */
function DetailsDialog({ id, planner, onClose }: { id: string; planner: Planner; onClose: () => void }) {
  const pin = planner.all.value.find((one) => one.id === id);
  return pin ? <Details pin={pin} planner={planner} onClose={onClose} /> : null;
}

function Details({ pin, planner, onClose }: { pin: Pin; planner: Planner; onClose: () => void }) {
  const account = planner.accounts.value.get(pin.accountId ?? '');
  const now = planner.now.value;
  return (
    <Dialog title={nameOf(pin)} onClose={onClose} actions={<Acts pin={pin} planner={planner} onClose={onClose} />}>
      <div class="details">
        <div class="details-picture">
          <PinThumb pin={pin} findThumbnail={planner.findThumbnail} />
        </div>
        <div class="details-words">
          <RowState pin={pin} planner={planner} />
          <p class="details-holder">
            {describeHolder(pin).words} <PostLink address={pin.post?.externalUrl ?? null} />
          </p>
          <PinProblem pin={pin} now={now} />
          <dl class="details-list">
            <Fact name={t('planner.details.time')}>{summarizeWhen(pin, now, planner.isPaused(pin))}</Fact>
            <Fact name={t('planner.details.board')}>{pin.board?.name ?? t('planner.noBoard')}</Fact>
            <Fact name={t('planner.details.account')}>{account && nameAccount(account)}</Fact>
            <Fact name={t('planner.details.link')}>{pin.link}</Fact>
            <Fact name={t('planner.details.description')}>{pin.description}</Fact>
            <Fact name={t('planner.details.page')}>{pin.source.pageTitle || pin.source.pageUrl}</Fact>
          </dl>
          {canSwitchSender(pin) && (
            <RadioGroup<HandOver>
              label={t('general.sentBy')}
              value={pin.handOver}
              choices={[
                { value: 'at-time', label: t('general.sentBy.browser') },
                { value: 'right-away', label: t('general.sentBy.postbreeze') },
              ]}
              onValue={(handOver) => void planner.verbs.setSender([pin], handOver)}
            />
          )}
        </div>
      </div>
    </Dialog>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return children ? (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  ) : null;
}

function Acts({ pin, planner, onClose }: { pin: Pin; planner: Planner; onClose: () => void }) {
  return (
    <div class="details-acts">
      {listActs(pin).map((act) => (
        <Button
          key={act}
          small
          icon={ICONS[act]}
          onClick={() => {
            onClose();
            takeAct(act, [pin], planner);
          }}
        >
          {t(`planner.act.${act}`)}
        </Button>
      ))}
    </div>
  );
}

/** Why the pin stopped or waits, and the fix; the server's own words on demand. */
function PinProblem({ pin, now }: { pin: Pin; now: number }) {
  const { lastError } = pin;
  if (!lastError) return null;
  const { title, fix, action } = explain(lastError, pin);
  const next = pin.state === 'queued' ? pin.nextAttemptAt : null;
  const dashboard = action === 'dashboard' && (
    <Button small icon="external" onClick={() => void openTab(DASHBOARD)}>
      {t('planner.openPostbreeze')}
    </Button>
  );
  return (
    <Banner tone={pin.state === 'failed' ? 'danger' : 'warn'} title={title} actions={dashboard}>
      {fix && <p>{fix}</p>}
      {next !== null && <p>{t('planner.details.nextTry', { time: formatTime(next, now) })}</p>}
      <details class="problem-details">
        <summary>{t('planner.details.server')}</summary>
        <p dir="auto">{lastError.message}</p>
        <p dir="ltr">
          <code>{[lastError.code, lastError.statusCode, lastError.requestId].filter(Boolean).join(' · ')}</code>
        </p>
      </details>
    </Banner>
  );
}
