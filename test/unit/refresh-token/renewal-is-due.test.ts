import { describe, expect, test } from 'vitest';
import { renewalIsDue, type TokenVersion } from '../../../shared/refresh-token/renewal-is-due.ts';

const nowMs = Date.parse('2026-11-23T09:00:00.000Z');
const minute = 60_000;

function stored(leftMs: number, versionId = 'v1'): TokenVersion {
  const token = {
    accessToken: 'access',
    refreshToken: 'refresh',
    expiresAt: new Date(nowMs + leftMs).toISOString(),
    issuedAt: new Date(nowMs).toISOString(),
    issuedBy: 'login' as const,
  };
  return { token, versionId };
}
const none: TokenVersion = { token: undefined, versionId: 'v0' };

describe('renewalIsDue', () => {
  test('the schedule renews when less than 35 minutes are left', () => {
    expect(renewalIsDue(stored(35 * minute - 1), { cause: 'schedule' }, nowMs)).toBe(true);
  });

  test('the schedule keeps a token with 35 minutes or more left', () => {
    expect(renewalIsDue(stored(35 * minute), { cause: 'schedule' }, nowMs)).toBe(false);
  });

  test('the schedule tries three times before a token of one hour ends', () => {
    const runs = [10, 20, 30, 40, 50, 60].filter((at) => at < 60);
    const tries = runs.filter((at) => renewalIsDue(stored((60 - at) * minute), { cause: 'schedule' }, nowMs));
    expect(tries).toHaveLength(3);
  });

  test('the version that was refused is renewed, however long it has left', () => {
    const request = { cause: 'refused', refusedVersionId: 'v1' } as const;
    expect(renewalIsDue(stored(59 * minute, 'v1'), request, nowMs)).toBe(true);
  });

  test('a newer version than the refused one is kept', () => {
    const request = { cause: 'refused', refusedVersionId: 'v1' } as const;
    expect(renewalIsDue(stored(minute, 'v2'), request, nowMs)).toBe(false);
  });

  test('another version than the refused one is renewed where its time is over too', () => {
    const request = { cause: 'refused', refusedVersionId: 'v1' } as const;
    expect(renewalIsDue(stored(0, 'v2'), request, nowMs)).toBe(true);
  });

  test('a token that lives answers whoever missed one', () => {
    expect(renewalIsDue(stored(1), { cause: 'missing' }, nowMs)).toBe(false);
  });

  test('other credentials are logged in by, however long the token has left', () => {
    expect(renewalIsDue(stored(59 * minute), { cause: 'credentials' }, nowMs)).toBe(true);
  });

  test.each([
    { cause: 'schedule' },
    { cause: 'missing' },
    { cause: 'refused', refusedVersionId: 'v1' },
  ] as const)('no stored token is due for $cause', (request) => {
    expect(renewalIsDue(none, request, nowMs)).toBe(true);
  });
});
