import '../options/options-screen.css';
import '../options/rows.css';
import './welcome.css';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { DASHBOARD, openTab } from '../../lib/browser/screens';
import { t } from '../../lib/words/t';
import { ConnectionSection } from '../options/account-sections';
import { BoardSection } from '../options/board-section';
import { listSenders } from '../options/delivery-sections';
import type { OptionsModel } from '../options/model';
import { Empty } from '../ui/banner';
import { Button, Icon, type IconName } from '../ui/button';
import { RadioGroup } from '../ui/choices';

/** A made-up article with two pictures of ours, and the composer on it (`sample.tsx`). */
function SampleArticle() {
  return (
    <article class="sample">
      <p class="sample-site">{t('welcome.sample.site')}</p>
      <h3>{t('welcome.sample.title')}</h3>
      <p>{t('welcome.sample.description')}</p>
      <div class="sample-pictures">
        <img src="/sample/apple-cake.jpg" alt={t('welcome.sample.cake')} />
        <img src="/sample/autumn-fields.jpg" alt={t('welcome.sample.fields')} />
      </div>
      <Button kind="primary" icon="pin" onClick={() => void openTab('/welcome.html?sample')}>
        {t('welcome.trySample')}
      </Button>
    </article>
  );
}

/** The first minutes: connect, choose boards, try it. Each step can be skipped; the options lead back here. */
export function WelcomeScreen({ options }: { options: OptionsModel }) {
  useEffect(() => options.start(), []);
  const isConnected = options.accounts.value.length > 0;
  return (
    <div class="welcome">
      <header class="welcome-head">
        <img src="/icon/96.png" alt="" width="56" height="56" />
        <h1>{t('welcome.title')}</h1>
        <p>{t('welcome.intro')}</p>
      </header>
      <main>
        <ol class="welcome-steps">
          <Step id="connect" title={t('welcome.connect')} isDone={isConnected}>
            <p class="part-note">{t('welcome.connectNote')}</p>
            <p class="part-acts">
              <Button icon="external" onClick={() => void openTab(DASHBOARD)}>
                {t('welcome.makeKey')}
              </Button>
            </p>
            <ConnectionSection options={options} />
            {isConnected && <SentBy options={options} />}
          </Step>
          <Step id="boards" title={t('welcome.boards')} isDone={options.book.boards.value.length > 0}>
            {isConnected ? (
              <>
                <p class="part-note">{t('welcome.boardsNote')}</p>
                <BoardSection options={options} />
              </>
            ) : (
              <Empty icon="board" title={t('welcome.boardsWait')} />
            )}
          </Step>
          <Step id="try" title={t('welcome.tryIt')} isDone={false}>
            <p class="part-note">{t('welcome.tryNote')}</p>
            <SampleArticle />
            <p>{t('welcome.tryReal')}</p>
            <WaysIn options={options} />
          </Step>
        </ol>
        <Promises />
      </main>
      <footer class="welcome-foot">
        <Button kind={isConnected ? 'primary' : 'quiet'} onClick={() => window.close()}>
          {isConnected ? t('welcome.done') : t('welcome.skip')}
        </Button>
      </footer>
    </div>
  );
}

function Step({
  id,
  title,
  isDone,
  children,
}: {
  id: string;
  title: string;
  isDone: boolean;
  children: ComponentChildren;
}) {
  return (
    <li id={id} class={isDone ? 'welcome-step welcome-step-done' : 'welcome-step'}>
      <span class="welcome-mark" aria-hidden="true">
        {isDone && <Icon name="check" />}
      </span>
      <h2>{title}</h2>
      <div class="welcome-body">{children}</div>
    </li>
  );
}

/** Who sends, with the recommendation marked. Nothing is checked until the user chooses, here or elsewhere. */
function SentBy({ options }: { options: OptionsModel }) {
  const settings = options.settings.value;
  if (!settings) return null;
  const choices = listSenders().map((choice) =>
    choice.value === 'right-away' ? { ...choice, label: t('welcome.recommended', { choice: choice.label }) } : choice,
  );
  return (
    <div class="part-body">
      <p class="part-note">{t('welcome.sentByNote')}</p>
      <RadioGroup
        label={t('general.sentBy')}
        choices={choices}
        value={settings.hasChosenHandOver ? settings.handOver : null}
        onValue={(handOver) => void options.change({ handOver, hasChosenHandOver: true })}
      />
    </div>
  );
}

function WaysIn({ options }: { options: OptionsModel }) {
  const keysOf = (name: string) => options.shortcuts.value.find((one) => one.name === name)?.keys ?? '';
  const composer = keysOf('_execute_action');
  const quickPin = keysOf('quick-pin');
  const ways: [IconName, string][] = [
    ['pin', composer ? t('welcome.wayButtonKeys', { keys: composer }) : t('welcome.wayButton')],
    ['image', t('welcome.wayMenu')],
    ['send', quickPin ? t('welcome.wayKeyKeys', { keys: quickPin }) : t('welcome.wayKey')],
  ];
  return (
    <ul class="welcome-list">
      {ways.map(([icon, words]) => (
        <li key={icon}>
          <Icon name={icon} />
          <span>{words}</span>
        </li>
      ))}
    </ul>
  );
}

const PROMISES = ['welcome.promisePage', 'welcome.promiseSites', 'welcome.promiseSends', 'welcome.promiseKey'] as const;

function Promises() {
  return (
    <section class="welcome-promises" aria-labelledby="promises">
      <h2 id="promises">{t('welcome.promises')}</h2>
      <ul class="welcome-list">
        {PROMISES.map((promise) => (
          <li key={promise}>
            <Icon name="lock" />
            <span>{t(promise)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
