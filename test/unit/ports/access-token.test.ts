import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { Unavailable } from '../../../shared/errors.ts';
import type { Metrics } from '../../../shared/metrics.ts';
import { createAccessTokens } from '../../../shared/ports/access-token.ts';
import type { InvokeRefresh } from '../../../shared/ports/refresh-function.ts';
import type { Secrets } from '../../../shared/ports/secrets.ts';
import type { RefreshRequest } from '../../../shared/refresh-token/refresh-request.ts';
import type { StoredToken } from '../../../shared/refresh-token/stored-token.ts';
import type { Measured } from '../measured.ts';
import { fakeTokenSecret, minute, startMs, tokenLeft } from '../refresh-token/fake-ports.ts';

/** Access tokens over one secret, with a refresh function that stores `renewedTo` or, without it, changes nothing. */
function over(stored?: StoredToken, renewedTo?: StoredToken) {
  const secret = fakeTokenSecret(stored);
  const state = { nowMs: startMs, reads: 0, requests: [] as RefreshRequest[] };
  const read: Secrets['read'] = async (_secretId, format) => {
    state.reads += 1;
    const { token, versionId } = secret.current();
    return { value: z.parse(format.schema, token ?? {}), versionId };
  };
  const refresh: InvokeRefresh = async (request) => {
    state.requests.push(request);
    if (renewedTo) secret.put(renewedTo);
    return { outcome: renewedTo ? 'renewed' : 'limited', versionId: secret.current().versionId };
  };
  const measured: Measured[] = [];
  const metrics: Metrics = (name, value) => measured.push({ name, value });
  const options = { secrets: { read }, secretId: 'token', refresh, now: () => state.nowMs, metrics };
  return { tokens: createAccessTokens(options), secret, state, options, measured };
}

describe('current', () => {
  test('measures how long what is stored lives, once a reading', async () => {
    const { tokens, measured } = over(tokenLeft(28 * minute));
    await tokens.current();
    await tokens.current();
    expect(measured).toEqual([{ name: 'TokenMinutesLeft', value: 28 }]);
  });

  test('gives the stored token with its version and invokes nothing', async () => {
    const { tokens, state } = over(tokenLeft(40 * minute));
    expect(await tokens.current()).toEqual({ accessToken: 'stored-access', versionId: 'v1' });
    expect(state.requests).toEqual([]);
  });

  test('reads the secret anew after 60 seconds', async () => {
    const { tokens, secret, state } = over(tokenLeft(40 * minute));
    await tokens.current();
    secret.put(tokenLeft(59 * minute, 'newer'));
    state.nowMs = startMs + minute - 1;
    expect(await tokens.current()).toMatchObject({ versionId: 'v1' });
    expect(state.reads).toBe(1);
    state.nowMs = startMs + minute;
    expect(await tokens.current()).toMatchObject({ versionId: 'v2', accessToken: 'newer' });
  });

  test('reads the secret anew from 5 minutes before the token ends', async () => {
    const { tokens, state } = over(tokenLeft(5 * minute + 10_000));
    await tokens.current();
    state.nowMs = startMs + 9_999;
    await tokens.current();
    expect(state.reads).toBe(1);
    state.nowMs = startMs + 10_000;
    await tokens.current();
    expect(state.reads).toBe(2);
  });

  test('asks for the first token when none is stored', async () => {
    const { tokens, state } = over(undefined, tokenLeft(60 * minute, 'first'));
    expect(await tokens.current()).toEqual({ accessToken: 'first', versionId: 'v2' });
    expect(state.requests).toEqual([{ cause: 'missing' }]);
  });

  test('counts a token whose time is over as refused, without asking the API', async () => {
    const { tokens, state } = over(tokenLeft(0), tokenLeft(60 * minute, 'newer'));
    expect(await tokens.current()).toMatchObject({ accessToken: 'newer' });
    expect(state.requests).toEqual([{ cause: 'refused', refusedVersionId: 'v1' }]);
  });

  test('reads once for all who ask at the same time', async () => {
    const { tokens, state } = over(undefined, tokenLeft(60 * minute));
    await Promise.all([tokens.current(), tokens.current(), tokens.current()]);
    expect(state.requests).toHaveLength(1);
    expect(state.reads).toBe(2);
  });

  test('is unavailable when there is no token and none can be had', async () => {
    const { tokens } = over();
    await expect(tokens.current()).rejects.toThrow(Unavailable);
  });
});

describe('renew', () => {
  const refused = { accessToken: 'stored-access', versionId: 'v1' };

  test('uses the stored token if it is another than the refused one', async () => {
    const { tokens, secret, state } = over(tokenLeft(40 * minute));
    await tokens.current();
    secret.put(tokenLeft(59 * minute, 'newer'));
    expect(await tokens.renew(refused)).toEqual({ accessToken: 'newer', versionId: 'v2' });
    expect(state.requests).toEqual([]);
    expect(await tokens.current()).toMatchObject({ versionId: 'v2' });
  });

  test('forces a renewal, telling which version was refused, and reads again', async () => {
    const { tokens, state } = over(tokenLeft(40 * minute), tokenLeft(60 * minute, 'newer'));
    expect(await tokens.renew(refused)).toEqual({ accessToken: 'newer', versionId: 'v2' });
    expect(state.requests).toEqual([{ cause: 'refused', refusedVersionId: 'v1' }]);
  });

  test('is one forced renewal shared by all in flight', async () => {
    const { tokens, state } = over(tokenLeft(40 * minute), tokenLeft(60 * minute, 'newer'));
    const renewed = await Promise.all([1, 2, 3].map(() => tokens.renew(refused)));
    expect(renewed.map(({ versionId }) => versionId)).toEqual(['v2', 'v2', 'v2']);
    expect(state.requests).toHaveLength(1);
  });

  test('is not shared with who was refused another version', async () => {
    const { tokens, secret, state } = over(tokenLeft(40 * minute), tokenLeft(60 * minute, 'newer'));
    secret.put(tokenLeft(59 * minute, 'second'));
    const second = { accessToken: 'second', versionId: 'v2' };
    const [first, other] = await Promise.all([tokens.renew(refused), tokens.renew(second)]);
    expect([first.versionId, other.versionId]).toEqual(['v2', 'v3']);
    expect(state.requests).toEqual([{ cause: 'refused', refusedVersionId: 'v2' }]);
  });

  test('is unavailable for a minute when the version stays the refused one', async () => {
    const { tokens } = over(tokenLeft(40 * minute));
    const renewing = tokens.renew(refused);
    await expect(renewing).rejects.toThrow(Unavailable);
    await expect(renewing).rejects.toMatchObject({ retryAfterSeconds: 60 });
    await expect(renewing).rejects.toThrow('limited');
  });

  test('can be tried again after it failed', async () => {
    const { tokens, state, options } = over(tokenLeft(40 * minute));
    options.refresh = async () => {
      throw new Unavailable('refresh-token failed');
    };
    const failing = createAccessTokens(options);
    await expect(failing.renew(refused)).rejects.toThrow('refresh-token failed');
    await expect(failing.renew(refused)).rejects.toThrow('refresh-token failed');
    expect(state.reads).toBe(2);
    await expect(tokens.renew(refused)).rejects.toThrow(Unavailable);
  });
});
