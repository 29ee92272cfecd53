import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sendRows } from '../../../../infra/ops/people/send-rows.ts';
import { apiOf, people } from './sample-people.ts';

const rowsOf = (length: number) => Array.from({ length }, (_, index) => [String(index), 'A', 'B']);

async function send(length: number, made: Parameters<typeof apiOf>[0], rowsPerRequest = 500) {
  const { api, requests, keys } = apiOf(made);
  let turns = 0;
  const settled: string[] = [];
  const sent = await sendRows(rowsOf(length), rowsPerRequest, {
    send: (rows) => api.insert(people, rows, '7'),
    turn: async () => {
      turns += 1;
    },
    settled: ({ values: [key = ''] }) => void settled.push(key),
  });
  return { sent, requests, keys, turns, settled };
}

test('sends all rows in as few requests as there may be, each in its turn', async () => {
  const { sent, requests, turns } = await send(1001, {});
  expect(requests.map((rows) => rows.length)).toEqual([500, 500, 1]);
  expect(turns).toBe(3);
  expect(new Set(sent.map(({ outcome }) => outcome))).toEqual(new Set(['sent']));
});

test('takes refused rows for what they are, whichever they be, and sends every other one, in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { maxLength: 10 }), async (bad) => {
      const refuses = ([key]: readonly string[]) => (bad.includes(Number(key)) ? `no ${key}` : undefined);
      const { sent, keys, settled } = await send(60, { refuses }, 20);
      const refused = sent.filter(({ outcome }) => outcome === 'refused');
      expect(refused).toEqual(
        bad
          .toSorted((one, other) => one - other)
          .map((key) => ({
            values: [String(key), 'A', 'B'],
            outcome: 'refused',
            detail: `no ${key}`,
          })),
      );
      expect(settled).toEqual(rowsOf(60).map(([key]) => key));
      expect(keys()).toHaveLength(60 - bad.length);
    }),
    { numRuns: 50 },
  );
});

test('takes a row that is there by now for done', async () => {
  const refuses = ([key]: readonly string[]) =>
    key === '1' ? 'Cannot insert duplicate key (7, 1)' : undefined;
  const { sent } = await send(3, { refuses });
  expect(sent.map(({ outcome }) => outcome)).toEqual(['sent', 'there', 'sent']);
});

test('stops at an outage and leaves the rest, with why', async () => {
  const { sent, requests } = await send(30, { downFrom: 2 }, 10);
  expect(requests).toHaveLength(2);
  expect(sent.map(({ outcome }) => outcome)).toEqual([
    ...Array(10).fill('sent'),
    ...Array(20).fill('not-sent'),
  ]);
  expect(sent.at(-1)).toMatchObject({ detail: 'the API answered 503' });
});

test('stops where the API refuses everything', async () => {
  const { sent, requests } = await send(500, { refuses: () => 'the account is closed' });
  expect(sent.filter(({ outcome }) => outcome === 'refused')).toHaveLength(20);
  expect(sent.filter(({ outcome }) => outcome === 'not-sent')).toHaveLength(480);
  expect(sent.at(-1)).toMatchObject({ detail: 'not tried: the API refused the first 20' });
  expect(requests.length).toBeLessThan(60);
});

test('throws what nobody foresaw', async () => {
  const sending = sendRows(rowsOf(1), 500, {
    send: async () => {
      throw new TypeError('a fault of ours');
    },
    turn: async () => {},
    settled: () => {},
  });
  await expect(sending).rejects.toThrow('a fault of ours');
});
