import { useId } from 'preact/hooks';
import { Empty } from '../ui/banner';
import { Button } from '../ui/button';
import { useKeptFocus } from '../ui/use-kept-focus';
import { PinRow } from './pin-row';
import type { QueueDesk } from './queue-desk';
import type { Section } from './view';
import { SECTION_WORDS } from './words';

/** The pins that were found, under their headings; the first of them, and more on demand. */
export function PinList({ desk }: { desk: QueueDesk }) {
  const { model } = desk;
  const list = useKeptFocus<HTMLDivElement>();
  const sections = model.sections.value;
  const shown = sections.reduce((sum, { pins }) => sum + pins.length, 0);
  const skipped = model.skip.value;
  const hidden = model.found.value.length - skipped - shown;
  return (
    <div ref={list} tabIndex={-1} class="pin-list">
      {skipped > 0 && (
        <div class="pin-list-more">
          <Button data-focus="earlier" onClick={model.showEarlier}>
            Show earlier
          </Button>
          <span>{`${skipped} before these`}</span>
        </div>
      )}
      {sections.map((section) => (
        <PinSection key={section.name} section={section} desk={desk} />
      ))}
      {shown === 0 && model.pins.value && <Nothing desk={desk} />}
      {hidden > 0 && (
        <div class="pin-list-more">
          <Button data-focus="more" onClick={model.showMore}>
            Show more
          </Button>
          <span>{`${skipped + shown} of ${model.found.value.length}`}</span>
        </div>
      )}
    </div>
  );
}

function PinSection({ section, desk }: { section: Section; desk: QueueDesk }) {
  const id = useId();
  return (
    <section aria-labelledby={id} class="pin-section">
      <h2 id={id}>{SECTION_WORDS[section.name]}</h2>
      <ul class="pin-rows">
        {section.pins.map((pin) => (
          <PinRow key={pin.id} pin={pin} desk={desk} />
        ))}
      </ul>
    </section>
  );
}

function Nothing({ desk }: { desk: QueueDesk }) {
  const { model } = desk;
  if (model.pins.value?.length === 0)
    return (
      <Empty icon="pin" title="No pins yet">
        Right-click a picture on any page and choose “Schedule to Pinterest”, or click the toolbar button there.
      </Empty>
    );
  const showAll = () => {
    model.showFilter('all');
    model.showSearch('');
  };
  return (
    <Empty icon="search" title="No pin matches" actions={<Button onClick={showAll}>Show all pins</Button>}>
      {model.search.value && `Nothing is found for “${model.search.value}”.`}
    </Empty>
  );
}
