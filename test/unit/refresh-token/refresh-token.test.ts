import { describe, expect, test } from 'vitest';
import { Outage, Refusal, Unauthorized } from '../../../shared/cloud-connect/errors.ts';
import { ConfigurationError, Unavailable } from '../../../shared/errors.ts';
import { refreshToken } from '../../../shared/refresh-token/refresh-token.ts';
import { fakePorts, minute, startMs, tokenLeft } from './fake-ports.ts';

const schedule = { cause: 'schedule' };
const refused = { cause: 'refused', refusedVersionId: 'v1' };
const missing = { cause: 'missing' };

describe('what is called', () => {
  test('logs in once when no token is stored', async () => {
    const { ports, api, secret } = fakePorts();
    const answer = await refreshToken(missing, ports);
    expect(api.calls).toEqual(['login ada correct-horse']);
    expect(secret.current().token).toEqual({
      accessToken: 'login-access-1',
      refreshToken: 'login-refresh-1',
      expiresAt: '2026-11-23T10:00:00.000Z',
      issuedAt: '2026-11-23T09:00:00.000Z',
      issuedBy: 'login',
    });
    expect(answer).toEqual({ outcome: 'renewed', versionId: 'v2', expiresAt: '2026-11-23T10:00:00.000Z' });
  });

  test('refreshes while the stored token lives', async () => {
    const { ports, api, secret } = fakePorts(tokenLeft(34 * minute));
    expect(await refreshToken(schedule, ports)).toMatchObject({ outcome: 'renewed' });
    expect(api.calls).toEqual(['refresh stored-refresh']);
    expect(secret.current().token).toMatchObject({ accessToken: 'refresh-access-1', issuedBy: 'refresh' });
  });

  test('logs in by other credentials although the stored token lives, and counts that as no forced renewal', async () => {
    const { ports, api, secret, state } = fakePorts(tokenLeft(59 * minute));
    expect(await refreshToken({ cause: 'credentials' }, ports)).toMatchObject({ outcome: 'renewed' });
    expect(api.calls).toEqual(['login ada correct-horse']);
    expect(secret.current().token).toMatchObject({ issuedBy: 'login' });
    expect(state.forced).toBe(0);
  });

  test('does not read the password to refresh', async () => {
    const { ports } = fakePorts(tokenLeft(minute));
    const readCredentials = async () => {
      throw new ConfigurationError('must not be read');
    };
    expect(await refreshToken(schedule, { ...ports, readCredentials })).toMatchObject({ outcome: 'renewed' });
  });

  test('logs in again when the stored token is over', async () => {
    const { ports, api } = fakePorts(tokenLeft(0));
    await refreshToken(schedule, ports);
    expect(api.calls).toEqual(['login ada correct-horse']);
  });

  test.each([
    ['is refused', new Refusal('no', { apiStatus: 400, apiWords: 'no' })],
    ['answers 401', new Unauthorized('401')],
    ['is an outage of that call', new Outage('500', { apiStatus: 500 })],
    ['throws something unknown', new TypeError('undefined is not a function')],
  ])('logs in again when refreshing %s', async (_name, error) => {
    const { ports, api, secret, lines } = fakePorts(tokenLeft(minute));
    api.refresh = async () => {
      throw error;
    };
    expect(await refreshToken(schedule, ports)).toMatchObject({ outcome: 'renewed' });
    expect(secret.current().token).toMatchObject({ issuedBy: 'login' });
    expect(lines).toContainEqual(expect.objectContaining({ level: 'warn', event: 'token-refresh-failed' }));
  });

  test('throws what login threw, so that retries and alarms see it', async () => {
    const { ports, api, state } = fakePorts(tokenLeft(minute));
    const down = new Outage('503', { apiStatus: 503 });
    const fail = async () => {
      throw down;
    };
    Object.assign(api, { login: fail, refresh: fail });
    await expect(refreshToken(schedule, ports)).rejects.toBe(down);
    expect(state.leasesHeld).toBe(0);
  });

  test('throws what the operator has to do when the credentials are not filled in', async () => {
    const { ports } = fakePorts();
    const readCredentials = async () => {
      throw new ConfigurationError('put {"userName":"…","password":"…"} into it');
    };
    await expect(refreshToken(missing, { ...ports, readCredentials })).rejects.toThrow(ConfigurationError);
  });
});

