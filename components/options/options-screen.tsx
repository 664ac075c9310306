import './options-screen.css';
import './rows.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../../lib/words/t';
import { StatusLine } from '../ui/banner';
import { AccountSection, ConnectionSection } from './account-sections';
import { BoardSection } from './board-section';
import { DataSection, PermissionSection, ShortcutSection } from './browser-sections';
import { DeliverySection, LinkSection, RuleSection } from './delivery-sections';
import { DiagnosticsSection } from './diagnostics';
import type { OptionsModel } from './model';
import { SlotSection } from './slot-section';
import { TemplateSection } from './template-section';

/** The parts of the page, in order, each with its anchor and its title. */
const PARTS = [
  ['connection', 'options.connection.title', ConnectionSection],
  ['accounts', 'options.accounts.title', AccountSection],
  ['boards', 'options.boards.title', BoardSection],
  ['slots', 'options.slots.title', SlotSection],
  ['rules', 'rules.title', RuleSection],
  ['templates', 'templates.heading', TemplateSection],
  ['delivery', 'options.delivery.title', DeliverySection],
  ['links', 'options.links.title', LinkSection],
  ['shortcuts', 'options.shortcuts.title', ShortcutSection],
  ['sites', 'options.sites.title', PermissionSection],
  ['data', 'options.data.title', DataSection],
  ['diagnostics', 'diagnostics.title', DiagnosticsSection],
] as const;

/** The options. Changes are stored at once. */
export function OptionsScreen({ options }: { options: OptionsModel }) {
  useEffect(() => options.start(), []);
  return (
    <div class="options">
      <header class="options-head">
        <h1>{t('options.title')}</h1>
        <nav aria-label={t('options.parts')}>
          <ul>
            {PARTS.map(([id, title]) => (
              <li key={id}>
                <a href={`#${id}`}>{t(title)}</a>
              </li>
            ))}
          </ul>
        </nav>
        <p class="options-ways">
          <a href="queue.html">{t('options.openPlanner')}</a> <a href="welcome.html">{t('options.openGuide')}</a>
        </p>
      </header>
      <main class="options-parts">
        {PARTS.map(([id, title, Part]) => (
          <section key={id} id={id} class="part" aria-labelledby={`${id}-title`}>
            <h2 id={`${id}-title`}>{t(title)}</h2>
            <Part options={options} />
          </section>
        ))}
      </main>
      <SavedLine options={options} />
    </div>
  );
}

/** How long "Saved." shows; errors stay. */
const SHOWN_FOR = 4000;

function SavedLine({ options }: { options: OptionsModel }) {
  const line = options.line.value;
  const isOver = useSignal(false);
  useEffect(() => {
    isOver.value = false;
    if (line.tone !== 'good') return;
    const timer = setTimeout(() => {
      isOver.value = true;
    }, SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [line]);
  const words = isOver.value ? '' : line.words;
  return (
    <footer class={words ? 'options-foot options-foot-shown' : 'options-foot'}>
      <StatusLine ofPart tone={line.tone} words={words} />
    </footer>
  );
}
