import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../infra/seeded-random.ts';
import { agentsAtLimit, hopsOf, loadOf } from '../../bench/capacity/hops.ts';
import { arrivalsWithin, type Drain, simulateDrain } from '../../bench/capacity/simulate.ts';

const drain: Drain = {
  environments: 1,
  windowSeconds: 30,
  eventsPerWindow: 10,
  rowsPerRequest: 5,
  requestsPerSecond: 2,
  requestSeconds: 0.1,
  secondsPerRow: 0,
};

describe('simulateDrain', () => {
  test('an event alone waits for its window and its request', () => {
    const { p50, p99, delivered } = simulateDrain([100], drain);
    expect(p50).toBeCloseTo(30.1);
    expect(p99).toBe(p50);
    expect(delivered).toBe(1);
  });

  test('a window that is full is delivered at once, its requests at the API’s pace', () => {
    const full = (events: number) => Array.from({ length: events }, () => 0);
    expect(simulateDrain(full(5), { ...drain, eventsPerWindow: 5 }).p99).toBeCloseTo(0.1);
    const { p99, caughtUpAt } = simulateDrain(full(10), drain);
    expect(p99).toBeCloseTo(0.6);
    expect(caughtUpAt).toBeCloseTo(0.6);
  });

  test('what is more than the pace takes waits longer and longer, and none is lost', () => {
    const backlog = Array.from({ length: 1000 }, () => -3600);
    const { p99, delivered, caughtUpAt } = simulateDrain([...backlog, 200], drain);
    expect(delivered).toBe(1001);
    expect(caughtUpAt).toBeGreaterThan(200);
    // 200 requests; the second of each window waits for the pace.
    expect(p99).toBeGreaterThan(50);
    expect(simulateDrain(backlog, { ...drain, environments: 2, requestsPerSecond: 4 }).p99).toBeLessThan(
      p99 / 1.5,
    );
  });

  test('the same seed gives the same arrivals, in order and within their span', () => {
    const arrivals = arrivalsWithin(100, 60, seededRandom(1));
    expect(arrivals).toEqual(arrivalsWithin(100, 60, seededRandom(1)));
    expect(arrivals).toEqual(arrivals.toSorted((one, other) => one - other));
    expect(Math.max(...arrivals)).toBeLessThan(60);
  });
});

test('a hop binds at just the agents that take all of its limit', () => {
  for (const hop of hopsOf({ receiveSeconds: 0.01, secondsPerRow: 0.00002 })) {
    const agents = agentsAtLimit(hop);
    expect(hop.taken(loadOf(agents))).toBeLessThanOrEqual(hop.limit);
    expect(hop.taken(loadOf(agents + 2))).toBeGreaterThan(hop.limit);
  }
});
