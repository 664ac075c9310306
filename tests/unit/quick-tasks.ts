/**
 * Makes `setImmediate`, by which fake-indexeddb ends a task, cheap: it makes hundreds of thousands, and each would be a turn of the
 * event loop. A task still starts only when every microtask of the one before is done, which is all that IndexedDB asks for.
 */
const endTurn = globalThis.setImmediate;
const tasks: (() => void)[] = [];
let count = 0;

/** Timers and files get their turn after so many tasks. */
const TURN = 100;

function schedule(): void {
  if (++count % TURN === 0) endTurn(runNext);
  // From a microtask: ticks that are there already run before the microtasks do.
  else queueMicrotask(() => process.nextTick(runNext));
}

function runNext(): void {
  const task = tasks.shift();
  if (tasks.length > 0) schedule();
  task?.();
}

globalThis.setImmediate = ((task: (...args: unknown[]) => void, ...args: unknown[]) => {
  tasks.push(() => task(...args));
  if (tasks.length === 1) schedule();
}) as typeof setImmediate;
