import { describe, expect, test } from 'vitest';
import { tokenExpiry } from '../../../shared/refresh-token/token-expiry.ts';

const receivedAtMs = Date.parse('2026-11-23T09:00:00.000Z');
const anHourLater = '2026-11-23T10:00:00.000Z';

function jwt(payload: string): string {
  const [header, body] = ['{"alg":"HS256"}', payload].map((text) => Buffer.from(text).toString('base64url'));
  return `${header}.${body}.c2lnbmF0dXJl`;
}

describe('tokenExpiry', () => {
  test('reads exp from a JWT', () => {
    const exp = receivedAtMs / 1000 + 1200;
    expect(tokenExpiry(jwt(JSON.stringify({ sub: 'é', exp })), receivedAtMs)).toBe(
      '2026-11-23T09:20:00.000Z',
    );
  });

  test.each([
    ['an opaque token', 'not-a-jwt'],
    ['a token of two parts', 'a.b'],
    ['a payload that is no JSON', jwt('{"exp":')],
    ['a payload without exp', jwt('{"sub":"x"}')],
    ['an exp that is no number', jwt('{"exp":"1795430400"}')],
    ['an exp beyond the calendar', jwt('{"exp":1e300}')],
    ['a payload that is null', jwt('null')],
  ])('counts one hour from receipt for %s', (_name, token) => {
    expect(tokenExpiry(token, receivedAtMs)).toBe(anHourLater);
  });

  test('counts one hour from receipt where exp is over already, because the clocks disagree', () => {
    const exp = receivedAtMs / 1000;
    expect(tokenExpiry(jwt(JSON.stringify({ exp })), receivedAtMs)).toBe(anHourLater);
  });
});
