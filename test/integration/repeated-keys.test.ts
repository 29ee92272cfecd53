import { afterEach, describe, expect, test } from 'vitest';
import { createSandbox, DEFAULT_CREDENTIALS } from '../../infra/sandbox/sandbox.ts';
import { type RepeatedKeys, repeatedKeysRules } from '../../infra/sandbox/store-rows.ts';
import { createCloudConnect } from '../../shared/cloud-connect/client.ts';
import { type Attempt, createAttempt } from '../../shared/deliver-events/attempt.ts';
import { deliverEvents } from '../../shared/deliver-events/deliver-events.ts';
import type { QueueMessage } from '../../shared/queue-window/queue-message.ts';
import { accepted, activityEvent, configuration, packed, refused } from '../unit/deliver-events/sample.ts';
import { world } from '../unit/deliver-events/world.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

/** The sandbox under one of its rules, and how it is delivered to over HTTP. */
async function api(repeatedKeys: RepeatedKeys) {
  const sandbox = await createSandbox({ repeatedKeys });
  const client = createCloudConnect({ ...configuration.cloudConnect, baseUrl: sandbox.url });
  opened.push(sandbox, client);
  const { accessToken } = await client.login(DEFAULT_CREDENTIALS);
  const token = async () => ({ accessToken, versionId: 'v1' });
  const stored = async () =>
    (await (await fetch(`${sandbox.url}/sandbox/rows/agent-activity`)).json()) as { AgentId: string }[];
  return { attempt: createAttempt(client, { current: token, renew: token }), stored };
}

const agents = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `agent-${from + n}`);

function message(id: string, agentIds: readonly string[], receiveCount = 1): QueueMessage {
  const events = agentIds.map((agentId, index) => {
    const eventTime = `2026-11-23T09:01:22.${String(index).padStart(3, '0')}Z`;
    const { source, accountId, receivedAt, ...event } = activityEvent({ id: agentId, agentId, eventTime });
    return event;
  });
  return packed(id, events, { receiveCount });
}

/** 500 rows in five messages, whose times run through one another. */
const hundreds = [0, 1, 2, 3, 4];
const redelivered = (receiveCount: number) =>
  hundreds.map((n) => message(`m${n}`, agents(100 * n, 100 * n + 100), receiveCount));

/** An environment that remembers nothing yet, and an invocation's 60 seconds, of which each turn takes a fifth of one. */
function environment(attempt: Attempt) {
  const clock = { leftMs: 60_000 };
  const { dependencies, ...rest } = world(attempt, { remainingMs: () => clock.leftMs });
  const pace = async () => {
    clock.leftMs -= 200;
    return undefined;
  };
  const invoke = (messages: readonly QueueMessage[]) => {
    clock.leftMs = 60_000;
    return deliverEvents(messages, { ...dependencies, pace });
  };
  return { ...rest, invoke, clock };
}

const never: Attempt = () => Promise.reject(new Error('no environment'));

/** Invokes until all is settled, a fresh message coming in with each window; the receive counts rise as SQS's do. */
/** The last delay of each message that came back: while it was attempted it was hidden for as long as that took. */
function settledDelays(
  delays: readonly { receiptHandle: string; seconds: number }[],
  returned: readonly string[],
): readonly number[] {
  const last = new Map(delays.map(({ receiptHandle, seconds }) => [receiptHandle, seconds]));
  return returned.flatMap((id) => last.get(`receipt-${id}`) ?? []);
}

