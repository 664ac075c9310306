import { explain } from '../../lib/pin/problem';
import { AccessBanner } from '../ui/access-banner';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { StatusLine } from '../ui/status-line';
import type { OptionsDesk } from './options-desk';

/** Written out here, so that the production build drops the field and its words. */
const IS_SANDBOX = import.meta.env.MODE.startsWith('sandbox');

/** The API key: verified, kept, shown masked, removed. */
export function ConnectionSection({ desk }: { desk: OptionsDesk }) {
  const { connection } = desk.model;
  const { tone, words } = connection.told.value;
  const mask = connection.mask.value;
  return (
    <form
      class="part-body"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void connection.connect();
      }}
    >
      <p class="part-note">
        {mask
          ? 'To pin, open any page and click the Pinbreeze button, or right-click a picture and choose “Schedule to Pinterest”.'
          : 'Pinbreeze schedules through your own Postbreeze account. You find the key in the Postbreeze dashboard.'}{' '}
        The key is kept in this browser alone, and goes nowhere but to Postbreeze.
      </p>
      <AccessBanner access={desk.access} />
      <PauseBanner desk={desk} />
      {IS_SANDBOX && mask !== null && (
        <TextField
          label="API address"
          value={connection.address.value}
          onValue={(value) => {
            connection.address.value = value;
          }}
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          hint="Of the stand-in; this build cannot reach anything else."
        />
      )}
      <div class="masked">
        <TextField
          label="API key"
          value={connection.typed.value}
          onValue={(value) => {
            connection.typed.value = value;
          }}
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          placeholder={mask || 'pb_live_…'}
        />
      </div>
      {mask && (
        <p class="stored-key">
          <span>
            Stored key: <code>{mask}</code>
          </span>
          <Button kind="quiet" small icon="trash" onClick={() => void connection.remove()}>
            Remove key
          </Button>
        </p>
      )}
      <div class="part-acts">
        <Button kind="primary" type="submit" busy={connection.isBusy.value}>
          Connect
        </Button>
        {desk.model.accounts.value.length === 0 && (
          <Button kind="quiet" icon="external" onClick={desk.openDashboard}>
            Open Postbreeze
          </Button>
        )}
        <StatusLine tone={tone} words={words} />
      </div>
    </form>
  );
}

/** Why nothing is sent, where this page is the way out of it; a key that was never there is plain to see. */
function PauseBanner({ desk }: { desk: OptionsDesk }) {
  const pause = desk.model.pause.value;
  if (!pause || !desk.model.connection.mask.value) return null;
  const { title, fix } = explain({ ...pause, statusCode: null });
  return (
    <Banner tone="danger" icon="pause" title={`Paused. ${title}`}>
      <p>{fix} Nothing is lost; it goes on by itself once that is mended.</p>
    </Banner>
  );
}
