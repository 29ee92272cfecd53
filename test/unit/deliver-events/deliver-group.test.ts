import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer, Attempt } from '../../../shared/deliver-events/attempt.ts';
import { deliverGroup } from '../../../shared/deliver-events/deliver-group.ts';
import type { Deliverable } from '../../../shared/deliver-events/deliverable.ts';
import { accepted, activity, outage, refused } from './sample.ts';

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, n) => activity({ agentId: String(1000 + n), id: `e${n}` }));

function deliver(
  requests: readonly (readonly Deliverable[])[],
  attempt: Attempt,
  remainingMs = () => 60_000,
) {
  return deliverGroup(requests, { attempt, remainingMs, pace: async () => undefined });
}

/** An API that refuses every request with one of these rows in it. */
function refusing(bad: ReadonlySet<Deliverable>, words = 'Activity is not known') {
  const sent: (readonly Deliverable[])[] = [];
  const attempt: Attempt = async (rows) => {
    sent.push(rows);
    return rows.some((row) => bad.has(row)) ? refused(words) : accepted;
  };
  return { attempt, sent };
}

test('delivers a request that the API accepts in one attempt', async () => {
  const rows = rowsOf(3);
  const { attempt, sent } = refusing(new Set());
  expect(await deliver([rows], attempt)).toMatchObject({
    accepted: rows,
    refused: [],
    failed: [],
    outage: undefined,
  });
  expect(sent).toHaveLength(1);
});

test('halves a refused request until the refused rows stand alone, and delivers the rest', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 200 }),
      fc.infiniteStream(fc.double({ min: 0, max: 0.999 })),
      async (count, spots) => {
        const rows = rowsOf(count);
        const bad = new Set(
          [...spots.take(2)].flatMap((spot) => rows[Math.floor(spot * (count - 1)) + 1] ?? []),
        );
        const result = await deliver([rows], refusing(bad).attempt);
        expect(new Set(result.refused.map(({ row }) => row))).toEqual(bad);
        expect(new Set(result.accepted)).toEqual(new Set(rows.filter((row) => !bad.has(row))));
        expect(result.outage).toBeUndefined();
      },
    ),
    { numRuns: 50 },
  );
});

test('isolates one bad row among 1,000 with a number of requests that grows with the logarithm', async () => {
  const rows = rowsOf(1000);
  const bad = rows[617];
  const { attempt, sent } = refusing(new Set(bad ? [bad] : []));
  await deliver([rows], attempt);
  expect(sent.length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(1000)) + 1);
});

test('stops halving after three refused single rows when nothing was accepted, and calls it an outage', async () => {
  const rows = rowsOf(64);
  const { attempt, sent } = refusing(new Set(rows), 'maintenance');
  const result = await deliver([rows], attempt);
  expect(result.refused).toHaveLength(3);
  expect(result.outage?.detail).toContain('maintenance');
  expect(result.failed).toHaveLength(61);
  expect(sent.length).toBeLessThanOrEqual(10);
});

test('takes a row refused as a duplicate for delivered', async () => {
  const rows = rowsOf(1);
  const result = await deliver([rows], refusing(new Set(rows), 'Cannot insert duplicate key').attempt);
  expect(result).toMatchObject({ duplicates: rows, refused: [] });
});

test('takes out the key that a refusal names before it halves', async () => {
  const rows = rowsOf(8);
  const stored = rows[5];
  const name = 'The duplicate key value is (1, 1005, 11/23/2026 9:01:22).';
  const { attempt, sent } = refusing(new Set(stored ? [stored] : []), name);
  const result = await deliver([rows], attempt);
  expect(result.duplicates).toEqual([stored]);
  expect(result.accepted).toHaveLength(7);
  expect(sent.map((request) => request.length)).toEqual([8, 7]);
});

test('does not take a row for stored because its id occurs in the words', async () => {
  const other = activity({ agentId: '1', id: 'other' });
  const stored = activity({ agentId: '4', id: 'stored' });
  const name = 'Row 1: the duplicate key value is (1, 4, 11/23/2026 9:01:22).';
  const result = await deliver([[other, stored]], refusing(new Set([stored]), name).attempt);
  expect(result).toMatchObject({ duplicates: [stored], accepted: [other] });
});

test('halves where a duplicate refusal names no row of the request', async () => {
  const rows = rowsOf(4);
  const bad = rows.slice(2, 3);
  const result = await deliver([rows], refusing(new Set(bad), 'Violation of PRIMARY KEY constraint').attempt);
  expect(result.duplicates).toEqual(bad);
  expect(result.accepted).toHaveLength(3);
});

test('ends the group at the first outage and gives everything unsent back', async () => {
  const [one, two, three] = [rowsOf(2), rowsOf(3), rowsOf(4)];
  const answers: Answer[] = [accepted, outage];
  const result = await deliver([one, two, three], async () => answers.shift() ?? accepted);
  expect(result.accepted).toEqual(one);
  expect(result.failed).toEqual([...two, ...three]);
  expect(result.outage).toBe(outage);
});

test('leaves what it has no time for unattempted', async () => {
  const [one, two] = [rowsOf(2), rowsOf(3)];
  let attempts = 0;
  const attempt = async () => {
    attempts += 1;
    return accepted;
  };
  const result = await deliver([one, two], attempt, () => (attempts > 0 ? 12_000 : 60_000));
  expect(result).toMatchObject({ accepted: one, unattempted: two, failed: [] });
});

test('takes out the row that our own check names, and counts it as no sign of an outage', async () => {
  const rows = rowsOf(5);
  const tooLong = new Set(rows.slice(0, 4));
  const sent: number[] = [];
  const result = await deliver([rows], async (tried) => {
    const rowIndex = tried.findIndex((row) => tooLong.has(row));
    if (rowIndex >= 0) return { ...refused('AgentId has 51 characters, 50 are allowed', false), rowIndex };
    sent.push(tried.length);
    return accepted;
  });
  expect(result.refused.map(({ row }) => row)).toEqual(rows.slice(0, 4));
  expect(result.outage).toBeUndefined();
  expect(sent).toEqual([1]);
});

test('leaves what the next turn is too far off for unattempted, and says how far', async () => {
  const [one, two] = [rowsOf(2), rowsOf(3)];
  const turns = [undefined, 4_000];
  const pace = async () => turns.shift();
  const remainingMs = () => 60_000;
  const result = await deliverGroup([one, two], { attempt: async () => accepted, remainingMs, pace });
  expect(result).toMatchObject({ accepted: one, unattempted: two, failed: [], waitMs: 4_000 });
});
