import { explain } from '../../lib/pin/problem';
import { AccessBanner } from '../ui/access-banner';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import type { QueueDesk } from './queue-desk';

/** What concerns the whole queue: why everything waits, and records that could not be read. */
export function QueueBanners({ desk }: { desk: QueueDesk }) {
  return (
    <>
      <AccessBanner access={desk.access} />
      <PauseBanner desk={desk} />
      <DamagedBanner desk={desk} />
    </>
  );
}

function PauseBanner({ desk }: { desk: QueueDesk }) {
  const pause = desk.model.pause.value;
  if (!pause) return null;
  const { title, fix, action } = explain({ ...pause, statusCode: null });
  const account = pause.accountId ? desk.model.accounts.value.get(pause.accountId) : undefined;
  const wayOut =
    action === 'dashboard' ? (
      <Button small icon="external" onClick={desk.openDashboard}>
        Open Postbreeze
      </Button>
    ) : (
      <Button small icon="key" onClick={desk.openOptions}>
        Open options
      </Button>
    );
  return (
    <Banner tone="danger" icon="pause" title={`Paused. ${title}`} actions={wayOut}>
      <p dir="auto">
        {account ? `${account.displayName || account.handle}: ` : ''}
        {fix} Nothing is sent until then, and nothing is lost; it goes on by itself.
      </p>
    </Banner>
  );
}

function DamagedBanner({ desk }: { desk: QueueDesk }) {
  const { damaged, verbs } = desk.model;
  const { length } = damaged.value;
  if (length === 0) return null;
  return (
    <Banner
      tone="warn"
      title={length === 1 ? 'One record could not be read.' : `${length} records could not be read.`}
      actions={
        <>
          <Button small icon="download" onClick={() => void verbs.exportDamaged()}>
            Export unreadable records
          </Button>
          <Button small kind="quiet" onClick={desk.openOptions}>
            Open options
          </Button>
        </>
      }
    >
      <p>They are set aside as they were found, to be seen and removed in the options. Everything else goes on.</p>
    </Banner>
  );
}
