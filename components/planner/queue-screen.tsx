import { useEffect } from 'preact/hooks';
import { Button } from '../ui/button';
import { StatusLine } from '../ui/status-line';
import { BulkBar } from './bulk-bar';
import { Calendar } from './calendar';
import { Filters, SelectAll } from './filters';
import { PinList } from './pin-list';
import { QueueBanners } from './queue-banners';
import type { QueueDesk } from './queue-desk';
import { QueueHead } from './queue-head';
import { RescheduleDialog } from './reschedule-dialog';
import '../ui/chip.css';
import './queue-screen.css';

/** The queue: every pin, who holds it, and what can be done with it. */
export function QueueScreen({ desk }: { desk: QueueDesk }) {
  const { model } = desk;
  useEffect(() => model.start(), []);
  return (
    <main class="queue">
      <QueueHead desk={desk} />
      <QueueBanners desk={desk} />
      <div class="queue-tools">
        <Filters model={model} />
        {desk.view.value === 'list' && <SelectAll model={model} />}
      </div>
      {desk.view.value === 'list' ? <PinList desk={desk} /> : <Calendar desk={desk} />}
      <RescheduleDialog desk={desk} />
      <QueueFoot desk={desk} />
    </main>
  );
}

/** What happened last with its undo, and what can be done with the selected pins; always in sight. */
function QueueFoot({ desk }: { desk: QueueDesk }) {
  const { status } = desk.model;
  const happened = status.happened.value;
  return (
    <footer class={happened.words || desk.model.chosen.value.length > 0 ? 'queue-foot queue-foot-shown' : 'queue-foot'}>
      <BulkBar desk={desk} />
      <StatusLine
        tone={happened.tone}
        words={happened.words}
        action={
          happened.undo && (
            <Button small icon="undo" onClick={() => void status.undo()}>
              Undo
            </Button>
          )
        }
      />
    </footer>
  );
}
