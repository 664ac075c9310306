import { isUnsettled, makeMove } from '../pin/moves';
import type { Pin } from '../pin/pin';
import { isOutcomeUnknown } from '../postbreeze/result';
import type { PostBody } from '../postbreeze/wire';
import { findInactive, refreshAfterRefusal } from './account-check';
import { buildPost, listMissing } from './post-body';
import { adopt, settleUnknown } from './settle-unknown';
import { uploadMissing } from './uploads';
import { checkpoint, settleError, update, type Work } from './work';

const SECOND = 1000;

/** A create call that has not left so long after it was written down does not leave any more. */
const LEAVES_WITHIN = 20 * SECOND;

/** Hands a claimed pin over: settles an earlier unknown outcome, uploads what is missing, creates the post. */
export async function send(work: Work, claimed: Pin): Promise<void> {
  let pin: Pin | undefined = claimed;
  if (isUnsettled(pin)) pin = await settleUnknown(work, pin);
  if (pin && (await endUnwanted(work, pin))) return;
  while (pin) {
    pin = await uploadMissing(work, pin);
    if (!pin) return;
    const written = await journal(work, pin);
    if (!written) return;
    if (written.body) return create(work, written.pin, written.body);
    if (await endUnwanted(work, written.pin)) return;
    pin = written.pin; // its slides were changed while they were uploaded
  }
}

/** Writes down, before its first byte leaves, that the create call is made and what it says. No body: the pin has changed. */
async function journal(work: Work, pin: Pin): Promise<{ pin: Pin; body: PostBody | undefined } | undefined> {
  const now = work.world.now();
  let body: PostBody | undefined;
  const written = await checkpoint(work, pin, (row) => {
    body = undefined;
    if (isUnwanted(row) || listMissing(row).length > 0) return row;
    const post = buildPost(row, work.world.timeZone(), now);
    body = post.body;
    return { ...row, request: null, done: { ...row.done, createStartedAt: now, sent: post.sent } };
  });
  return written && { pin: written, body };
}

async function create(work: Work, pin: Pin, body: PostBody): Promise<void> {
  const startedAt = pin.done.createStartedAt ?? work.world.now();
  const answer = await work.client.createPost(body, startedAt + LEAVES_WITHIN);
  if (answer.ok) return adopt(work, pin, answer.value);
  if (isOutcomeUnknown(answer.error)) return settleError(work, pin, answer.error, { gaveUp: 'OUTCOME_UNKNOWN' });
  const change = (row: Pin): Pin => ({ ...row, done: { ...row.done, createStartedAt: null, sent: null } });
  if (answer.error.kind === 'refused') {
    const account = await refreshAfterRefusal(work, pin, answer.error);
    const inactive = account && findInactive(account);
    if (inactive) {
      await work.pause('ACCOUNT_EXPIRED', inactive, account.id);
      return settleError(work, pin, { ...answer.error, kind: 'pace', retryAfterMs: 0 }, { change });
    }
  }
  return settleError(work, pin, answer.error, {
    change: answer.error.code.startsWith('MEDIA_') ? (row) => dropUploads(change(row)) : change,
  });
}

/** Uploads that Postbreeze does not know (any more) are made anew when the pin is tried again. */
function dropUploads(pin: Pin): Pin {
  return { ...pin, done: { ...pin.done, media: {} } };
}

function isUnwanted(pin: Pin): boolean {
  return pin.request === 'cancel' || pin.request === 'remove';
}

/** Ends a pin that the user canceled or removed before anything of it was created. */
async function endUnwanted(work: Work, pin: Pin): Promise<boolean> {
  if (!isUnwanted(pin)) return false;
  const now = work.world.now();
  if (pin.request === 'remove') await work.world.store.deleteRemoved(pin.id, work.leaseId, now);
  else
    await update(work, pin, (row) =>
      makeMove(row, 'cancel', now, {
        leaseId: null,
        leaseUntil: null,
        request: null,
        nextAttemptAt: null,
        lastError: null,
      }),
    );
  return true;
}
