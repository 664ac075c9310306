import './csv-import.css';
import { useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import { openComposerWindow } from '../../lib/browser/screens';
import { CSV_COLUMNS, type CsvColumn } from '../../lib/pin/csv-read';
import type { DateOrder } from '../../lib/pin/csv-rows';
import { type Board, nameAccount } from '../../lib/store/books';
import { t } from '../../lib/words/t';
import { StatusLine } from '../ui/banner';
import { Button } from '../ui/button';
import { CODE, SelectField, TextField } from '../ui/field';
import { Dialog } from '../ui/overlays';
import { saveFile } from '../ui/transfer';
import { createImport, type ImportModel } from './import-model';

/** How many problems we show; the downloaded file has all. */
const PROBLEMS_SHOWN = 20;

/** The button *Import spreadsheet* and its dialog; the plan then opens for review in its own window. */
export function CsvImport() {
  const model = useMemo(() => createImport(), []);
  const file = useRef<HTMLInputElement>(null);
  const isOpen = useSignal(false);
  return (
    <>
      <Button icon="upload" onClick={() => file.current?.click()}>
        {t('plan.csv.import')}
      </Button>
      <input
        ref={file}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        aria-label={t('plan.csv.file')}
        hidden
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (!chosen) return;
          isOpen.value = true;
          void model.open(chosen);
        }}
      />
      {isOpen.value && (
        <ImportDialog
          model={model}
          onClose={() => (isOpen.value = false)}
          onDone={(planId) => {
            isOpen.value = false;
            void openComposerWindow(`?plan=${planId}`);
          }}
        />
      )}
    </>
  );
}

function ImportDialog({
  model,
  onClose,
  onDone,
}: {
  model: ImportModel;
  onClose: () => void;
  onDone: (planId: string) => void;
}) {
  const { pins, problems } = model.result.value;
  const table = model.table.value;
  const fault = model.fault.value;
  const isMapped = model.columns.value.includes('Media URL');
  const words = fault ? t(`plan.csv.refused.${fault}`) : model.error.value;
  const importAll = () => model.importAll().then((planId) => planId !== undefined && onDone(planId));
  return (
    <Dialog
      title={t('plan.csv.title', { name: model.fileName.value })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('plan.csv.cancel')}</Button>
          {pins.length > 0 && (
            <Button kind="primary" busy={model.isBusy.value} onClick={() => void importAll()}>
              {t('plan.csv.importPins', { count: pins.length })}
            </Button>
          )}
        </>
      }
    >
      <StatusLine
        tone={words ? 'danger' : 'info'}
        words={words || (table ? t('plan.csv.read', { count: table.rows.length }) : t('plan.csv.reading'))}
      />
      {table && (
        <div class="csv-import">
          {model.tooMany.value > 0 && <p>{t('plan.csv.tooMany', { count: model.tooMany.value })}</p>}
          <Columns model={model} headings={table.headings} isOpen={!isMapped} />
          {model.isOrderUnclear.value && (
            <SelectField
              label={t('plan.csv.order')}
              value={model.order.value}
              options={[
                ['month-first', t('plan.csv.monthFirst')],
                ['day-first', t('plan.csv.dayFirst')],
              ]}
              onValue={(order) => (model.order.value = order as DateOrder)}
            />
          )}
          <UnknownBoards model={model} />
          {problems.length > 0 && <Problems model={model} />}
        </div>
      )}
    </Dialog>
  );
}

/** Matches headings with columns; open if no picture column was found. */
function Columns({ model, headings, isOpen }: { model: ImportModel; headings: string[]; isOpen: boolean }) {
  return (
    <details open={isOpen}>
      <summary>{isOpen ? t('plan.csv.matchFirst') : t('plan.csv.match')}</summary>
      <div class="csv-columns">
        {headings.map((heading, place) => (
          <SelectField
            // Two headings can be equal, so only the place identifies one.
            key={place}
            label={heading || t('plan.csv.untitled', { place: place + 1 })}
            value={model.columns.value[place] ?? ''}
            options={[['', t('plan.csv.ignore')], ...CSV_COLUMNS.map((column) => [column, column] as const)]}
            onValue={(column) => model.setColumn(place, (column || null) as CsvColumn | null)}
          />
        ))}
      </div>
    </details>
  );
}

