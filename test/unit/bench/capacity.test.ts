import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../infra/seeded-random.ts';
import { letThrough, shareLetThrough } from '../../bench/capacity/gateway.ts';
import { agentsAtLimit, hopsOf, loadOf } from '../../bench/capacity/hops.ts';
import { measured } from '../../bench/capacity/measured.ts';
import { maxInFlight, queueAfter } from '../../bench/capacity/outage.ts';
import { scenarioRow } from '../../bench/capacity/scenario-row.ts';
import { afterOutage, shiftStart } from '../../bench/capacity/scenarios.ts';
import { asDeployed } from '../../bench/capacity/settings.ts';
import { arrivalsWithin, atOnce, type Drain, simulateDrain } from '../../bench/capacity/simulate.ts';
import { savedReport } from '../../bench/report.ts';

const drain: Drain = {
  environments: 1,
  windowSeconds: 30,
  eventsPerWindow: 10,
  rowsPerRequest: 5,
  requestsPerSecond: 2,
  requestSeconds: 0.1,
  secondsPerRow: 0,
};

const waitedSince = (arrivedAt: number, events: number) =>
  Array.from({ length: events }, () => ({ arrivedAt, availableAt: 0 }));

describe('simulateDrain', () => {
  test('an event alone waits for its window and its request', () => {
    const { p50, p99, delivered } = simulateDrain(atOnce([100]), drain);
    expect(p50).toBeCloseTo(30.1);
    expect(p99).toBe(p50);
    expect(delivered).toBe(1);
  });

  test('a window that is full is delivered at once, its requests at the API’s pace', () => {
    expect(simulateDrain(waitedSince(0, 5), { ...drain, eventsPerWindow: 5 }).p99).toBeCloseTo(0.1);
    expect(simulateDrain(waitedSince(0, 10), drain).p99).toBeCloseTo(0.6);
  });

  test.each([1, 2])('the pace holds from window to window with %s environments', (environments) => {
    const { endedAt } = simulateDrain(waitedSince(-1, 1000), { ...drain, environments, windowSeconds: 0 });
    // 200 requests, two a second.
    expect(endedAt).toBeGreaterThan(99);
    expect(endedAt).toBeLessThan(101);
  });

  test('what is more than the pace takes waits longer and longer, and none is lost', () => {
    const { p99, delivered } = simulateDrain([...waitedSince(-3600, 1000), ...atOnce([200])], drain);
    expect(delivered).toBe(1001);
    expect(p99).toBeGreaterThan(95);
  });

  test('nothing is behind before a row is older than two windows, and all is until the last that is', () => {
    expect(simulateDrain(atOnce([5, 100]), drain)).toMatchObject({ caughtUpAt: 0, freshAt: 0 });
    const { caughtUpAt, freshAt } = simulateDrain([...waitedSince(-3600, 1000), ...atOnce([10, 300])], drain);
    expect(freshAt).toBeGreaterThan(99);
    expect(freshAt).toBeLessThan(131);
    expect(caughtUpAt).toBe(freshAt);
    const returned = simulateDrain([...atOnce([10]), { arrivedAt: -5, availableAt: 400 }], drain);
    expect(returned).toMatchObject({ freshAt: 0 });
    expect(returned.caughtUpAt).toBeCloseTo(430.1);
  });

  test('the same seed gives the same arrivals, in order and within their span', () => {
    const arrivals = arrivalsWithin(100, 60, seededRandom(1));
    expect(arrivals).toEqual(arrivalsWithin(100, 60, seededRandom(1)));
    expect(arrivals).toEqual(arrivals.toSorted((one, other) => one - other));
    expect(Math.max(...arrivals)).toBeLessThan(60);
  });
});

