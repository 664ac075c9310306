import type { Readings } from '../sandbox/readings.ts';
import { type Answer, type Ask, OutOfCalls } from './ask.ts';
import * as shapes from './shapes.ts';

/** What was seen, by reading; what could not be seen is left out. */
export interface Report {
  readings: Partial<Readings>;
  /** What no reading has a place for, in sentences without a word of the account's. */
  notes: string[];
  /** Ids of posts that could not be removed; someone has to do it in the dashboard. */
  left: string[];
}

export interface CheckOptions {
  ask: Ask;
  /** A JPEG that Pinterest would take. */
  picture: Uint8Array<ArrayBuffer>;
  /** Only where the account names none. */
  board?: string | undefined;
  wait: (ms: number) => Promise<void>;
  now: () => number;
}

const DAY = 86_400_000;
/** Calls kept back to remove a post, and to look for those whose id nobody told. */
const TO_REMOVE = 3;
const TO_FIND = 2;
/** After how long the list is looked at again for a post that it does not show. */
const LIST_WAITS = [0, 5000, 20_000, 45_000];

/**
 * Finds out how Postbreeze reads what its documentation leaves open. Nothing is published: all posts are drafts or scheduled
 * 300 days ahead, carry one mark in their words, and are canceled and deleted at the end, whatever happens on the way.
 */