function Problems({ model }: { model: ImportModel }) {
  const { problems } = model.result.value;
  const left = new Set(problems.filter(({ severity }) => severity === 'error').map(({ line }) => line)).size;
  return (
    <section aria-labelledby="csv-problems">
      <h3 id="csv-problems">
        {left > 0 ? t('plan.csv.leftOut', { count: left }) : t('plan.csv.warnings', { count: problems.length })}
      </h3>
      <ul class="csv-problems">
        {problems.slice(0, PROBLEMS_SHOWN).map(({ line, column, fault, value }) => (
          <li key={`${line} ${column} ${fault} ${value}`}>
            {column ? t('plan.csv.at', { line, column }) : t('plan.csv.atLine', { line })}{' '}
            <bdi>{t(`plan.csv.fault.${fault}`)}</bdi> {value && <code dir="auto">{value.slice(0, 60)}</code>}
          </li>
        ))}
      </ul>
      {problems.length > PROBLEMS_SHOWN && (
        <p>{t('plan.csv.moreProblems', { count: problems.length - PROBLEMS_SHOWN })}</p>
      )}
      <Button
        small
        icon="download"
        onClick={() => saveFile(model.describeProblems(), 'pinbreeze-problems.csv', document)}
      >
        {t('plan.csv.saveProblems')}
      </Button>
    </section>
  );
}

/** Asks once which boards the file means by names that are not in the board book. */
function UnknownBoards({ model }: { model: ImportModel }) {
  const names = model.unknownBoards.value;
  if (names.length === 0 || model.accounts.value.length === 0) return null;
  return (
    <fieldset>
      <legend>{t('plan.csv.unknownBoards', { count: names.length })}</legend>
      <div class="csv-columns">
        {names.map((name) => (
          <UnknownBoard key={name} model={model} name={name} />
        ))}
      </div>
    </fieldset>
  );
}

const ADD = 'add';

/** Asks which board a name means: one from the book, or one added to it here. */
function UnknownBoard({ model, name }: { model: ImportModel; name: string }) {
  const isAdding = useSignal(false);
  const chosen = model.findChosen(name);
  const keyOf = (board: Board | null) => (board ? `${board.accountId} ${board.id}` : '');
  const nameOf = (board: Board) => {
    const account = model.accounts.value.find(({ id }) => id === board.accountId);
    return model.accounts.value.length > 1 && account
      ? t('plan.csv.boardOf', { board: board.name, account: nameAccount(account) })
      : board.name;
  };
  return (
    <div>
      <SelectField
        label={name}
        value={isAdding.value ? ADD : keyOf(chosen)}
        options={[
          ['', t('plan.csv.noBoard')],
          [ADD, t('plan.csv.addBoard')],
          ...model.boards.value.map((board) => [keyOf(board), nameOf(board)] as const),
        ]}
        onValue={(key) => {
          isAdding.value = key === ADD;
          model.chooseBoard(name, model.boards.peek().find((board) => keyOf(board) === key) ?? null);
        }}
      />
      {isAdding.value && <AddBoard model={model} name={name} />}
    </div>
  );
}

function AddBoard({ model, name }: { model: ImportModel; name: string }) {
  const typed = useSignal('');
  const accountId = useSignal(model.accounts.peek()[0]?.id ?? '');
  const error = useSignal('');
  return (
    <form
      class="csv-add"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        error.value = await model.addBoard(name, typed.peek(), accountId.peek());
      }}
    >
      <TextField
        label={t('ui.board.id')}
        value={typed.value}
        error={error.value}
        hint={t('ui.board.idHint')}
        {...CODE}
        onValue={(value) => (typed.value = value)}
      />
      {model.accounts.value.length > 1 && (
        <SelectField
          label={t('plan.csv.account')}
          value={accountId.value}
          options={model.accounts.value.map((account) => [account.id, nameAccount(account)] as const)}
          onValue={(id) => (accountId.value = id)}
        />
      )}
      <Button small type="submit" icon="add">
        {t('plan.csv.addNow', { name })}
      </Button>
    </form>
  );
}
