import './slide-list.css';
import { useEffect, useRef } from 'preact/hooks';
import type { Check } from '../../lib/pin/checks';
import { CAROUSEL_MAX } from '../../lib/pin/limits';
import { t } from '../../lib/words/t';
import { StatusLine } from '../ui/banner';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/choices';
import { Lazy } from '../ui/screen';
import { AccountField, BoardField } from './board-field';
import { CheckLines } from './check-lines';
import { areaOf, type CheckArea } from './checks-model';
import type { Composer } from './composer-model';
import { TextFields, WhenFields } from './fields';
import type { Form } from './form-model';
import { ImagePicker } from './image-picker';
import { PinPreview } from './pin-preview';

const loadNotices = () => import('./notices').then(({ Notices }) => Notices);
const loadScheduled = () => import('./scheduled-panel').then(({ ScheduledPanel }) => ScheduledPanel);

/** Three zones (choose, word, time) with what is wrong beside it, and the one action; later, what became of the pin. */
export function ComposerForm({ form, composer }: { form: Form; composer: Composer }) {
  const refusals = form.scheduling.refusals.value;
  const isSeparate = form.make.value.value === 'separate';
  useEffect(() => listenToKeys(form, composer), [form]);
  useEffect(startInGrid, [form]);
  useEffect(() => {
    const first = form.checks.peek().find(({ severity }) => severity === 'error');
    if (refusals > 0 && first) leadTo(first);
  }, [refusals]);
  return (
    <>
      {hasNotice(form) && <Lazy load={loadNotices} props={{ form }} />}
      {form.scheduling.scheduledPin.value ? (
        <Lazy load={loadScheduled} props={{ form, composer }} />
      ) : (
        <div class="zones" inert={!form.draft.isOpen.value}>
          <ImagePicker form={form} />
          <div class="zone zone-words">
            <SlideList form={form} />
            {form.make.hasChoice.value && <MakeField form={form} />}
            <CheckLines form={form} area="pictures" />
            {!form.facts && (
              <Button small icon="external" onClick={() => void composer.openPage()}>
                {t('composer.images.open')}
              </Button>
            )}
            <AccountField form={form} />
            <CheckLines form={form} area="account" />
            <BoardField form={form} />
            {isSeparate ? <p class="make-note">{t('composer.make.separateNote')}</p> : <TextFields form={form} />}
          </div>
          <div class="zone zone-time">
            {!isSeparate && <PinPreview form={form} />}
            <WhenFields form={form} />
          </div>
        </div>
      )}
      <ComposerFoot form={form} composer={composer} />
    </>
  );
}

/** Ctrl+Enter (⌘ on a Mac) schedules from anywhere; Ctrl+Z undoes the last act, but for text, which its field undoes. */
function listenToKeys(form: Form, composer: Composer): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    const isElsewhere = (event.target as Element).closest?.('dialog') != null;
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || isElsewhere) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      void goOn(form, composer);
    } else if (event.key.toLowerCase() === 'z' && !isTextField(event.target) && form.draft.undo()) {
      event.preventDefault();
    }
  };
  // Before the combobox and the fields see the key.
  document.addEventListener('keydown', onKeyDown, { capture: true });
  return () => document.removeEventListener('keydown', onKeyDown, { capture: true });
}

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.selectionStart !== null)
  );
}

/** The keyboard starts with the pictures, at the one that is chosen. */
function startInGrid(): void {
  if (document.activeElement !== document.body) return;
  const start = document.querySelector<HTMLElement>('.images input:checked') ?? document.querySelector('.images input');
  (start as HTMLElement | null)?.focus({ preventScroll: true });
}

/** Whether `Notices` would show anything. */
function hasNotice({ draft, hasKey, accounts, pause, facts, isOnline }: Form): boolean {
  const isWell = hasKey.value && accounts.value.length > 0 && isOnline.value && draft.isMine.value;
  return !isWell || pause.value !== undefined || draft.isUnsaved.value || Boolean(facts?.optOut);
}

const loadRows = () => import('./slide-rows').then(({ SlideRows }) => SlideRows);

const KINDS = { one: 'composer.slides.carousel', separate: 'composer.slides.separate' } as const;

