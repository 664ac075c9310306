import './image-picker.css';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../lib/words/t';
import { Empty } from '../ui/banner';
import { Button } from '../ui/button';
import { Lazy } from '../ui/screen';
import { Thumb } from '../ui/thumb';
import type { Form } from './form-model';
import { createGridModel, type Filter, type GridModel, SORTS, type Sort } from './grid-model';
import { ImageGrid } from './image-grid';
import { findPlace, type ImageChoice, type LeftOutImage } from './page-images';

const loadAddPicture = () => import('./add-picture').then(({ AddPicture }) => AddPicture);

/** Below this the page's pictures are seen at a glance, and tools would be in the way. */
const FEW = 6;

/** The page's pictures to choose from, best first, and on demand those that were left out; others can be added. */
export function ImagePicker({ form }: { form: Form }) {
  const grid = useMemo(() => createGridModel(form.images, form.facts?.pageUrl ?? ''), [form]);
  const isAdding = useSignal(false);
  useEffect(() => listenToGifts(form), [form]);
  const { length } = form.images.offered.value;
  return (
    <div class="zone zone-images">
      <fieldset class="images">
        <legend>{t('composer.grid.title')}</legend>
        {length > FEW && <Tools form={form} grid={grid} />}
        {length === 0 && !form.facts?.optOut && <NoImages form={form} />}
        <ImageGrid form={form} grid={grid} />
        {length > 0 && grid.shown.value.length === 0 && <p class="images-note">{t('composer.grid.noneFits')}</p>}
      </fieldset>
      <div>
        <Button
          small
          icon="add"
          onClick={() => {
            isAdding.value = true;
          }}
        >
          {t('composer.add')}
        </Button>
      </div>
      {isAdding.value && (
        <Lazy
          load={loadAddPicture}
          props={{
            form,
            onClose: () => {
              isAdding.value = false;
            },
          }}
        />
      )}
      <Notes form={form} />
      <LeftOut form={form} />
    </div>
  );
}

/** Pictures that are dropped on the window or pasted outside a text field are added, whatever is open. */
function listenToGifts(form: Form): () => void {
  const take = (event: Event, data: DataTransfer | null) => {
    const files = [...(data?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    void import('./add-picture').then(({ addFiles }) => addFiles(files, form));
  };
  const onDrop = (event: DragEvent) => take(event, event.dataTransfer);
  const onPaste = (event: ClipboardEvent) => take(event, event.clipboardData);
  const onDragOver = (event: DragEvent) => {
    // Without this the browser opens what is dropped in place of the composer.
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };
  addEventListener('drop', onDrop);
  addEventListener('dragover', onDragOver);
  addEventListener('paste', onPaste);
  return () => {
    removeEventListener('drop', onDrop);
    removeEventListener('dragover', onDragOver);
    removeEventListener('paste', onPaste);
  };
}

function Tools({ form, grid }: { form: Form; grid: GridModel }) {
  const shown = grid.shown.value;
  const all = form.images.offered.value.length;
  const chosen = shown.filter((choice) => findPlace(choice, form.draft.slides.value) >= 0);
  const isAll = chosen.length === shown.length;
  return (
    <div class="image-tools">
      <select
        aria-label={t('composer.grid.filter')}
        value={grid.filter.value}
        onChange={(event) => {
          grid.filter.value = event.currentTarget.value as Filter;
        }}
      >
        {grid.filters.value.map((filter) => (
          <option key={filter} value={filter}>
            {nameFilter(filter, grid.pageHost)}
          </option>
        ))}
      </select>
      <select
        aria-label={t('composer.grid.sort')}
        value={grid.sort.value}
        onChange={(event) => {
          grid.sort.value = event.currentTarget.value as Sort;
        }}
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {t(`composer.grid.sort.${sort}`)}
          </option>
        ))}
      </select>
      <span class="image-count" aria-live="polite">
        {shown.length === all
          ? t('composer.grid.count', { count: all })
          : t('composer.grid.shownOf', { shown: shown.length, all })}
      </span>
      <Button small kind="quiet" disabled={shown.length === 0} onClick={() => form.toggle(shown, !isAll)}>
        {isAll && shown.length > 0 ? t('composer.grid.chooseNone') : t('composer.grid.chooseAll')}
      </Button>
    </div>
  );
}

function nameFilter(filter: Filter, host: string): string {
  return filter === 'this-host' ? t('composer.grid.filter.thisHost', { host }) : t(`composer.grid.filter.${filter}`);
}

function NoImages({ form }: { form: Form }) {
  return (
    <Empty icon="image" title={form.facts ? t('composer.grid.nothing') : t('composer.grid.noPage')}>
      {form.pageWords || t('composer.grid.nothingHint')}
    </Empty>
  );
}

function Notes({ form }: { form: Form }) {
  const broken = form.images.brokenCount.value;
  const notes = [
    ...(broken > 0 ? [t('composer.grid.broken', { count: broken })] : []),
    ...(form.facts?.notes ?? []).map((note) => t(`collecting.note.${note}`)),
  ];
  return (
    <>
      {notes.map((note) => (
        <p class="images-note" key={note}>
          {note}
        </p>
      ))}
    </>
  );
}

function LeftOut({ form }: { form: Form }) {
  const isOpen = useSignal(false);
  const { length } = form.images.leftOut.value;
  if (length === 0) return null;
  return (
    <details
      class="left-out"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{t('composer.leftOut', { count: length })}</summary>
      {isOpen.value && <LeftOutList form={form} />}
    </details>
  );
}

/** How many are listed: a page may have thousands of icons. */
const LISTED = 100;

/** The pictures that were left out, each with the reason; what the owner did not forbid can be used anyway. */
function LeftOutList({ form }: { form: Form }) {
  const leftOut = form.images.leftOut.value;
  return (
    <ul aria-label={t('composer.leftOut.list')}>
      {leftOut.slice(0, LISTED).map((one) => (
        <li key={one.url}>
          <span class="left-out-picture">
            <Thumb src={one.reason === 'broken' ? '' : one.url} pageUrl={form.pageUrl} />
          </span>
          <span class="left-out-words">
            <span dir="auto">{one.name}</span>
            <small>
              {one.ownerWords ? (
                <span dir="auto">
                  {t('composer.leftOut.because', { reason: nameReason(one), words: one.ownerWords })}
                </span>
              ) : (
                nameReason(one)
              )}
            </small>
          </span>
          {one.choice && <UseAnyway form={form} choice={one.choice} />}
        </li>
      ))}
    </ul>
  );
}

function UseAnyway({ form, choice }: { form: Form; choice: ImageChoice }) {
  const isPicked = findPlace(choice, form.draft.slides.value) >= 0;
  return (
    <Button small kind="quiet" aria-pressed={isPicked} onClick={() => form.toggle([choice], !isPicked)}>
      {isPicked ? t('composer.leftOut.chosen') : t('composer.leftOut.useAnyway')}
    </Button>
  );
}

function nameReason({ reason }: LeftOutImage): string {
  return t(`composer.leftOut.${reason}`);
}
