import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { StatusLine } from '../ui/status-line';
import { Tabs } from '../ui/tabs';
import { Banners } from './banners';
import { BulkBar } from './bulk-bar';
import { Calendar } from './calendar';
import { Dialogs } from './dialogs';
import { Filters, SelectAll } from './filters';
import { History } from './history';
import { useScreenKeys } from './keys';
import { PinList } from './pin-list';
import { PlannerHead, UndoButton } from './planner-head';
import { type Planner, VIEWS } from './planner-model';
import '../ui/chip.css';
import './planner-screen.css';

/** The planner: every pin, when it goes out and where, who holds it, and what can be done with it. */
export function PlannerScreen({ planner }: { planner: Planner }) {
  useScreenKeys(planner);
  return (
    <main class="planner">
      <Tabs
        label={t('planner.views')}
        tabs={VIEWS.map((name) => ({ name, words: t(`planner.view.${name}`) }))}
        value={planner.view.value}
        onValue={(name) => {
          planner.view.value = name;
        }}
        head={(tabs) => <PlannerHead planner={planner} tabs={tabs} />}
      >
        <Banners planner={planner} />
        {planner.view.value !== 'history' && <Filters planner={planner} />}
        {planner.view.value === 'list' && <SelectAll planner={planner} />}
        {planner.view.value === 'list' && <PinList planner={planner} />}
        {planner.view.value === 'calendar' && <Calendar planner={planner} />}
        {planner.view.value === 'history' && <History planner={planner} />}
      </Tabs>
      <Dialogs planner={planner} />
      <Foot planner={planner} />
    </main>
  );
}

/** What happened last with its undo, and what can be done with the selected pins; always in sight. */
function Foot({ planner }: { planner: Planner }) {
  const { tone, words, offer } = planner.status.happened.value;
  const hasBulk = planner.view.value !== 'history' && planner.selection.pins.value.length > 0;
  const isShown = words !== '' || hasBulk;
  return (
    <footer class={isShown ? 'planner-foot planner-foot-shown' : 'planner-foot'}>
      {hasBulk && <BulkBar planner={planner} />}
      <StatusLine
        tone={tone}
        words={words}
        action={
          <>
            {offer && (
              <Button small icon="clock" onClick={offer.act}>
                {offer.words}
              </Button>
            )}
            <UndoButton planner={planner} />
          </>
        }
      />
    </footer>
  );
}