async function untilSettled(...environments: readonly ReturnType<typeof environment>[]) {
  const firsts: (readonly string[] | undefined)[] = [];
  const usedMs: number[] = [];
  const settled = new Set<number>();
  let waiting = redelivered(2);
  let invocations = 0;
  while (waiting.length > 0 && invocations < 50) {
    const { invoke, sent, clock, delays } =
      environments[invocations % environments.length] ?? environment(never);
    const before = sent.length;
    const hidden = delays.length;
    const fresh = message(`fresh${invocations}`, [`fresh-${invocations}`]);
    const returned = await invoke([...waiting, fresh]);
    firsts.push(sent[before]);
    for (const seconds of settledDelays(delays.slice(hidden), returned)) settled.add(seconds);
    usedMs.push(60_000 - clock.leftMs);
    invocations += 1;
    waiting = redelivered(2 + invocations).filter(({ messageId }) => returned.includes(messageId));
  }
  const requests = environments.flatMap(({ sent }) => sent).length - invocations;
  return { invocations, requests, firsts, usedMs, delays: settled };
}

describe.each(repeatedKeysRules)('an API whose rule for repeated keys is %s', (rule) => {
  test('ends with every row stored once and nothing dead-lettered, where half of a window was stored before', async () => {
    const { attempt, stored } = await api(rule);
    const before = environment(attempt);
    expect(await before.invoke([message('m', agents(0, 20))])).toEqual([]);
    const after = environment(attempt);
    expect(await after.invoke([message('m', agents(0, 20), 2), message('n', agents(10, 40))])).toEqual([]);
    expect((await stored()).map(({ AgentId }) => AgentId).toSorted()).toEqual(agents(0, 40).toSorted());
    expect(after.letters).toEqual([]);
  });

  test('is not asked again where the environment remembers the rows', async () => {
    const { attempt } = await api(rule);
    const { invoke, sent } = environment(attempt);
    await invoke(redelivered(1));
    expect(sent).toHaveLength(1);
    expect(await invoke(redelivered(2))).toEqual([]);
    expect(sent).toHaveLength(1);
  });

  test('gets at most 1.1 requests a row for 500 rows that it has already, and no fresh row waits for them', async () => {
    const { attempt, stored } = await api(rule);
    await environment(attempt).invoke(redelivered(1));
    const run = await untilSettled(environment(attempt));
    expect(run.requests).toBeLessThanOrEqual(550);
    expect(run.firsts).toEqual(run.firsts.map((_, n) => [`fresh-${n}`]));
    expect(Math.max(...run.usedMs)).toBeLessThanOrEqual(26_000);
    expect(run.delays.difference(new Set([0]))).toEqual(new Set());
    expect(await stored()).toHaveLength(500 + run.invocations);
  });
});

describe('where time runs out among rows that the API has already', () => {
  const known = new Set(agents(0, 500));
  /** Names the first known row, as SQL Server does, or none. */
  const refusing =
    (isNamed: boolean): Attempt =>
    async (rows) => {
      const repeated = rows.find(({ event }) => known.has(event.id));
      const name = isNamed
        ? ` The duplicate key value is (1, ${repeated?.event.id}, 11/23/2026 9:01:22).`
        : '';
      return repeated ? refused(`Cannot insert duplicate key.${name}`) : accepted;
    };

  test('the next invocation goes on where the last one stopped: 500 requests for 500 rows that refusals name', async () => {
    const run = await untilSettled(environment(refusing(true)));
    expect(run.invocations).toBeGreaterThan(3);
    expect(run.requests).toBeLessThanOrEqual(500 + run.invocations);
    expect(run.delays).toEqual(new Set([0]));
  });

  test('two environments by turns repeat no more than the message that one of them left off in', async () => {
    const run = await untilSettled(environment(refusing(true)), environment(refusing(true)));
    expect(run.requests).toBeLessThanOrEqual(550);
    expect(run.delays).toEqual(new Set([0]));
  });

  test('rows that no refusal names take two requests each, because each must be found by halving', async () => {
    const run = await untilSettled(environment(refusing(false)));
    expect(run.invocations).toBeGreaterThan(8);
    expect(run.requests).toBeGreaterThan(950);
    expect(run.requests).toBeLessThanOrEqual(1_100);
    expect(run.delays).toEqual(new Set([0]));
  });
});
