import { describe, expect, test } from 'vitest';
import { MINUTE, openSandbox, picture, START } from './open-sandbox';

const at = (minutes: number) => new Date(START + minutes * MINUTE).toISOString();

/** A stand-in with one good post, scheduled a minute from START. */
async function openWithPost() {
  const opened = await openSandbox();
  const { body: post } = await opened.create([await picture()]);
  const read = async () => (await opened.call('GET', `/posts/${post.id}`)).body;
  return { ...opened, post, path: `/posts/${post.id}`, read };
}

describe('schedule and reschedule', () => {
  test.each(['schedule', 'reschedule'])('%s moves the post to one time in the future', async (verb) => {
    const { sandbox, call, path, read } = await openWithPost();
    expect((await call('POST', `${path}/${verb}`, { scheduledFor: at(10) })).body).toMatchObject({
      scheduledAt: at(10),
    });
    expect((await call('POST', `${path}/${verb}`, { scheduledAt: at(9) })).body).toMatchObject({ scheduledAt: at(9) });
    await sandbox.clock.move(5 * MINUTE);
    expect((await read()).status).toBe('SCHEDULED');
    await sandbox.clock.move(5 * MINUTE);
    expect((await read()).status).toBe('PUBLISHED');
    expect((await call('POST', `${path}/${verb}`, { scheduledFor: at(60) })).status).toBe(400);
  });

  test.each([
    {},
    { time: at(9) },
    { scheduledFor: at(9), scheduledAt: at(9) },
    { scheduledFor: at(-1) },
    { scheduledFor: at(0) },
  ])('refuse %j with 400', async (body) => {
    const { call, path } = await openWithPost();
    expect((await call('POST', `${path}/reschedule`, body)).status).toBe(400);
  });
});