describe('queueAfter', () => {
  const outage = () => ({ inFlight: maxInFlight, windowSeconds: 30, random: seededRandom(1) });
  const waitedFor = (seconds: number, count: number) =>
    arrivalsWithin(count, seconds, seededRandom(2)).map((at) => at - seconds);

  test('what waited comes back within a quarter of an hour, the later the longer it was tried', () => {
    const lastAfter = (seconds: number) =>
      queueAfter(waitedFor(seconds, 1000), [], outage()).at(-1)?.availableAt ?? 0;
    expect(lastAfter(60)).toBeLessThan(60);
    expect(lastAfter(4 * 3600)).toBeGreaterThan(800);
    expect(lastAfter(4 * 3600)).toBeLessThanOrEqual(900);
  });

  test('what found no place in flight can be had at once, and new events as they come', () => {
    const events = queueAfter(waitedFor(4 * 3600, 1000), [7], { ...outage(), inFlight: 100 });
    expect(events).toHaveLength(1001);
    expect(events.filter(({ availableAt }) => availableAt === 0).length).toBeGreaterThanOrEqual(900);
    expect(events).toContainEqual({ arrivedAt: 7, availableAt: 7 });
  });

  test('agrees in its order of magnitude with the outage that was measured', () => {
    const figures = savedReport('freshness')?.figures as { recovery: Record<string, number> };
    const { backlog = 0, backlogSeconds = 0, freshSeconds } = figures.recovery;
    expect(backlog).toBeGreaterThan(0);
    const later = arrivalsWithin(6000, 300, seededRandom(3));
    const events = queueAfter(waitedFor(600, backlog), later, outage());
    const { secondsPerRow } = measured();
    const { caughtUpAt, freshAt } = simulateDrain(events, { ...asDeployed.drain, secondsPerRow });
    expect(freshAt).toBe(freshSeconds);
    expect(caughtUpAt).toBeGreaterThan(backlogSeconds / 1.5);
    expect(caughtUpAt).toBeLessThan(backlogSeconds * 1.5);
  });
});

describe('the gateway', () => {
  const throttle = { requestsPerSecond: 10, burst: 20 };

  test('lets its burst through at once, and its rate from then on', () => {
    expect(letThrough(Array(50).fill(3), throttle)).toHaveLength(20);
    expect(letThrough([...Array(50).fill(3), ...Array(50).fill(4)], throttle)).toHaveLength(30);
    expect(letThrough([1, 2, 3], throttle)).toEqual([1, 2, 3]);
  });

  test('takes of a steady load what it is allowed', () => {
    expect(shareLetThrough(5, throttle)).toBe(1);
    expect(shareLetThrough(40, throttle)).toBe(0.25);
  });

  test('refuses what a shift start has above it', () => {
    const gateway = { requestsPerSecond: 1, burst: 100 };
    const { rows, refused, drained } = shiftStart(1000, { ...asDeployed, gateway }, 0);
    expect(rows).toBe(1000);
    expect(refused).toBeGreaterThanOrEqual(600);
    expect(refused).toBeLessThan(620);
    expect(drained.delivered).toBe(rows - refused);
  });
});

describe('scenarioRow', () => {
  const toldAt = (requestsPerSecond: number) => {
    const slow = { ...asDeployed, drain: { ...asDeployed.drain, requestsPerSecond, rowsPerRequest: 10 } };
    return scenarioRow('', afterOutage(2000, slow, 0)).at(-1);
  };

  test('tells when no row is older than a minute any more, or that it does not come to that', () => {
    // 22 rows a second come in.
    expect(toldAt(10)).toMatch(/^caught up after \d+ s$/);
    expect(toldAt(3)).toBe('caught up not within 4 hours');
    expect(toldAt(2)).toBe('caught up never: more comes in than goes out');
  });
});

describe('hopsOf', () => {
  const hops = hopsOf(measured());

  test('a hop binds at just the agents that take all of its limit', () => {
    for (const hop of hops) {
      const agents = agentsAtLimit(hop);
      expect(hop.taken(loadOf(agents))).toBeLessThanOrEqual(hop.limit);
      expect(hop.taken(loadOf(agents + 2))).toBeGreaterThan(hop.limit);
    }
  });

  test('the hops stand in the order in which they bind', () => {
    const agents = hops.map(agentsAtLimit);
    expect(agents).toEqual(agents.toSorted((one, other) => one - other));
  });
});

test('what was measured is what the reports keep, at the functions’ share of a core', () => {
  const { receiveSeconds, secondsPerRow, callsPerContact } = measured();
  expect(receiveSeconds).toBeGreaterThan(0.005);
  expect(receiveSeconds).toBeLessThan(0.05);
  const figures = savedReport('drain')?.figures as {
    consumers: { packing: string; consumers: { name: string; milliseconds: { median: number } }[] }[];
  };
  const single = figures.consumers.find(({ packing }) => packing === 'single');
  const whole = single?.consumers.find(({ name }) => name === 'whole');
  expect(secondsPerRow * 10_000_000 * (512 / 1769)).toBeCloseTo(whole?.milliseconds.median ?? 0);
  expect(callsPerContact).toBeGreaterThan(6);
});
