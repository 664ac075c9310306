import { ownHosts } from '../../lib/browser/permissions';
import { openOptions, openTab } from '../../lib/browser/screens';
import { explain } from '../../lib/pin/problem';
import { DASHBOARD } from '../../lib/postbreeze/dashboard';
import type { StandingPause } from '../../lib/store/pause';
import { t } from '../../lib/words/t';
import { AccessBanner } from '../ui/access-banner';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import type { Planner } from './planner-model';

/** What concerns everything: why it waits, and records that could not be read. */
export function Banners({ planner }: { planner: Planner }) {
  return (
    <>
      <AccessBanner access={ownHosts} />
      {planner.pauses.value.map((pause) => (
        <PauseBanner key={pause.accountId} pause={pause} planner={planner} />
      ))}
      <DamagedBanner planner={planner} />
    </>
  );
}

function PauseBanner({ pause, planner }: { pause: StandingPause; planner: Planner }) {
  const { title, fix, action } = explain({ ...pause, statusCode: null });
  const account = pause.accountId ? planner.accounts.value.get(pause.accountId) : undefined;
  const whole = account ? t('planner.pausedAccount', { account: account.displayName || account.handle, fix }) : fix;
  const wayOut =
    action === 'dashboard' ? (
      <Button small icon="external" onClick={() => void openTab(DASHBOARD)}>
        {t('planner.openPostbreeze')}
      </Button>
    ) : (
      <Button small icon="key" onClick={() => void openOptions()}>
        {t('planner.openOptions')}
      </Button>
    );
  return (
    <Banner tone="danger" icon="pause" title={t('planner.paused', { title })} actions={wayOut}>
      <p dir="auto">{t('planner.pausedFix', { fix: whole })}</p>
    </Banner>
  );
}

function DamagedBanner({ planner }: { planner: Planner }) {
  const { length } = planner.damaged.value;
  if (length === 0) return null;
  return (
    <Banner
      tone="warn"
      title={t('planner.damaged', { count: length })}
      actions={
        <>
          <Button small icon="download" onClick={() => void planner.transfer.exportDamaged()}>
            {t('planner.damagedExport')}
          </Button>
          <Button small kind="quiet" onClick={() => void openOptions()}>
            {t('planner.openOptions')}
          </Button>
        </>
      }
    >
      <p>{t('planner.damagedHint')}</p>
    </Banner>
  );
}
