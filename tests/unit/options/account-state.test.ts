import { expect, it } from 'vitest';
import { describeAccount } from '../../../components/options/account-sections';
import { DAY } from '../../../lib/time';
import { makeAccount, NOW } from './kit';

it('is good while the account is active with every scope', () => {
  expect(describeAccount(makeAccount(), NOW)).toMatchObject({ tone: 'good', fix: '' });
  expect(describeAccount(makeAccount({ tokenExpiresAt: NOW + 100 * DAY }), NOW).tone).toBe('good');
});

it.each(['TOKEN_EXPIRED', 'REVOKED', 'DISCONNECTED', 'GONE', 'SOMETHING_NEW'])('says what to do about %s', (status) => {
  const state = describeAccount(makeAccount({ status }), NOW);
  expect(state.tone).toBe('danger');
  expect(state.words).not.toBe('');
  expect(state.fix).toMatch(/reconnect/i);
});

it.each(['boards:read', 'pins:write'])('names the missing scope %s', (missing) => {
  const scopes = ['boards:read', 'pins:write'].filter((scope) => scope !== missing);
  expect(describeAccount(makeAccount({ scopes }), NOW)).toMatchObject({
    tone: 'danger',
    words: expect.stringContaining(missing),
  });
});

it('warns before the access ends, and shows danger once it has', () => {
  expect(describeAccount(makeAccount({ tokenExpiresAt: NOW + 5 * DAY }), NOW).tone).toBe('warn');
  expect(describeAccount(makeAccount({ tokenExpiresAt: NOW - 1 }), NOW).tone).toBe('danger');
});
