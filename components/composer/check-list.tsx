import { useEffect, useId, useRef } from 'preact/hooks';
import type { Check } from '../../lib/pin/checks';
import type { MendOffer } from '../../lib/pin/mend-offer';
import type { Tone } from '../ui/banner';
import { Button } from '../ui/button';
import { Icon, type IconName } from '../ui/icon';
import type { ComposerExits } from './composer-screen';
import type { Form } from './form-model';
import './check-list.css';

/** What is wrong with the pin, errors first, each with its mend beside it. What is merely not done yet is said calmly. */
export function CheckList({ form, exits }: { form: Form; exits: ComposerExits }) {
  const checks = form.checks.value;
  const refusals = form.scheduling.refusals.value;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (refusals > 0) void lead(list.current, checks[0]);
  }, [refusals]);
  // The button that was pressed goes with what it put right: the keyboard's place is then with what is left, or here.
  const isMending = useRef(false);
  useEffect(() => {
    if (!isMending.current || !list.current || list.current.ownerDocument.activeElement?.matches(':not(body)')) return;
    isMending.current = false;
    (list.current.querySelector('button') ?? list.current).focus();
  }, [checks]);
  return (
    <div class={checks.length > 0 ? 'checks' : ''}>
      <ul aria-label="Checks" class="check-list" ref={list} tabIndex={-1}>
        {checks.map((check) => (
          <CheckRow
            key={`${check.id}-${check.slideId}`}
            check={check}
            look={lookOf(check, refusals > 0)}
            onMend={(offer) => {
              isMending.current = true;
              form.slides.take(offer, check.slideId);
            }}
            exits={exits}
          />
        ))}
      </ul>
    </div>
  );
}

/** Each slide can be removed where it stands; the check repeats that only where nothing else helps. */
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
  'account-missing',
  'slide-reading',
];

function lookOf({ id, severity }: Check, wasRefused: boolean): Look {
  if (!wasRefused && PENDING.includes(id)) return { tone: 'info', icon: 'info' };
  return severity === 'error' ? { tone: 'danger', icon: 'error' } : { tone: 'warn', icon: 'warning' };
}

/** Once scheduling was held up: to the first thing that is wrong. */
async function lead(list: HTMLElement | null, first: Check | undefined): Promise<void> {
  const { findWayOut } = await import('./find-way-out');
  if (list) (findWayOut(list, first) ?? list).focus();
}

function CheckRow({
  check,
  look,
  onMend,
  exits,
}: {
  check: Check;
  look: Look;
  onMend: (offer: MendOffer) => void;
  exits: ComposerExits;
}) {
  const id = useId();
  const offers = listOffers(check);
  return (
    <li class={`check tone-${look.tone}`}>
      <Icon name={look.icon} />
      <div class="check-body">
        <span class="check-words" id={id}>
          {check.severity === 'error' && <span class="seen-by-readers-only">Error: </span>}
          {check.words}
        </span>
        <span class="check-acts">
          {offers.map((offer) => (
            <Button small key={offer.label} {...iconOf(offer)} aria-describedby={id} onClick={() => onMend(offer)}>
              {offer.label}
            </Button>
          ))}
          {check.id.startsWith('account-') && (
            <Button small kind="quiet" icon="settings" aria-describedby={id} onClick={exits.openOptions}>
              Open options
            </Button>
          )}
        </span>
      </div>
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
};

function iconOf({ kind }: MendOffer): { icon?: IconName } {
  const icon = ICONS[kind];
  return icon ? { icon } : {};
}
