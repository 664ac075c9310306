import { expect, test } from 'vitest';
import { groupCauses } from '../../../components/planner/needs-you';
import type { Pin } from '../../../lib/pin/pin';
import { makePin } from './make-pin';

function refusedBy(message: string): Pin {
  const lastError = { code: 'UPLOAD_HOST', statusCode: null, message, requestId: null, at: 0 };
  return { ...makePin(), id: message, state: 'failed', lastError };
}

test('each host that pictures go to has a permission and a button of its own', () => {
  const causes = groupCauses([refusedBy('a.example.com'), refusedBy('b.example.com:8443'), refusedBy('a.example.com')]);
  expect(causes.map(({ way, pins }) => [way, pins.map(({ id }) => id)])).toEqual([
    ['allow-host', ['a.example.com', 'a.example.com']],
    ['allow-host', ['b.example.com:8443']],
  ]);
});

test.each([
  '',
  '*',
  '*.com',
  'api.postbreeze.ai@evil.example',
  'evil.example/path',
  '192.168.0.1',
  'router.local',
  'a b',
])('what is no public host is not asked for: "%s"', (message) => {
  expect(groupCauses([refusedBy(message)])[0]?.way).toBe('retry');
});