/** The chosen pictures, in the order of the carousel or of the pins. */
function SlideList({ form }: { form: Form }) {
  const count = form.draft.slides.value.length;
  const list = useRef<HTMLOListElement>(null);
  return (
    <div class="slides">
      <h2>
        {t('composer.slides')}{' '}
        {count > 1 && <span class="slides-kind">{t(KINDS[form.make.value.value], { count })}</span>}
      </h2>
      {count === 0 && <p class="slides-none">{t('composer.slides.none')}</p>}
      <ol
        aria-label={t('composer.slides')}
        ref={list}
        class={count > CAROUSEL_MAX ? 'slide-rows slide-rows-many' : 'slide-rows'}
      >
        {count > 0 && <Lazy load={loadRows} props={{ form, list }} />}
      </ol>
    </div>
  );
}

/** One pin of several pictures, or a pin each. */
function MakeField({ form }: { form: Form }) {
  const isTooMany = form.make.isTooMany.value;
  return (
    <RadioGroup
      row
      label={t('composer.make')}
      value={form.make.value.value}
      onValue={form.make.choose}
      choices={[
        {
          value: 'one',
          label: t('composer.make.one'),
          disabled: isTooMany,
          detail: isTooMany && t('composer.make.tooMany', { count: CAROUSEL_MAX }),
        },
        { value: 'separate', label: t('composer.make.separate') },
      ]}
    />
  );
}

/** The status line, what is still wrong, and the one action, always in view. */
function ComposerFoot({ form, composer }: { form: Form; composer: Composer }) {
  const { tone, words, offer } = form.status.value;
  const isKept = form.draft.isStored.value;
  const isEdit = form.draft.pin.value.editOf !== null;
  const isSeparate = form.make.value.value === 'separate';
  const isLeft = form.scheduling.scheduledPin.value !== null;
  return (
    <footer class="composer-foot">
      <StatusLine
        tone={words ? tone : 'info'}
        words={words || (isLeft ? '' : quietWords(form))}
        action={
          offer && (
            <Button small kind="quiet" icon="undo" onClick={offer.act}>
              {offer.words}
            </Button>
          )
        }
      />
      {!isLeft && !isSeparate && tone !== 'danger' && <Summary form={form} />}
      {isKept && (isEdit || form.facts) && !isLeft && (
        <Button kind="quiet" icon="trash" onClick={() => void composer.discard()}>
          {isEdit ? t('composer.discardChanges') : t('composer.startOver')}
        </Button>
      )}
      {!isLeft && (
        <Button
          kind="primary"
          icon={form.scheduling.isBusy.value ? 'retry' : 'send'}
          busy={form.scheduling.isBusy.value}
          title={t('composer.schedule.keys')}
          onClick={() => void goOn(form, composer)}
        >
          {isSeparate ? t('composer.make.review', { count: form.make.count.value }) : t('composer.schedule')}
        </Button>
      )}
    </footer>
  );
}

/** Schedules the pin, or leads to the review of separate ones. */
export async function goOn(form: Form, composer: Composer): Promise<void> {
  await (form.make.value.peek() === 'separate' ? composer.separate() : form.scheduling.schedule());
}

/** What the status line says when nothing has just happened. */
function quietWords({ draft, slides }: Form): string {
  if (slides.working.value > 0) return t('composer.reading', { count: slides.working.value });
  if (!draft.isStored.value) return '';
  return draft.pin.value.editOf === null ? t('composer.keptDraft') : t('composer.keptEdit');
}

/** How many errors hold the pin back; a click leads to the first. */
function Summary({ form }: { form: Form }) {
  const errors = form.checks.value.filter(({ severity, id }) => severity === 'error' && id !== 'slide-reading');
  const [first] = errors;
  return (
    <div class="composer-summary" aria-live="polite">
      {first && (
        <Button small kind="quiet" icon="info" title={first.words} onClick={() => leadTo(first)}>
          {t('composer.checks.summary', { count: errors.length })}
        </Button>
      )}
    </div>
  );
}

/** Moves the focus to where the user can fix a check. */
function leadTo(check: Form['checks']['value'][number]): void {
  findWayOut(document, check)?.focus();
}

/** The control where a check is fixed by hand. */
const CONTROLS: Record<CheckArea, string> = {
  pictures: '.images input',
  account: '[name="account"]',
  board: '[role="combobox"]',
  title: '[name="title"]',
  description: '[name="description"]',
  link: '[name="link"]',
  time: '.when input:checked',
};

/** Where the user can fix a check: its own button, else the control it is about. */
function findWayOut(form: ParentNode, check: Check): HTMLElement | null {
  return (
    form.querySelector<HTMLElement>(`[data-check="${check.id} ${check.slideId ?? ''}"] button`) ??
    form.querySelector<HTMLElement>(CONTROLS[areaOf(check)])
  );
}
