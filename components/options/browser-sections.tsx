import { openShortcutSettings } from '../../lib/browser/commands';
import { setToolbar } from '../../lib/browser/toolbar';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/choices';
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

/** What the toolbar button opens, the shortcuts as they are set now, and the way to the browser's page that changes them. */
export function ShortcutSection({ options }: { options: OptionsModel }) {
  const { shortcuts } = options;
  const settings = options.settings.value;
  return (
    <div class="part-body">
      {settings && (
        <RadioGroup
          label={t('options.toolbar')}
          value={settings.toolbarOpens}
          onValue={(toolbarOpens) => {
            void options.change({ toolbarOpens });
            void setToolbar(toolbarOpens);
          }}
          choices={[
            { value: 'popup', label: t('options.toolbar.popup') },
            { value: 'panel', label: t('options.toolbar.panel'), detail: t('options.toolbar.panelDetail') },
            { value: 'window', label: t('options.toolbar.window') },
          ]}
        />
      )}
      <ul class="rows">
        {shortcuts.value.map(({ name, description, keys }) => (
          <li key={name} class="row">
            <span class="row-words">{description}</span>
            {keys ? <kbd>{keys}</kbd> : <span class="soft">{t('options.shortcuts.none')}</span>}
          </li>
        ))}
      </ul>
      <div class="part-acts">
        <Button icon="external" onClick={() => void openShortcutSettings()}>
          {t('options.shortcuts.change')}
        </Button>
      </div>
    </div>
  );
}
