import { ownHosts } from '../../lib/browser/permissions';
import { DASHBOARD, openTab } from '../../lib/browser/screens';
import { explain } from '../../lib/pin/problem';
import { t } from '../../lib/words/t';
import { AccessBanner, Banner, StatusLine } from '../ui/banner';
import { Button } from '../ui/button';
import { CODE, TextField } from '../ui/field';
import type { OptionsModel } from './model';

/** Written out here so that the production build drops the field. */
const IS_SANDBOX = import.meta.env.MODE.startsWith('sandbox');

/** The API key: verified, kept, shown masked, removed. */
export function ConnectionSection({ options }: { options: OptionsModel }) {
  const { connection } = options;
  const { tone, words } = connection.line.value;
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
        {mask ? t('options.connection.howToPin') : t('options.connection.whereKeys')} {t('options.connection.keyStays')}
      </p>
      <AccessBanner access={ownHosts} />
      <PauseBanner options={options} />
      {IS_SANDBOX && mask !== null && (
        <TextField
          label={t('options.connection.address')}
          value={connection.address.value}
          onValue={(value) => (connection.address.value = value)}
          {...CODE}
          hint={t('options.connection.addressHint')}
        />
      )}
      <div class="masked">
        <TextField
          label={t('options.connection.key')}
          value={connection.typed.value}
          onValue={(value) => (connection.typed.value = value)}
          {...CODE}
          placeholder={mask || 'pb_live_…'}
        />
      </div>
      {mask && (
        <p class="stored-key">
          <span>
            {t('options.connection.storedKey')} <code>{mask}</code>
          </span>
          <Button kind="quiet" small icon="trash" onClick={() => void connection.remove()}>
            {t('options.connection.removeKey')}
          </Button>
        </p>
      )}
      <div class="part-acts">
        <Button kind="primary" type="submit" busy={connection.isBusy.value}>
          {t('options.connection.connect')}
        </Button>
        {options.accounts.value.length === 0 && (
          <Button kind="quiet" icon="external" onClick={() => void openTab(DASHBOARD)}>
            {t('options.openPostbreeze')}
          </Button>
        )}
        <StatusLine tone={tone} words={words} />
      </div>
    </form>
  );
}

/** Why nothing is sent, if this page can change that. A missing key needs no banner. */
function PauseBanner({ options }: { options: OptionsModel }) {
  const pause = options.pause.value;
  if (!pause || !options.connection.mask.value) return null;
  const { title, fix } = explain({ ...pause, statusCode: null });
  return (
    <Banner tone="danger" icon="pause" title={t('options.connection.paused', { title })}>
      <p>{t('options.connection.pausedFix', { fix })}</p>
    </Banner>
  );
}
