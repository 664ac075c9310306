import './plan.css';
import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../lib/words/t';
import { Banner, Empty, StatusLine } from '../ui/banner';
import { Button } from '../ui/button';
import { PlanBulk } from './plan-bulk';
import { PlanGrid } from './plan-grid';
import { createPlan, type PlanModel } from './plan-model';
import { PlanDays, PlanWhen } from './plan-when';

/** The review of a plan: a row for each pin, settings for several, and one button for all. */
export function PlanReview({
  planId,
  tabId = null,
  onBack,
}: {
  planId: string;
  /** The tab with the pictures, if it is still open. */
  tabId?: number | null;
  /** Leads back to where the pictures were chosen, if there is such a place. */
  onBack?: (() => void) | undefined;
}) {
  const plan = useMemo(() => createPlan(planId, tabId), [planId]);
  useEffect(() => {
    void plan.open();
    return plan.start();
  }, [plan]);
  const pins = plan.rows.drafts.value;
  const title = t('plan.title', { count: pins.length || plan.scheduledCount.value });
  const isRead = plan.rows.all.value !== null;
  useEffect(() => {
    if (isRead) document.title = t('general.pageTitle', { title });
  }, [isRead, title]);
  if (!isRead) return <div class="plan" aria-busy="true" />;
  return (
    <section class="plan" aria-labelledby="plan-title">
      <header class="plan-head">
        <h1 id="plan-title">{title}</h1>
        {pins.length > 0 && <ExportButton plan={plan} />}
        {onBack && (
          <Button small kind="quiet" icon="back" onClick={onBack}>
            {t('plan.back')}
          </Button>
        )}
      </header>
      {pins.length > 0 ? <Review plan={plan} /> : <Done plan={plan} />}
      <PlanFoot plan={plan} count={pins.length} />
    </section>
  );
}

function ExportButton({ plan }: { plan: PlanModel }) {
  return (
    <Button small kind="quiet" icon="download" onClick={() => void plan.exportCsv()}>
      {t('plan.csv.export')}
    </Button>
  );
}

function Review({ plan }: { plan: PlanModel }) {
  return (
    <>
      <Hosts plan={plan} />
      <div class="plan-settings">
        <PlanBulk plan={plan} />
        <PlanWhen plan={plan} />
        <PlanDays plan={plan} />
      </div>
      <PlanGrid plan={plan} />
    </>
  );
}

/** Asks in one prompt for all hosts whose pictures wait for a permission. */
function Hosts({ plan }: { plan: PlanModel }) {
  const hosts = plan.pictures.hosts.value;
  if (hosts.length === 0) return null;
  const names = hosts.map((pattern) => pattern.replace(/^https?:\/\/|\/\*$/g, ''));
  return (
    <Banner
      tone="warn"
      title={t('plan.hosts.title', { count: hosts.length })}
      actions={
        <Button small onClick={() => void plan.askHosts()}>
          {t('plan.hosts.allow', { count: hosts.length })}
        </Button>
      }
    >
      <bdi>{names.slice(0, 5).join(', ')}</bdi>
      {names.length > 5 && ' …'}
    </Banner>
  );
}

function Done({ plan }: { plan: PlanModel }) {
  const count = plan.scheduledCount.value;
  return (
    <Empty icon={count > 0 ? 'check' : 'info'} title={count > 0 ? t('plan.scheduled', { count }) : t('plan.empty')}>
      {count > 0 && <a href="queue.html">{t('plan.openPlanner')}</a>}
    </Empty>
  );
}

/** Reading more pictures than this takes long enough to need a stop button. */
const STOPPABLE = 50;

function PlanFoot({ plan, count }: { plan: PlanModel; count: number }) {
  const { tone, words, offer } = plan.status.line.value;
  const unread = plan.pictures.unread.value;
  return (
    <footer class="plan-foot">
      <StatusLine
        tone={tone}
        words={words || (unread > 0 ? t('plan.pictures', { count: unread }) : '')}
        action={
          offer && (
            <Button small kind="quiet" onClick={() => void offer.act()}>
              {offer.words}
            </Button>
          )
        }
      />
      {unread > STOPPABLE && !plan.isBusy.value && (
        <Button small onClick={() => (plan.pictures.isStopped.value ? plan.pictures.goOn() : plan.pictures.stop())}>
          {plan.pictures.isStopped.value ? t('plan.goOn') : t('plan.stop')}
        </Button>
      )}
      {count > 0 && (
        <Button kind="primary" icon="pin" busy={plan.isBusy.value} onClick={() => void plan.schedule()}>
          {t('plan.schedule', { count })}
        </Button>
      )}
    </footer>
  );
}
