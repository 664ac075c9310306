import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { StatusLine } from '../ui/status-line';
import { AccountSection } from './account-section';
import { BoardSection } from './board-section';
import { ConnectionSection } from './connection-section';
import { DataSection } from './data-section';
import { DeliverySection } from './delivery-section';
import { LinkSection } from './link-section';
import type { OptionsDesk } from './options-desk';
import { PermissionSection } from './permission-section';
import { ShortcutSection } from './shortcut-section';
import { SlotSection } from './slot-section';
import './options-screen.css';
import './rows.css';

/** The parts of the page, in order, with the anchors that its table of contents leads to. */
const PARTS = [
  ['connection', 'Postbreeze', ConnectionSection],
  ['accounts', 'Accounts', AccountSection],
  ['boards', 'Boards', BoardSection],
  ['slots', 'Time slots', SlotSection],
  ['delivery', 'Delivery', DeliverySection],
  ['links', 'Links', LinkSection],
  ['shortcuts', 'Shortcuts', ShortcutSection],
  ['permissions', 'Sites', PermissionSection],
  ['data', 'Data', DataSection],
] as const;

/** The options. What is changed is stored at once. */
export function OptionsScreen({ desk }: { desk: OptionsDesk }) {
  useEffect(() => desk.model.start(), []);
  return (
    <div class="options">
      <header class="options-head">
        <h1>Options</h1>
        <nav aria-label="Parts of the options">
          <ul>
            {PARTS.map(([id, words]) => (
              <li key={id}>
                <a href={`#${id}`}>{words}</a>
              </li>
            ))}
          </ul>
        </nav>
        <a href="queue.html">Open the queue</a>
      </header>
      <main class="options-parts">
        {PARTS.map(([id, words, Part]) => (
          <section key={id} id={id} class="part" aria-labelledby={`${id}-title`}>
            <h2 id={`${id}-title`}>{words}</h2>
            <Part desk={desk} />
          </section>
        ))}
      </main>
      <SavedLine desk={desk} />
    </div>
  );
}

/** How long "Saved." is in sight; what went wrong stays. */
const SHOWN_FOR = 4000;

function SavedLine({ desk }: { desk: OptionsDesk }) {
  const told = desk.model.told.value;
  const isOver = useSignal(false);
  useEffect(() => {
    isOver.value = false;
    if (told.tone !== 'good') return;
    const timer = setTimeout(() => {
      isOver.value = true;
    }, SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [told]);
  const words = isOver.value ? '' : told.words;
  return (
    <footer class={words ? 'options-foot options-foot-shown' : 'options-foot'}>
      <StatusLine ofPart tone={told.tone} words={words} />
    </footer>
  );
}
