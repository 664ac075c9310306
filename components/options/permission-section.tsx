import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import type { OptionsModel } from './model';

/** The sites whose pictures may be read, one by one. */
export function PermissionSection({ options }: { options: OptionsModel }) {
  const { hosts, revoke } = options;
  return (
    <div class="part-body">
      <p class="part-note">{t('options.sites.note')}</p>
      {hosts.value.length === 0 ? (
        <p class="soft">{t('options.sites.none')}</p>
      ) : (
        <ul class="rows">
          {hosts.value.map((host) => (
            <li key={host} class="row">
              <span class="row-words" dir="ltr">
                {host.replace(/\/\*$/, '')}
              </span>
              <Button
                kind="quiet"
                small
                icon="trash"
                aria-label={t('options.sites.revokeName', { site: host })}
                onClick={() => void revoke(host)}
              >
                {t('options.sites.revoke')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