export async function checkContract({
  ask: { ask, seen, keep },
  picture,
  board,
  wait,
  now,
}: CheckOptions): Promise<Report> {
  const readings: Partial<Readings> = {};
  const notes: string[] = [];
  const mark = `pinbreeze-contract-${now().toString(36)}`;
  const farAway = new Date(now() + 300 * DAY).toISOString();
  const made = new Set<string>();

  async function create(over: object): Promise<{ answer: Answer; id: string }> {
    keep((made.size + 1) * TO_REMOVE + TO_FIND);
    const answer = await ask('POST', '/posts', { content: `${mark} (a check; safe to delete)`, ...over });
    const id = String(shapes.objectOf(answer).id ?? '');
    if (answer.status < 300 && id) made.add(id);
    return { answer, id };
  }

  async function look(id: string): Promise<shapes.Fields> {
    return shapes.objectOf(await ask('GET', `/posts/${id}`));
  }

  const account = await chooseAccount();
  const content = { platforms: [platformOf(board ?? account.board)], ...(await upload(account.workspaceId)) };
  try {
    await readScheduling(await readCreation());
    await readRefusals();
  } catch (error) {
    if (!(error instanceof OutOfCalls)) notes.push(`It stopped early: ${(error as Error).message}`);
  }
  const left = await tidyUp();
  readings.network = seen.network;
  return { readings, notes, left };

  async function chooseAccount() {
    const workspaces = await ask('GET', '/workspaces');
    if (workspaces.status !== 200) throw new Error(`The key was not taken: status ${workspaces.status}.`);
    readings.wrapper = shapes.nameWrapper(workspaces.body);
    readings.clockSkewMs = shapes.readSkew(workspaces);
    const accounts = shapes.listOf(await ask('GET', '/social-accounts'));
    const own = accounts.find(({ platform, status }) => platform === 'PINTEREST' && status === 'ACTIVE');
    if (!own) throw new Error('The key reaches no Pinterest account that is ACTIVE.');
    readings.accountBoards = shapes.nameBoards(own);
    const boards = shapes.isObject(own.meta)
      ? Object.values(own.meta).flatMap((value): shapes.Fields[] => [shapes.firstOf(value) ?? {}])
      : [];
    const id = board ?? own.defaultBoardId ?? boards.find((one) => one.id)?.id;
    if (!id) throw new Error('The account names no board: give the id of one with --board.');
    return { id: String(own.id), workspaceId: String(own.workspaceId), board: String(id) };
  }

  function platformOf(boardId: string | undefined) {
    const options = { platform: 'PINTEREST', title: 'A check of Pinbreeze', ...(boardId && { board: boardId }) };
    return { accountId: account.id, platformOptions: options };
  }

  /** The picture of all drafts; it stays in the media library, which has no call to remove it. */
  async function upload(workspaceId: string): Promise<object> {
    const file = { filename: `${mark}.jpg`, contentType: 'image/jpeg', bytes: picture.byteLength };
    let answer = await ask('POST', '/media/presign', file);
    readings.presignNeedsWorkspace = answer.status === 400;
    if (answer.status === 400) answer = await ask('POST', `/media/presign?workspaceId=${workspaceId}`, file);
    const place = shapes.objectOf(answer);
    if (typeof place.uploadUrl !== 'string') throw new Error(`Presign answered ${answer.status}.`);
    readings.presignAnswer = shapes.namePresign(place);
    const headers = shapes.isObject(place.headers) ? (place.headers as Record<string, string>) : {};
    const stored = await fetch(place.uploadUrl, { method: 'PUT', headers, body: picture, redirect: 'error' });
    if (!stored.ok) notes.push(`The upload answered ${stored.status}.`);
    const asset = shapes.isObject(place.mediaAsset) ? place.mediaAsset.id : undefined;
    return asset ? { mediaIds: [asset] } : { mediaItems: [{ type: 'IMAGE', url: place.publicUrl }] };
  }

  /** Creates a draft and reads it back, by its id and in the list. */
  async function readCreation(): Promise<string> {
    const { answer, id: told } = await create(content);
    if (answer.status >= 300) throw new Error(`Create of a draft answered ${answer.status}.`);
    readings.createStatus = answer.status;
    readings.createAnswer = !told ? 'empty' : 'status' in shapes.objectOf(answer) ? 'post' : 'id-only';
    const { id, list } = await findInList(told);
    const post = await look(id);
    Object.assign(readings, {
      numbers: shapes.nameNumbers(post),
      absentValues: shapes.nameAbsence(post),
      timeFormat: shapes.nameTimes(post),
      states: shapes.nameStates(post),
    });
    const unknown = shapes.listUnknownFields(post);
    readings.unknownFields = unknown.length > 0;
    if (unknown.length > 0) notes.push(`Fields of a post that are not documented: ${unknown.join(', ')}.`);
    notes.push(`The list shows ${new Set(list.map((one) => one.id)).size} posts.`);
    return id;
  }

  async function findInList(told: string): Promise<{ id: string; list: shapes.Fields[] }> {
    const isOurs = (post: shapes.Fields) => post.id === told || String(post.caption).startsWith(mark);
    let waited = 0;
    for (const ms of LIST_WAITS) {
      await wait(ms);
      waited += ms;
      const list = shapes.listOf(await ask('GET', '/posts'));
      const ours = list.filter(isOurs);
      if (ours.length === 0) continue;
      readings.listDelayMs = waited;
      readings.listRepeats = list.length > new Set(list.map(({ id }) => id)).size;
      for (const { id } of ours) made.add(String(id));
      return { id: told || String(ours[0]?.id), list };
    }
    notes.push(`A new post was not in the list after ${waited / 1000} s.`);
    if (!told) throw new Error('The draft was made without telling its id, and the list does not show it.');
    return { id: told, list: [] };
  }

  async function readScheduling(id: string): Promise<void> {
    const patched = await ask('PATCH', `/posts/${id}`, { content: mark, scheduledFor: farAway, ...content });
    if (patched.status < 300) readings.changeAnswer = nameChange(patched);
    readings.patchOfDraft = namePatch(patched.status, await look(id));
    const { id: other } = readings.patchOfDraft === 'schedules' ? await create(content) : { id };
    const draft = other || (await findNewest(id));
    const scheduleCall = draft && (await readScheduleCall(draft));
    if (scheduleCall) readings.scheduleCall = scheduleCall;
  }

  /** Where create tells no id: our newest post that is not `known`. */
  async function findNewest(known: string): Promise<string> {
    const ours = shapes.listOf(await ask('GET', '/posts')).filter(({ caption }) => String(caption).startsWith(mark));
    for (const post of ours) made.add(String(post.id));
    return String(ours.find((post) => post.id !== known)?.id ?? '');
  }

  async function readScheduleCall(id: string): Promise<Readings['scheduleCall'] | undefined> {
    const path = `/posts/${id}/schedule`;
    const first = await ask('POST', path, { scheduledFor: farAway });
    if (first.status === 404) return 'missing';
    if (first.status < 300) {
      if ((await look(id)).status === 'DRAFT') return undefined;
      const second = await ask('POST', path, { scheduledAt: farAway });
      return second.status < 300 ? 'either' : 'scheduledFor';
    }
    if (first.status !== 400) return 'refuses';
    if ((await ask('POST', path, { scheduledAt: farAway })).status < 300) return 'scheduledAt';
    const wanted = JSON.stringify(shapes.objectOf(first).details ?? '');
    notes.push(`…/schedule wants neither scheduledFor nor scheduledAt; its details: ${wanted.slice(0, 300)}`);
    return /\bpublishAt\b/.test(wanted) ? 'publishAt' : undefined;
  }

  /** Drafts that break a rule: a board that is not there, and none at all. */
  async function readRefusals(): Promise<void> {
    const { answer: strange } = await create({ ...content, platforms: [platformOf('1')] });
    if (strange.status >= 400) {
      readings.refusals = 'at-create';
      return;
    }
    const { answer: none } = await create({ ...content, platforms: [platformOf('')] });
    readings.refusals = none.status >= 400 ? 'documented' : 'at-publish';
  }

  /** Cancels and deletes all that carries our mark; answers what could not be. */
  async function tidyUp(): Promise<string[]> {
    keep(0);
    const remaining: string[] = [];
    const list = await ask('GET', '/posts').catch(() => undefined);
    for (const post of list ? shapes.listOf(list) : [])
      if (String(post.caption).startsWith(mark)) made.add(String(post.id));
    for (const id of made) if (!(await remove(id).catch(() => false))) remaining.push(id);
    return remaining;
  }

  /** Deleting a scheduled post does not stop it, so nothing is deleted that is not seen to be a draft or canceled. */
  async function remove(id: string): Promise<boolean> {
    const answer = await ask('POST', `/posts/${id}/cancel`);
    if (answer.status < 300) readings.changeAnswer ??= nameChange(answer);
    const canceled = shapes.objectOf(answer);
    const status = canceled.status === 'CANCELED' ? 'CANCELED' : (await look(id)).status;
    if (status !== 'CANCELED' && status !== 'DRAFT') return false;
    if ((await ask('DELETE', `/posts/${id}`)).status >= 300) return false;
    if (readings.deletedPost === undefined) {
      const gone = await ask('GET', `/posts/${id}`);
      readings.deletedPost = gone.status === 404 ? '404' : 'null';
    }
    return true;
  }
}

function nameChange(answer: Answer): Readings['changeAnswer'] {
  if (answer.body === undefined) return 'empty';
  return 'status' in shapes.objectOf(answer) ? 'post' : 'ok';
}

function namePatch(status: number, post: shapes.Fields): Readings['patchOfDraft'] {
  if (status >= 400) return status;
  if (post.status !== 'DRAFT') return 'schedules';
  return post.scheduledAt ? 'keeps-draft-with-time' : 'keeps-draft';
}
