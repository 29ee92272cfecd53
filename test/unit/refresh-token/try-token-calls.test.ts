import { describe, expect, test } from 'vitest';
import { Outage, Unauthorized } from '../../../shared/cloud-connect/errors.ts';
import { ConfigurationError, Unavailable } from '../../../shared/errors.ts';
import {
  type TokenTrial,
  type TryTokenCallsPorts,
  tryTokenCalls,
} from '../../../shared/refresh-token/try-token-calls.ts';

const minute = 60_000;
const startMs = Date.parse('2026-11-24T09:00:00.000Z');
const paths = { login: '/api/ccc/auth/login', refresh: '/api/ccc/auth/refreshtoken' };

/** An API that says what it was called with, and a memory of one trial. */
function aSystem() {
  const calls: string[] = [];
  const state = {
    nowMs: startMs,
    versionId: 'v1',
    trial: undefined as TokenTrial | undefined,
    loginFails: undefined as Error | undefined,
    refreshFails: undefined as Error | undefined,
  };
  const ports: TryTokenCallsPorts = {
    api: {
      login: async ({ userName }) => {
        calls.push(`login ${userName}`);
        if (state.loginFails) throw state.loginFails;
        return { accessToken: 'fresh-access', refreshToken: 'fresh-refresh' };
      },
      refresh: async (refreshToken) => {
        calls.push(`refresh ${refreshToken}`);
        if (state.refreshFails) throw state.refreshFails;
        return { accessToken: 'newer-access', refreshToken: 'newer-refresh' };
      },
      pathOf: (call) => paths[call],
    },
    readCredentials: async () => ({
      value: { userName: 'ada', password: 'correct-horse' },
      versionId: state.versionId,
    }),
    trials: {
      last: async () => state.trial,
      note: async (trial, seen) => {
        if (state.trial?.triedAtMs !== seen?.triedAtMs) return false;
        state.trial = trial;
        return true;
      },
    },
    now: () => state.nowMs,
  };
  return { ports, calls, state };
}

const works = {
  triedAt: '2026-11-24T09:00:00.000Z',
  login: { outcome: 'works', path: paths.login },
  refresh: { outcome: 'works', path: paths.refresh },
};

describe('a trial', () => {
  test('logs in and refreshes what it got by that, never the stored pair, and tells which paths answered', async () => {
    const { ports, calls } = aSystem();
    expect(await tryTokenCalls(ports)).toEqual(works);
    expect(calls).toEqual(['login ada', 'refresh fresh-refresh']);
  });

  test('tells neither a token nor the password', async () => {
    const { ports, state } = aSystem();
    const told = JSON.stringify([await tryTokenCalls(ports), state.trial]);
    expect(told).not.toMatch(/-access|-refresh|correct-horse/);
  });

  test('that cannot log in tells why, and has nothing to refresh', async () => {
    const { ports, state, calls } = aSystem();
    state.loginFails = new Unauthorized('login: the API answered 401');
    expect(await tryTokenCalls(ports)).toEqual({
      triedAt: works.triedAt,
      login: { outcome: 'failed', code: 'unauthorized', detail: 'login: the API answered 401' },
    });
    expect(calls).toEqual(['login ada']);
  });

  test('whose refresh fails says so beside the login that works', async () => {
    const { ports, state } = aSystem();
    state.refreshFails = new Outage('refresh: the API answered 500', { apiStatus: 500 });
    expect(await tryTokenCalls(ports)).toMatchObject({
      login: { outcome: 'works' },
      refresh: { outcome: 'failed', code: 'api-outage', detail: 'refresh: the API answered 500' },
    });
  });

  test('without credentials calls nothing', async () => {
    const { ports, calls } = aSystem();
    const readCredentials = async () => {
      throw new ConfigurationError('secret credentials is empty');
    };
    expect(await tryTokenCalls({ ...ports, readCredentials })).toMatchObject({
      login: { outcome: 'failed', code: 'configuration', detail: 'secret credentials is empty' },
    });
    expect(calls).toEqual([]);
  });

  test('throws where Secrets Manager or the table does not answer: that tells nothing of the API', async () => {
    const { ports } = aSystem();
    const down = async () => {
      throw new Unavailable('down');
    };
    await expect(tryTokenCalls({ ...ports, readCredentials: down })).rejects.toThrow('down');
    await expect(tryTokenCalls({ ...ports, trials: { ...ports.trials, last: down } })).rejects.toThrow(
      'down',
    );
  });
});

/** How often the API is logged in to in so many minutes by who asks every minute. */
async function loginsIn(minutes: number, { ports, calls, state }: ReturnType<typeof aSystem>) {
  for (let asked = 0; asked < minutes; asked += 1) {
    await tryTokenCalls(ports);
    state.nowMs += minute;
  }
  return calls.filter((call) => call.startsWith('login')).length;
}

describe('asking every minute', () => {
  test('logs in 24 times a day where that works', async () => {
    expect(await loginsIn(24 * 60, aSystem())).toBe(24);
  });

  test('tries a user whom the API refuses every ten minutes, as the schedule does', async () => {
    const system = aSystem();
    system.state.loginFails = new Unauthorized('401');
    expect(await loginsIn(60, system)).toBe(6);
  });

  test('tries an API that is down every minute, so that its return is seen at once', async () => {
    const system = aSystem();
    system.state.loginFails = new Outage('503', { apiStatus: 503 });
    expect(await loginsIn(10, system)).toBe(10);
    system.state.loginFails = undefined;
    expect(await tryTokenCalls(system.ports)).toMatchObject({ login: { outcome: 'works' } });
  });

  test('tries other credentials at once', async () => {
    const { ports, calls, state } = aSystem();
    await tryTokenCalls(ports);
    state.versionId = 'v2';
    state.nowMs += minute;
    await tryTokenCalls(ports);
    expect(calls.filter((call) => call === 'login ada')).toHaveLength(2);
  });

  test('says when it was tried, not when it was asked', async () => {
    const { ports, state } = aSystem();
    await tryTokenCalls(ports);
    state.nowMs += 59 * minute;
    expect(await tryTokenCalls(ports)).toMatchObject({ triedAt: works.triedAt });
  });
});

test('of two who ask at once one tries, and the other gets what is known', async () => {
  const { ports, calls } = aSystem();
  expect(await Promise.all([tryTokenCalls(ports), tryTokenCalls(ports)])).toEqual([works, undefined]);
  expect(calls).toHaveLength(2);
});

test('a trial that was cut off is made anew after a minute', async () => {
  const { ports, calls, state } = aSystem();
  state.trial = { triedAtMs: startMs, versionId: 'v1', answer: undefined };
  state.nowMs = startMs + minute - 1;
  expect(await tryTokenCalls(ports)).toBeUndefined();
  expect(calls).toEqual([]);
  state.nowMs = startMs + minute;
  expect(await tryTokenCalls(ports)).toMatchObject({ login: { outcome: 'works' } });
});
