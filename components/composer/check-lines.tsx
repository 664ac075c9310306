import './check-lines.css';
import { useEffect, useRef } from 'preact/hooks';
import { DASHBOARD, openTab } from '../../lib/browser/screens';
import type { Check } from '../../lib/pin/checks';
import { DESCRIPTION_LIMIT, TITLE_LIMIT } from '../../lib/pin/limits';
import type { MendOffer } from '../../lib/pin/mends';
import { t } from '../../lib/words/t';
import type { Tone } from '../ui/banner';
import { Button, Icon, type IconName } from '../ui/button';
import { type CheckArea, checksOf } from './checks-model';
import type { Form } from './form-model';

/** What is wrong in one area of the form, a line each with its mend beside it. What is only not done yet is not shown as an error. */
export function CheckLines({ form, area }: { form: Form; area: CheckArea }) {
  const checks = checksOf(form.checks.value, area);
  const wasRefused = form.scheduling.refusals.value > 0;
  const list = useRef<HTMLUListElement>(null);
  // The pressed button unmounts with its check: move the focus to the next check, or to the field.
  const isMending = useRef(false);
  useEffect(() => {
    if (!isMending.current || !list.current || list.current.ownerDocument.activeElement?.matches(':not(body)')) return;
    isMending.current = false;
    const field = list.current.closest('.field')?.querySelector<HTMLElement>('input, textarea');
    (list.current.querySelector('button') ?? field ?? list.current).focus();
  }, [checks.map(({ id, slideId }) => `${id} ${slideId}`).join()]);
  return (
    <ul aria-label={t(AREA_NAMES[area])} class="check-lines" ref={list} tabIndex={-1}>
      {checks.map((check) => (
        <CheckLine
          key={`${check.id} ${check.slideId}`}
          check={check}
          look={lookOf(check, wasRefused)}
          overflow={findOverflow(form, check)}
          onMend={(offer) => {
            isMending.current = true;
            form.slides.take(offer, check.slideId);
          }}
        />
      ))}
    </ul>
  );
}

const AREA_NAMES = {
  pictures: 'composer.checks.pictures',
  account: 'composer.checks.account',
  board: 'composer.checks.board',
  title: 'composer.checks.title',
  description: 'composer.checks.description',
  link: 'composer.checks.link',
  time: 'composer.checks.time',
} as const satisfies Record<CheckArea, string>;

/** Whether an area holds an error, and not only something that is not done yet. */
export function isWrong(form: Form, area: CheckArea): boolean {
  const wasRefused = form.scheduling.refusals.value > 0;
  return checksOf(form.checks.value, area).some((check) => lookOf(check, wasRefused).tone === 'danger');
}

/** Every slide has its own *Remove*; a check offers it only when nothing else helps. */
function listOffers({ mend, otherMends }: Check): MendOffer[] {
  const all = mend ? [mend, ...otherMends] : otherMends;
  const others = all.filter(({ kind }) => kind !== 'remove');
  return others.length > 0 ? others : all;
}

interface Look {
  tone: Tone;
  icon: IconName;
}

const PENDING = [
  'slides-missing',
  'board-missing',
  'time-missing',
  'title-missing',
  'link-missing',
  'account-missing',
  'slide-reading',
  'earlier-link',
  'earlier-picture',
];

function lookOf({ id, severity }: Check, wasRefused: boolean): Look {
  const isPending = PENDING.includes(id) && (severity === 'warning' || !wasRefused);
  if (isPending) return { tone: 'info', icon: 'info' };
  return severity === 'error' ? { tone: 'danger', icon: 'error' } : { tone: 'warn', icon: 'warning' };
}

/** What of a text is too much, with the words before it. */
function findOverflow(form: Form, { id }: Check): { before: string; over: string } | null {
  const { title, description } = form.draft.pin.value;
  if (id === 'title-too-long') return cutAt(title, TITLE_LIMIT);
  return id === 'description-too-long' ? cutAt(description, DESCRIPTION_LIMIT) : null;
}

/** How many characters are shown before the place where a text becomes too long. */
const CONTEXT = 24;

function cutAt(text: string, limit: number): { before: string; over: string } {
  return { before: `…${text.slice(Math.max(0, limit - CONTEXT), limit)}`, over: text.slice(limit) };
}

function CheckLine({
  check,
  look,
  overflow,
  onMend,
}: {
  check: Check;
  look: Look;
  overflow: { before: string; over: string } | null;
  onMend: (offer: MendOffer) => void;
}) {
  const words = `words-of-${check.id}-${check.slideId ?? ''}`;
  return (
    <li class={`check-line tone-${look.tone}`} data-check={`${check.id} ${check.slideId ?? ''}`}>
      <Icon name={look.icon} />
      <span class="check-words">
        <span id={words}>
          {check.severity === 'error' && <span class="seen-by-readers-only">{t('composer.checks.error')} </span>}
          {check.words}
        </span>
        {overflow && (
          <bdi class="check-overflow">
            {overflow.before}
            <mark>{overflow.over}</mark>
          </bdi>
        )}
      </span>
      <span class="check-acts">
        {listOffers(check).map((offer) => (
          <Button small key={offer.label} {...iconOf(offer)} aria-describedby={words} onClick={() => onMend(offer)}>
            {offer.label}
          </Button>
        ))}
        {check.id.startsWith('account-') && check.id !== 'account-missing' && (
          <Button small icon="external" aria-describedby={words} onClick={() => void openTab(DASHBOARD)}>
            {t('composer.checks.reconnect')}
          </Button>
        )}
      </span>
    </li>
  );
}

const ICONS: Partial<Record<MendOffer['kind'], IconName>> = {
  crop: 'crop',
  'match-all': 'crop',
  'ask-permission': 'lock',
  'take-from-screen': 'image',
  'read-again': 'retry',
  remove: 'trash',
  show: 'queue',
};

function iconOf({ kind }: MendOffer): { icon?: IconName } {
  const icon = ICONS[kind];
  return icon ? { icon } : {};
}
