import type { Pin } from '../../lib/pin/pin';
import { explain } from '../../lib/pin/problem';
import { Button } from '../ui/button';
import { type Act, listActs } from './acts';
import type { QueueDesk } from './queue-desk';
import { takeHere } from './take-here';
import { ACT_WORDS } from './words';

const TAKE: Record<Act, (pin: Pin, desk: QueueDesk) => void> = {
  here: (pin, desk) => takeHere([pin], desk),
  send: (pin, { model }) => void model.verbs.send(pin),
  adopt: (pin, { model }) => void model.verbs.adopt(pin),
  again: (pin, { model, rescheduling }) => {
    // A canceled pin whose time has passed would go out this minute: ask for another time first.
    const isOver = pin.state === 'canceled' && (pin.publishAt ?? 0) <= model.now.peek();
    if (isOver) rescheduling.value = [pin];
    else void model.verbs.again(pin);
  },
  retry: (pin, { model }) => void model.verbs.retry([pin]),
  edit: (pin, { model }) => void model.verbs.edit(pin),
  reschedule: (pin, { rescheduling }) => {
    rescheduling.value = [pin];
  },
  duplicate: (pin, { model }) => void model.verbs.duplicate(pin),
  remove: (pin, { model }) => void model.verbs.remove([pin]),
};

/** The buttons of a row; each is described by the pin's title. */
export function RowActs({ pin, desk, titleId }: { pin: Pin; desk: QueueDesk; titleId: string }) {
  const leads = pin.lastError && explain(pin.lastError, pin).action === 'edit' ? EDIT : LEADS;
  return (
    <div class="row-acts">
      {listActs(pin).map((act) => (
        <Button
          key={act}
          kind={leads.has(act) ? 'plain' : 'quiet'}
          small
          icon={ACT_WORDS[act].icon}
          aria-describedby={titleId}
          data-focus={`${pin.id}:${act}`}
          onClick={() => TAKE[act](pin, desk)}
        >
          {ACT_WORDS[act].words}
        </Button>
      ))}
    </div>
  );
}

/** Where trying again alone would fail again. */
const EDIT = new Set<Act>(['edit']);

/** What a pin that needs the user most likely needs. */
const LEADS = new Set<Act>(['here', 'send', 'adopt', 'again', 'retry']);
