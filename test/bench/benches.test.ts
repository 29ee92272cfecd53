import { expect, test } from 'vitest';
import { benchCapacity } from './capacity.ts';
import { benchColdStart } from './cold-start.ts';
import { benchDelivery } from './delivery.ts';
import { benchDrain } from './drain.ts';
import { benchEventCost } from './event-cost.ts';
import { benchHotPath } from './hot-path.ts';
import type { Report } from './report.ts';

/** A bench throws where a result is wrong, so that one round of a small load proves that it measures what it says. */
const small: Readonly<Record<string, () => Report | Promise<Report>>> = {
  capacity: () => benchCapacity({ sizes: [200] }),
  'cold-start': () => benchColdStart({ rounds: 1, isWhole: false }),
  delivery: () => benchDelivery({ rounds: 1, rows: 1000 }),
  drain: () => benchDrain({ rounds: 1, events: 500, peaksOf: ['whole'] }),
  'event-cost': () => benchEventCost({ events: 100 }),
  'hot-path': () => benchHotPath({ rounds: 1, only: ['standard', 'zoom'] }),
};

test.each(Object.entries(small))(
  'the bench %s runs, with right results, and fails for no time',
  async (name, run) => {
    const { bench, head, rows, goals } = await run();
    expect(bench).toBe(name);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toHaveLength(head.length);
    for (const { measured } of goals) expect(measured).toBeGreaterThan(-100);
  },
  120_000,
);
