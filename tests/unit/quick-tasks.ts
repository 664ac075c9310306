/**
 * Makes `setImmediate` cheap. fake-indexeddb calls it hundreds of thousands of times, and each would be a turn of the event loop.
 * A task still starts only when every microtask of the one before is done, which is all that IndexedDB asks for.
 */
const endTurn = globalThis.setImmediate;
const tasks: (() => void)[] = [];
let count = 0;

/** After so many tasks, timers and files get a real turn of the event loop. */
const TURN = 100;

function schedule(): void {
  if (++count % TURN === 0) endTurn(runNext);
  // Node runs ticks before microtasks: only a tick made in a microtask comes after all of those.
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
