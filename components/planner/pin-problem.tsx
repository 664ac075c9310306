import type { Pin, PinState } from '../../lib/pin/pin';
import { explain, type ProblemAction } from '../../lib/pin/problem';
import { formatTime } from '../../lib/words/format';
import { Banner, type Tone } from '../ui/banner';
import { Button } from '../ui/button';
import { isStuck } from './acts';
import type { QueueDesk } from './queue-desk';

/** Why the pin stopped or waits, and its fix; the server's own words are there for who wants them. */
export function PinProblem({ pin, desk }: { pin: Pin; desk: QueueDesk }) {
  const { lastError } = pin;
  if (!lastError) return null;
  const { title, fix, action } = explain(lastError, pin);
  const tone = TONES[pin.state] ?? 'warn';
  const again = pin.state === 'queued' ? pin.nextAttemptAt : null;
  return (
    <Banner tone={tone} title={title} actions={<WayOut action={action} pin={pin} desk={desk} />}>
      {fix && <p>{fix}</p>}
      {again !== null && <p>Next try: {formatTime(again, desk.model.now.value)}.</p>}
      <ProblemDetails problem={lastError} />
    </Banner>
  );
}

/** How grave it is: what is over is only told; what waits may mend itself. */
const TONES: Partial<Record<PinState, Tone>> = { failed: 'danger', published: 'info', canceled: 'info' };

/** Ways out that the row's own buttons do not offer. */
function WayOut({ action, pin, desk }: { action: ProblemAction; pin: Pin; desk: QueueDesk }) {
  if (action === 'options')
    return (
      <Button small data-focus={`${pin.id}:options`} onClick={desk.openOptions}>
        Open options
      </Button>
    );
  if (action === 'dashboard' || isStuck(pin))
    return (
      <Button small icon="external" data-focus={`${pin.id}:dashboard`} onClick={desk.openDashboard}>
        Open Postbreeze
      </Button>
    );
  return null;
}

function ProblemDetails({ problem }: { problem: NonNullable<Pin['lastError']> }) {
  const { code, statusCode, message, requestId } = problem;
  return (
    <details class="problem-details">
      <summary>Details</summary>
      <p dir="auto">{message}</p>
      <p dir="ltr">
        <code>{[code, statusCode, requestId].filter(Boolean).join(' · ')}</code>
      </p>
    </details>
  );
}
