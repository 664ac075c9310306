import './details.css';
import type { ComponentChildren } from 'preact';
import { DASHBOARD, openTab } from '../../lib/browser/screens';
import { describeHolder } from '../../lib/pin/holder';
import type { HandOver, Pin } from '../../lib/pin/pin';
import { explain } from '../../lib/pin/problem';
import { nameAccount } from '../../lib/store/books';
import { formatTime } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { Banner } from '../ui/banner';
import { Button, PostLink } from '../ui/button';
import { RadioGroup } from '../ui/choices';
import { Dialog } from '../ui/overlays';
import { PinThumb } from '../ui/thumb';
import { takeAct } from './act-buttons';
import { canSwitchSender, ICONS, listActs } from './acts';
import { nameOf } from './arrange';
import { RowState } from './pin-row';
import type { Planner } from './planner-model';
import { summarizeWhen } from './times';

/** Everything about one pin, kept up to date; closes when the pin goes. */
export function DetailsDialog({ id, planner, onClose }: { id: string; planner: Planner; onClose: () => void }) {
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
