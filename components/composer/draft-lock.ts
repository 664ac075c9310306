import { signal } from '@preact/signals';

/**
 * Several windows can show one draft; one of them writes. The window opened last takes the draft, the others say so and can
 * take it back, and get it back by themselves when that window closes. `onRegained` is called then.
 */
export function createDraftLock(draftId: string, onRegained: () => void) {
  const name = `draft-${draftId}`;
  const isMine = signal(true);
  let letGo: () => void = () => undefined;
  let waiting = new AbortController();

  const hold = () =>
    new Promise<void>((resolve) => {
      letGo = resolve;
    });

  /** Takes the draft from whichever window has it. */
  async function take(): Promise<void> {
    waiting.abort();
    const wasMine = isMine.peek();
    await new Promise<void>((resolve) => {
      navigator.locks
        .request(name, { steal: true }, () => {
          isMine.value = true;
          resolve();
          return hold();
        })
        .catch(waitForIt);
    });
    if (!wasMine) onRegained();
  }

  /** Another window took it: waits until that one is closed. */
  function waitForIt(): void {
    isMine.value = false;
    waiting = new AbortController();
    const { signal: given } = waiting;
    const regain = () => {
      isMine.value = true;
      onRegained();
      return hold();
    };
    navigator.locks.request(name, { signal: given }, regain).catch(() => {
      if (!given.aborted) waitForIt();
    });
  }

  return {
    isMine,
    take,
    /** Lets the next window have it: this one shows something else now. */
    release: () => {
      waiting.abort();
      letGo();
    },
  };
}
