import { expect, test } from 'vitest';
import type { SourceNow } from '../../../infra/console/data.ts';
import { deliveriesNow } from '../../../infra/console/server/now/deliveries-now.ts';
import { leftOut } from '../../../infra/console/server/now/left-out.ts';
import type { DeliveryFigures } from '../../../infra/ops/watch/read-deliveries.ts';

const minuteMs = 60_000;
const nowMs = Date.parse('2026-11-23T15:20:10Z');
const at = (minutesAgo: number) => new Date(nowMs - minutesAgo * minuteMs).toISOString();
const source = (name: string, minutesAgo: number | undefined, isSilent = false): SourceNow => ({
  ...{ name, vendor: name, accountId: '1', transport: 'webhook', rhythm: [] },
  judgement: { health: isSilent ? 'wrong' : 'fine', what: '' },
  ...(minutesAgo !== undefined && { lastEventAt: at(minutesAgo) }),
  ...(minutesAgo !== undefined && isSilent && { silentSince: at(minutesAgo) }),
});

test.each([
  ['nothing where all sent', [source('zoom', 0), source('twilio', 15)], undefined],
  ['nothing of what never sent', [source('zoom', 0), source('genesys', undefined)], undefined],
  ['what is silent', [source('zoom', 200, true), source('twilio', 0)], 'without zoom, which is silent'],
  [
    'what sent nothing in the time looked at',
    [source('zoom', 16), source('twilio', 0)],
    'without zoom, which sent nothing in the last 15 minutes',
  ],
  [
    'both, each with its reason',
    [source('zoom', 200, true), source('twilio', 90, true), source('webex', 16)],
    'without zoom and twilio, which are silent, and webex, which sent nothing in the last 15 minutes',
  ],
  [
    'three by name, and how many more',
    ['a', 'b', 'c', 'd', 'e'].map((name) => source(name, 30)),
    'without a, b, c and 2 more, which sent nothing in the last 15 minutes',
  ],
])('a figure leaves out %s', (_what, sources, words) => {
  expect(leftOut(sources, { nowMs, spanMs: 15 * minuteMs })).toBe(words);
});

test('a freshness says whom it leaves out, and where there is none, nobody is', () => {
  const figures = (freshnessP95Ms: DeliveryFigures['freshnessP95Ms']): DeliveryFigures[] => [
    {
      call: 'bulkInsertAgentActivity',
      requests: [],
      failedRequests: [],
      delivered: [],
      refused: [],
      freshnessP95Ms,
    },
  ];
  const seen = { command: (words: string) => words, nowMs };
  const sources = [source('zoom', 200, true)];
  const told = deliveriesNow(figures([{ atMs: nowMs - minuteMs, value: 24_000 }]), sources, seen);
  expect(told).toMatchObject({ headline: '24 s fresh', leftOut: 'without zoom, which is silent' });
  expect(deliveriesNow(figures([]), sources, seen)).not.toHaveProperty('leftOut');
});
