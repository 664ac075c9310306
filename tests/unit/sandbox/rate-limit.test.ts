import { expect, test } from 'vitest';
import { RATE_LIMITS } from '../../sandbox/rate-limit';
import { DEMO_KEY } from '../../sandbox/seed';
import { MINUTE, openSandbox, SECOND } from './open-sandbox';

async function openLimited(rateLimits = RATE_LIMITS) {
  const opened = await openSandbox({ rateLimits });
  const statuses = async (count: number) => {
    const answers = await Promise.all(Array.from({ length: count }, () => opened.call('GET', '/workspaces')));
    return answers.map(({ status }) => status);
  };
  const spend = async (count: number) => expect(await statuses(count)).toEqual(Array(count).fill(200));
  return { ...opened, spend };
}

test('60 requests a minute, then 429 with Retry-After and retryAfterMs', async () => {
  const { sandbox, call, spend } = await openLimited();
  await spend(30);
  await sandbox.clock.move(10.5 * SECOND);
  await spend(30);
  const refused = await call('GET', '/workspaces');
  expect(refused).toMatchObject({
    status: 429,
    body: { statusCode: 429, code: 'RATE_LIMITED', retryAfterMs: 49.5 * SECOND, limit: 60, current: 60 },
  });
  expect(refused.headers.get('Retry-After')).toBe('50');
});

test('the window slides: what is a minute old is free again, and refused calls cost nothing', async () => {
  const { sandbox, call, spend } = await openLimited();
  await spend(30);
  await sandbox.clock.move(30 * SECOND);
  await spend(30);
  for (let i = 0; i < 5; i++) expect((await call('GET', '/workspaces')).status).toBe(429);
  await sandbox.clock.move(30 * SECOND);
  await spend(30);
  expect((await call('GET', '/workspaces')).status).toBe(429);
});

// A sliding 60 a minute lets at most 900 through in 15 minutes, so this one is looked at alone.
test('1,000 requests in 15 minutes', async () => {
  const { sandbox, call, spend } = await openLimited(RATE_LIMITS.slice(1));
  for (let burst = 0; burst < 20; burst++) {
    await spend(50);
    await sandbox.clock.move(40 * SECOND);
  }
  const refused = await call('GET', '/workspaces'); // 800 s after the first 50
  expect(refused).toMatchObject({ status: 429, body: { limit: 1000, current: 1000, retryAfterMs: 100 * SECOND } });
  await sandbox.clock.move(100 * SECOND);
  await spend(50);
  expect((await call('GET', '/workspaces')).status).toBe(429);
}, 30_000);

test('the stated limits are the default', () => {
  expect(RATE_LIMITS).toEqual([
    { limit: 60, windowMs: MINUTE },
    { limit: 1000, windowMs: 15 * MINUTE },
  ]);
});

test('both limits hold at once, and the longer wait is told', async () => {
  const rateLimits = [
    { limit: 2, windowMs: MINUTE },
    { limit: 3, windowMs: 15 * MINUTE },
  ];
  const { sandbox, call, spend } = await openLimited(rateLimits);
  await spend(2);
  expect((await call('GET', '/posts')).body.retryAfterMs).toBe(MINUTE);
  await sandbox.clock.move(MINUTE);
  await spend(1);
  expect((await call('GET', '/posts')).body.retryAfterMs).toBe(14 * MINUTE);
  await sandbox.clock.move(14 * MINUTE);
  await spend(2);
});

test('the budget is one for all calls of a key, and none is taken for a key that is refused', async () => {
  const { sandbox, call } = await openLimited([{ limit: 2, windowMs: MINUTE }]);
  const wrong = { Authorization: `Bearer pb_live_${'x'.repeat(32)}` };
  for (let i = 0; i < 5; i++) expect((await call('GET', '/posts', undefined, wrong)).status).toBe(401);
  expect((await call('POST', '/posts', {})).status).toBe(400);
  expect((await call('GET', '/no-such-call')).status).toBe(404);
  expect((await call('GET', '/posts')).status).toBe(429);
  const other = `pb_live_${'y'.repeat(32)}`;
  sandbox.state.keys.set(other, { ...sandbox.state.keys.get(DEMO_KEY)!, key: other });
  expect((await call('GET', '/posts', undefined, { Authorization: `Bearer ${other}` })).status).toBe(200);
});

test('uploads and control calls are not counted', async () => {
  const { call, control, send } = await openLimited([{ limit: 1, windowMs: MINUTE }]);
  const { body } = await call('POST', '/media/presign', { filename: 'a.jpg', contentType: 'image/jpeg' });
  const stored = await send(body.uploadUrl, { method: 'PUT', headers: body.headers, body: 'x' });
  expect(stored.status).toBe(200);
  expect((await control('GET', '/state')).status).toBe(200);
});
