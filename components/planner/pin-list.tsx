import { useEffect, useId, useRef } from 'preact/hooks';
import { formatDay } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { Empty } from '../ui/banner';
import { Button } from '../ui/button';
import type { Section } from './arrange';
import { NO_FILTER } from './arrange';
import { useRowFocus } from './keys';
import { NeedsYou } from './needs-you';
import { PinRow } from './pin-row';
import type { Planner } from './planner-model';
import { findInView, type SectionInView, useView } from './rows-in-view';

/** The found pins under their headings; only rows in view are in the document. */
export function PinList({ planner }: { planner: Planner }) {
  const list = useRef<HTMLDivElement>(null);
  const { view, heights } = useView(list);
  const sections = planner.sections.value;
  const { shown, height } = findInView(sections, view, heights);
  useRowFocus(list, planner);
  useEffect(() => {
    const { current, ordered } = planner;
    if (!ordered.peek().some(({ id }) => id === current.peek())) current.value = ordered.peek()[0]?.id ?? null;
  }, [sections]);
  const last = shown.at(-1);
  return (
    <>
      <NeedsYou planner={planner} />
      <div ref={list} class="pin-list">
        <Spacer height={shown[0]?.top ?? 0} />
        {shown.map((part) => (
          <ListSection key={part.section.key} part={part} row={heights.row} planner={planner} />
        ))}
        <Spacer height={last ? height - last.top - last.height : 0} />
      </div>
      {sections.length === 0 && planner.pins.value && <Nothing planner={planner} />}
    </>
  );
}

function Spacer({ height }: { height: number }) {
  return height > 0 ? <div aria-hidden="true" style={{ blockSize: `${height}px` }} /> : null;
}

function ListSection({ part, row, planner }: { part: SectionInView; row: number; planner: Planner }) {
  const id = useId();
  const { section, from, to } = part;
  const { pins } = section;
  return (
    <section aria-labelledby={id} class="pin-section" style={{ blockSize: `${part.height}px` }}>
      <h2 id={id} class="pin-section-head">
        <span>{nameSection(section, planner.now.value)}</span>
        <span class="pin-section-count" aria-hidden="true">
          {pins.length}
        </span>
      </h2>
      <ul class="pin-rows" style={{ paddingBlockStart: `${from * row}px`, blockSize: `${pins.length * row}px` }}>
        {pins.slice(from, to).map((pin, place) => (
          <PinRow
            key={pin.id}
            pin={pin}
            planner={planner}
            isUnderDay={section.key.startsWith('day:')}
            place={from + place}
            count={pins.length}
          />
        ))}
      </ul>
    </section>
  );
}

function nameSection({ key }: Section, now: number): string {
  if (key === 'needs-you' || key === 'drafts' || key === 'all') return t(`planner.section.${key}`);
  return formatDay(Number(key.slice('day:'.length)), now);
}

function Nothing({ planner }: { planner: Planner }) {
  if (planner.pins.value?.length === 0)
    return planner.isComplete.value ? (
      <Empty icon="pin" title={t('planner.empty')}>
        {t('planner.emptyHint')}
      </Empty>
    ) : null;
  const { search } = planner.filter.value;
  return (
    <Empty
      icon="search"
      title={t('planner.nothingFound')}
      actions={<Button onClick={() => planner.narrow(NO_FILTER)}>{t('planner.showAll')}</Button>}
    >
      {search && t('planner.nothingFoundFor', { search })}
    </Empty>
  );
}
