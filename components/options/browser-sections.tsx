import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { openShortcutSettings, setToolbar } from '../../lib/browser/ways-in';
import { formatDate } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/choices';
import { Dialog } from '../ui/overlays';
import { TransferButtons } from '../ui/transfer';
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

/** Export, import, records that could not be read, and deleting everything. */
export function DataSection({ options }: { options: OptionsModel }) {
  const { data } = options;
  const isAsking = useSignal(false);
  return (
    <div class="part-body">
      <p class="part-note">{t('options.data.note')}</p>
      <div class="part-acts">
        <TransferButtons onExport={data.exportAll} onImport={data.importAll} />
        <Button kind="danger" icon="trash" onClick={() => (isAsking.value = true)}>
          {t('options.data.deleteAll')}
        </Button>
      </div>
      <DamagedRows options={options} />
      {isAsking.value && (
        <Confirm
          title={t('options.data.deleteAllTitle')}
          act={t('options.data.deleteAllAct')}
          onAct={() => void data.deleteEverything()}
          onClose={() => (isAsking.value = false)}
        >
          {t('options.data.deleteAllWords')}
        </Confirm>
      )}
    </div>
  );
}

function DamagedRows({ options }: { options: OptionsModel }) {
  const { damaged, data } = options;
  const isAsking = useSignal(false);
  const rows = damaged.value;
  if (rows.length === 0) return null;
  return (
    <>
      <Banner
        tone="warn"
        title={t('options.data.damaged', { count: rows.length })}
        actions={
          <>
            <Button small icon="download" onClick={() => void data.exportDamaged()}>
              {t('options.data.damagedExport')}
            </Button>
            <Button small kind="quiet" onClick={() => (isAsking.value = true)}>
              {t('options.data.damagedRemove')}
            </Button>
          </>
        }
      >
        <p>{t('options.data.damagedNote')}</p>
        <details>
          <summary>{t('options.data.damagedList')}</summary>
          <ul class="damaged-list">
            {rows.map(({ id, from, reason, foundAt }) => (
              <li key={id} dir="auto">
                {t('options.data.damagedRow', { id, place: from, date: formatDate(foundAt), reason })}
              </li>
            ))}
          </ul>
        </details>
      </Banner>
      {isAsking.value && (
        <Confirm
          title={t('options.data.damagedRemoveTitle')}
          act={t('options.data.damagedRemoveAct')}
          onAct={() => void data.dropDamaged()}
          onClose={() => (isAsking.value = false)}
        >
          {t('options.data.damagedRemoveWords')}
        </Confirm>
      )}
    </>
  );
}

/** Asks before something that cannot be undone; the focus is on *Cancel*. */
function Confirm({
  title,
  act,
  onAct,
  onClose,
  children,
}: {
  title: string;
  act: string;
  onAct: () => void;
  onClose: () => void;
  children: ComponentChildren;
}) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onClick={onClose}>
            {t('options.cancel')}
          </Button>
          <Button
            kind="danger"
            icon="trash"
            onClick={() => {
              onClose();
              onAct();
            }}
          >
            {act}
          </Button>
        </>
      }
    >
      <p>{children}</p>
    </Dialog>
  );
}
