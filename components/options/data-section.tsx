import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TransferButtons } from '../ui/transfer-buttons';
import type { OptionsDesk } from './options-desk';

/** Export, import, records that could not be read, and the end of everything. */
export function DataSection({ desk }: { desk: OptionsDesk }) {
  const { data } = desk.model;
  const isAsking = useSignal(false);
  return (
    <div class="part-body">
      <p class="part-note">
        One file holds all pins, drafts, pictures, boards and settings, but not the key. Importing it adds what is not
        here yet.
      </p>
      <div class="part-acts">
        <TransferButtons onExport={data.exportAll} onImport={data.importAll} />
        <Button
          kind="danger"
          icon="trash"
          onClick={() => {
            isAsking.value = true;
          }}
        >
          Delete everything
        </Button>
      </div>
      <DamagedRows desk={desk} />
      {isAsking.value && (
        <Confirm
          title="Delete everything?"
          act="Delete everything in this browser"
          onAct={() => void data.deleteEverything()}
          onClose={() => {
            isAsking.value = false;
          }}
        >
          All pins and drafts with their pictures, the board book, the settings and the key are deleted from this
          browser. Pins that only this browser holds are lost. What Postbreeze holds stays there and is published.
        </Confirm>
      )}
    </div>
  );
}

function DamagedRows({ desk }: { desk: OptionsDesk }) {
  const { damaged, data } = desk.model;
  const isAsking = useSignal(false);
  const rows = damaged.value;
  if (rows.length === 0) return null;
  const ask = (value: boolean) => () => {
    isAsking.value = value;
  };
  return (
    <>
      <Banner
        tone="warn"
        title={rows.length === 1 ? 'One record could not be read.' : `${rows.length} records could not be read.`}
        actions={
          <>
            <Button small icon="download" onClick={() => void data.exportDamaged()}>
              Export unreadable records
            </Button>
            <Button small kind="quiet" onClick={ask(true)}>
              Remove them
            </Button>
          </>
        }
      >
        <p>They are set aside as they were found. Everything else goes on.</p>
        <details>
          <summary>What they are</summary>
          <ul class="damaged-list">
            {rows.map(({ id, from, reason, foundAt }) => (
              <li key={id} dir="auto">
                <code>{id}</code> from {from}, found {new Date(foundAt).toLocaleDateString()}: {reason}
              </li>
            ))}
          </ul>
        </details>
      </Banner>
      {isAsking.value && (
        <Confirm
          title="Remove the unreadable records?"
          act="Remove them for good"
          onAct={() => void data.dropDamaged()}
          onClose={ask(false)}
        >
          Export them first if there may be something in them that you miss.
        </Confirm>
      )}
    </>
  );
}

/** Asks before something that cannot be undone; the focus is on the way back. */
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
            Cancel
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
