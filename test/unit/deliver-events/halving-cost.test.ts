import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Attempt } from '../../../shared/deliver-events/attempt.ts';
import { deliverGroup } from '../../../shared/deliver-events/deliver-group.ts';
import type { Deliverable } from '../../../shared/deliver-events/deliverable.ts';
import { splitRequests } from '../../../shared/deliver-events/split-requests.ts';
import { accepted, activity, queueMessage, refused } from './sample.ts';

const windowRows = 10_000;
const rowsPerRequest = 500;

/** A whole window, a hundred events a message, each of another agent. */
const rows = Array.from({ length: windowRows }, (_, index) => {
  const message = queueMessage(`m${Math.floor(index / 100)}`);
  return activity({ id: `e${index}`, agentId: `a${index}` }, message);
});
const [requests = []] = splitRequests(rows, rowsPerRequest).values();

async function deliver(bad: ReadonlySet<Deliverable>) {
  let count = 0;
  const attempt: Attempt = async (sent) => {
    count += 1;
    return sent.some((row) => bad.has(row)) ? refused('a value is too long') : accepted;
  };
  const result = await deliverGroup(requests, {
    attempt,
    pace: async () => undefined,
    remainingMs: () => 60_000,
  });
  return { ...result, requests: count };
}

test('3 refused rows among 10,000 cost at most 74 requests, wherever they stand, and 9,997 are delivered', async () => {
  const placement = fc.uniqueArray(fc.nat({ max: windowRows - 1 }), { minLength: 3, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(placement, async (places) => {
      const bad = new Set(places.flatMap((place) => rows[place] ?? []));
      const result = await deliver(bad);
      expect(result.requests).toBeLessThanOrEqual(74);
      expect(result.accepted).toHaveLength(windowRows - 3);
      expect(new Set(result.refused.map(({ row }) => row))).toEqual(bad);
      expect(result.outage).toBeUndefined();
    }),
    { numRuns: 1000 },
  );
});

test.each([[[0, 1, 2]], [[0, 1, windowRows - 1]], [[0, windowRows - 2, windowRows - 1]], [[497, 498, 499]]])(
  'the three rows %j are refused alone and taken for no outage, though nothing was accepted before them',
  async (places) => {
    const bad = new Set(places.flatMap((place) => rows[place] ?? []));
    const result = await deliver(bad);
    expect(result.outage).toBeUndefined();
    expect(result.accepted).toHaveLength(windowRows - 3);
    expect(new Set(result.refused.map(({ row }) => row))).toEqual(bad);
    expect(result.requests).toBeLessThanOrEqual(74);
  },
);

test('one refused row among 1,000 costs a number of requests that grows with the logarithm', async () => {
  const small = splitRequests(rows.slice(0, 1000), 1000).values().next().value ?? [];
  for (const place of [0, 1, 499, 500, 731, 999]) {
    let count = 0;
    const attempt: Attempt = async (sent) => {
      count += 1;
      return sent.includes(rows[place] ?? rows[0] ?? activity()) ? refused('too long') : accepted;
    };
    const result = await deliverGroup(small, {
      attempt,
      pace: async () => undefined,
      remainingMs: () => 60_000,
    });
    expect(result.refused).toHaveLength(1);
    expect(count).toBeLessThanOrEqual(1 + 2 * Math.ceil(Math.log2(1000)));
  }
});