describe('when something is done', () => {
  test('renews when less than 35 minutes are left, and keeps the token before', async () => {
    const { ports, api, state } = fakePorts(tokenLeft(45 * minute));
    expect(await refreshToken(schedule, ports)).toMatchObject({ outcome: 'kept', versionId: 'v1' });
    state.nowMs = startMs + 10 * minute;
    expect(await refreshToken(schedule, ports)).toMatchObject({ outcome: 'kept' });
    state.nowMs = startMs + 10 * minute + 1;
    expect(await refreshToken(schedule, ports)).toMatchObject({ outcome: 'renewed' });
    expect(api.calls).toHaveLength(1);
  });

  test('does nothing after a 401 if a newer version than the refused one is stored', async () => {
    const { ports, api, secret, state } = fakePorts(tokenLeft(minute));
    secret.put(tokenLeft(59 * minute, 'newer'));
    expect(await refreshToken(refused, ports)).toMatchObject({ outcome: 'kept', versionId: 'v2' });
    expect(api.calls).toEqual([]);
    expect(state.forced).toBe(0);
  });

  test('forces a renewal after a 401 to the version that is stored', async () => {
    const { ports, api, state } = fakePorts(tokenLeft(59 * minute));
    expect(await refreshToken(refused, ports)).toMatchObject({ outcome: 'renewed', versionId: 'v2' });
    expect(api.calls).toHaveLength(1);
    expect(state.forced).toBe(1);
  });

  test('answers limited and calls nothing when forcing is not allowed', async () => {
    const { ports, api } = fakePorts(tokenLeft(59 * minute));
    const answer = await refreshToken(refused, { ...ports, takeForcedRefresh: async () => false });
    expect(answer).toMatchObject({ outcome: 'limited', versionId: 'v1' });
    expect(api.calls).toEqual([]);
  });

  test('does not count the schedule as forced', async () => {
    const { ports } = fakePorts(tokenLeft(minute));
    const answer = await refreshToken(schedule, { ...ports, takeForcedRefresh: async () => false });
    expect(answer).toMatchObject({ outcome: 'renewed' });
  });
});

describe('the lease', () => {
  test('is taken before the API is called, and released after', async () => {
    const { ports, api, state } = fakePorts();
    const heldDuringLogin: number[] = [];
    const { login } = api;
    api.login = async (credentials) => {
      heldDuringLogin.push(state.leasesHeld);
      return await login(credentials);
    };
    await refreshToken(missing, ports);
    expect(heldDuringLogin).toEqual([1]);
    expect(state.leasesHeld).toBe(0);
  });

  test('is not taken when there is nothing to do', async () => {
    const { ports } = fakePorts(tokenLeft(59 * minute));
    const takeLease = async () => {
      throw new Unavailable('must not be asked');
    };
    expect(await refreshToken(schedule, { ...ports, takeLease })).toMatchObject({ outcome: 'kept' });
  });

  test('makes whoever takes it read again: its last holder may just have renewed', async () => {
    const { ports, api, secret } = fakePorts(tokenLeft(59 * minute));
    const takeLease = async () => {
      secret.put(tokenLeft(59 * minute, 'newer'));
      return { release: async () => {} };
    };
    expect(await refreshToken(refused, { ...ports, takeLease })).toMatchObject({
      outcome: 'kept',
      versionId: 'v2',
    });
    expect(api.calls).toEqual([]);
  });

  test('makes losers wait and read again', async () => {
    const { ports, api, secret } = fakePorts(tokenLeft(59 * minute));
    let looks = 0;
    const takeLease = async () => {
      looks += 1;
      if (looks === 3) secret.put(tokenLeft(59 * minute, 'newer'));
      return undefined;
    };
    expect(await refreshToken(refused, { ...ports, takeLease })).toMatchObject({
      outcome: 'kept',
      versionId: 'v2',
    });
    expect(looks).toBe(3);
    expect(api.calls).toEqual([]);
  });

  test('makes losers answer busy while there is still time to answer', async () => {
    const { ports, api, state } = fakePorts(tokenLeft(59 * minute));
    const answer = await refreshToken(refused, { ...ports, takeLease: async () => undefined });
    expect(answer).toMatchObject({ outcome: 'busy', versionId: 'v1' });
    expect(state.remainingMs).toBeGreaterThan(0);
    expect(api.calls).toEqual([]);
  });

  test('that cannot be released does not fail a renewal that is stored', async () => {
    const { ports, lines } = fakePorts();
    const release = async () => {
      throw new Unavailable('the table did not answer');
    };
    const answer = await refreshToken(missing, { ...ports, takeLease: async () => ({ release }) });
    expect(answer).toMatchObject({ outcome: 'renewed' });
    expect(lines).toContainEqual(expect.objectContaining({ event: 'token-lease-not-released' }));
  });
});

describe('what is stored', () => {
  test('is kept where another version became current since it was read', async () => {
    const { ports, api, secret } = fakePorts(tokenLeft(minute));
    const { refresh } = api;
    api.refresh = async (token) => {
      secret.put(tokenLeft(59 * minute, 'newer'));
      return await refresh(token);
    };
    expect(await refreshToken(schedule, ports)).toMatchObject({ outcome: 'kept', versionId: 'v2' });
    expect(secret.current().token).toMatchObject({ accessToken: 'newer' });
  });

  test('appears in no answer and no log line', async () => {
    const { ports, lines } = fakePorts(tokenLeft(minute));
    const answers = [await refreshToken(schedule, ports), await refreshToken(schedule, ports)];
    const text = JSON.stringify({ answers, lines });
    expect(text).toContain('token-renewed');
    expect(text).not.toMatch(/-access|-refresh-\d|stored-refresh|correct-horse/);
  });
});

describe('what is measured', () => {
  test.each([
    ['kept', tokenLeft(50 * minute), 50],
    ['renewed', tokenLeft(10 * minute), 60],
  ])('is how many minutes a token that was %s lives still', async (_, token, value) => {
    const { ports, measured } = fakePorts(token);
    await refreshToken(schedule, ports);
    expect(measured).toEqual([{ name: 'TokenMinutesLeft', value }]);
  });
});
