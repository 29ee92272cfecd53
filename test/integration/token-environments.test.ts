import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { createSandbox, DEFAULT_CREDENTIALS, type Sandbox } from '../../infra/sandbox/sandbox.ts';
import { type CloudConnect, createCloudConnect } from '../../shared/cloud-connect/client.ts';
import { createAttempt } from '../../shared/deliver-events/attempt.ts';
import { createAccessTokens } from '../../shared/ports/access-token.ts';
import { createForcedRefreshLimit } from '../../shared/ports/forced-refresh-limit.ts';
import type { InvokeRefresh } from '../../shared/ports/refresh-function.ts';
import type { Secrets } from '../../shared/ports/secrets.ts';
import { createTokenLease } from '../../shared/ports/token-lease.ts';
import { refreshToken } from '../../shared/refresh-token/refresh-token.ts';
import { activity, configuration } from '../unit/deliver-events/sample.ts';
import { fakePorts, startMs } from '../unit/refresh-token/fake-ports.ts';
import { startTable } from './start-table.ts';

let sandbox: Sandbox;
let table: Awaited<ReturnType<typeof startTable>>;
let api: CloudConnect;

beforeAll(async () => {
  const now = () => startMs;
  [sandbox, table] = await Promise.all([createSandbox({ now, repeatedKeys: 'ignore' }), startTable()]);
  api = createCloudConnect({ ...configuration.cloudConnect, baseUrl: sandbox.url });
});
afterAll(() => Promise.all([api.close(), sandbox.close(), table.close()]));

/** The refresh function over the sandbox and a real table, and environments that deliver with what it stores. */
function deployment() {
  const { ports, secret } = fakePorts();
  const now = () => startMs;
  const shared = {
    ...ports,
    api,
    readCredentials: async () => DEFAULT_CREDENTIALS,
    takeLease: createTokenLease({ ...table, now, newId: randomUUID }),
    takeForcedRefresh: createForcedRefreshLimit({ ...table, now }),
    sleep: async () => {},
  };
  const asked: unknown[] = [];
  const refresh: InvokeRefresh = (request) => {
    asked.push(request);
    return refreshToken(request, shared);
  };
  const read: Secrets['read'] = async (_, format) => {
    const { token, versionId } = secret.current();
    return { value: z.parse(format.schema, token ?? {}), versionId };
  };
  const environment = () =>
    createAttempt(
      api,
      createAccessTokens({ secrets: { read }, secretId: 'token', refresh, now, metrics: () => {} }),
    );
  return { environment, asked };
}

async function tokensIssued(): Promise<string[]> {
  const entries = (await (await fetch(`${sandbox.url}/sandbox/requests`)).json()) as { call: string }[];
  return entries.flatMap(({ call }) => (call === 'login' || call === 'refresh' ? [call] : []));
}

test('many deliveries in several environments cause one login, and one renewal when the token is refused', async () => {
  const { environment, asked } = deployment();
  const environments = [environment(), environment(), environment()];
  const turn = { remainingMs: () => 60_000, pace: async () => undefined };
  const deliverEverywhere = () =>
    Promise.all(environments.flatMap((attempt) => [1, 2, 3, 4].map(() => attempt([activity()], turn))));

  const first = await deliverEverywhere();
  expect(first).toEqual(Array(12).fill({ kind: 'accepted' }));
  expect(await tokensIssued()).toEqual(['login']);
  expect(asked).toEqual(Array(3).fill({ cause: 'missing' }));

  await fetch(`${sandbox.url}/sandbox/expire-tokens`, { method: 'POST' });
  const second = await deliverEverywhere();
  expect(second).toEqual(Array(12).fill({ kind: 'accepted' }));
  expect(await tokensIssued()).toEqual(['login', 'refresh']);
  const refusals = asked.slice(3);
  expect(refusals.length).toBeLessThanOrEqual(3);
  expect(refusals).toEqual(refusals.map(() => ({ cause: 'refused', refusedVersionId: 'v2' })));
});
