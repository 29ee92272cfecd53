import { expect, test } from 'vitest';
import { toCsv } from '../../../infra/console/page/src/parts/csv.ts';
import { correctionWords, volumeCsv } from '../../../infra/console/page/src/volume/volume-csv.ts';
import { searchRows } from '../../../infra/console/server/search-rows.ts';
import { findCorrections } from '../../../infra/console/server/volume/find-corrections.ts';

const key = { accountId: '1', collectionPoint: 'support', interval: '2026-11-23T09:00:00.000Z' };
const row = (acceptedAt: string, contactsOffered: number, overrides = {}) => ({
  ...{ source: 'roll-up', ...key, contactsOffered, contactsNotHandled: 0, talkSeconds: 60 },
  ...{ holdSeconds: 0, serviceLevelPct: 100, acceptedAt: `2026-11-23T${acceptedAt}:00.000Z` },
  ...overrides,
});

test('a row corrects the one that the API took before it, whatever order the log gives them in', () => {
  const corrections = findCorrections([
    row('09:46', 5, { talkSeconds: 90 }),
    row('09:16', 3),
    row('09:31', 5),
  ]);
  expect(correctionWords(corrections(key))).toBe('offered 3 → 5 at 09:31 UTC; talk s 60 → 90 at 09:46 UTC');
});

test('the same row again, and rows of other intervals and accounts, correct nothing', () => {
  const rows = [row('09:16', 3), row('09:31', 3), row('09:31', 9, { accountId: '2' })];
  expect(findCorrections(rows)(key)).toEqual([]);
  expect(findCorrections([])(key)).toEqual([]);
});

test('a cell keeps commas, quotes and lines, and starts no formula', () => {
  expect(toCsv([['a,b', 'say "so"', 'one\ntwo', '=1+1', -3, undefined]])).toBe(
    `"a,b","say ""so""","one\ntwo",'=1+1,-3,\r\n`,
  );
});

test('a table says of each interval what it says on the page', () => {
  const interval = {
    ...{ start: key.interval, shown: '2026-11-23T09:00:00', offered: 3, notHandled: 1, talkSeconds: 40 },
    ...{ holdSeconds: 5, wrapSeconds: 20, serviceLevelPct: 66.7 },
    corrections: [{ at: '2026-11-23T09:31:00.000Z', figure: 'offered', was: '2', is: '3' }],
  };
  const csv = volumeCsv([{ accountId: '1', collectionPoint: 'support', intervals: [interval] }]);
  expect(csv.split('\r\n')[1]).toBe('1,support,2026-11-23 09:00,3,1,40,20,5,66.7,offered 2 → 3 at 09:31 UTC');
});

test('where one search of the log does not give all, each half of the time is searched by itself', async () => {
  const spans: number[] = [];
  const kind = { text: 'rows', read: (message: unknown) => [message] };
  const found = await searchRows(kind, { fromMs: 0, toMs: 400_000 }, async (texts, { fromMs, toMs }) => {
    spans.push(toMs - fromMs);
    return { records: [{ message: `${texts} ${fromMs}` }], isCut: toMs - fromMs > 200_000 };
  });
  expect(spans).toEqual([400_000, 200_000, 200_000]);
  expect(found).toEqual({ rows: ['rows 0', 'rows 200000'], isCut: false });
  const endless = await searchRows(kind, { fromMs: 0, toMs: 100_000 }, async () => ({
    records: [],
    isCut: true,
  }));
  expect(endless.isCut).toBe(true);
});
