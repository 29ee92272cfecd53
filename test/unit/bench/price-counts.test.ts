import { expect, test } from 'vitest';
import type { Counts } from '../../bench/event-cost/counts.ts';
import { priceCounts, totalOf } from '../../bench/event-cost/price-counts.ts';

const counts: Counts = {
  events: 1000,
  webhooks: 100,
  sends: 100,
  receives: 10,
  deletes: 10,
  deliveries: 2,
  apiRequests: 2,
  apiBytes: 100_000,
  tableWrites: 0,
  secretCalls: 0,
  accessLogBytes: 0,
  receiveLogBytes: 0,
  deliverLogBytes: 0,
  rowLogBytes: 0,
  receiveMs: 100,
  deliverMs: 10,
};

test('prices what leaves AWS for the API, in the sum as well', () => {
  const dollars = priceCounts(counts);
  // A million rows of 100 bytes are a tenth of a gigabyte.
  expect(dollars.dataOut).toBeCloseTo(0.1 * 0.09, 10);
  const without = totalOf(priceCounts({ ...counts, apiBytes: 0 }));
  expect(totalOf(dollars) - without).toBeCloseTo(dollars.dataOut, 10);
});

test('prices each request to the queue and each webhook at the gateway', () => {
  const { gateway, queue } = priceCounts(counts);
  expect(gateway).toBeCloseTo(0.1, 10);
  expect(queue).toBeCloseTo(0.048, 10);
});
