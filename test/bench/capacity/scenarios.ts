import { seededRandom } from '../../../infra/seeded-random.ts';
import { letThrough, shareLetThrough } from './gateway.ts';
import { loadOf } from './hops.ts';
import { maxInFlight, queueAfter } from './outage.ts';
import type { Setting } from './settings.ts';
import { arrivalsWithin, atOnce, type Drain, type Drained, simulateDrain } from './simulate.ts';

export const seed = 20_261_125;
const minute = 60;
/** How long the API is away, and how long afterwards is simulated. */
export const outageSeconds = 4 * 60 * minute;
const shiftStartSeconds = 5 * minute;

export type Scenario = {
  readonly rows: number;
  /** Answered 429 by the gateway, of the rows: lost, where the vendor does not send again, and nobody is assumed to. */
  readonly refused: number;
  /** There when the API comes back. */
  readonly waiting: number;
  readonly drained: Drained;
};

/** Everybody logs in within five minutes, a webhook each and nothing beside them. */
export function shiftStart(agents: number, { gateway, drain }: Setting, secondsPerRow: number): Scenario {
  const logins = arrivalsWithin(agents, shiftStartSeconds, seededRandom(seed));
  const taken = letThrough(logins, gateway);
  const drained = simulateDrain(atOnce(taken), { ...drain, secondsPerRow });
  return { rows: agents, refused: agents - taken.length, waiting: 0, drained };
}

/**
 * The ordinary load goes on for four hours without the API, and for four hours with it. Contacts share the gateway with state
 * changes; the volume rows made of them are too few to count.
 */
export function afterOutage(agents: number, { gateway, drain }: Setting, secondsPerRow: number): Scenario {
  const { statesPerSecond, webhooksPerSecond } = loadOf(agents);
  const rows = Math.round(statesPerSecond * outageSeconds);
  const taken = Math.round(rows * shareLetThrough(webhooksPerSecond, gateway));
  const scale = scaleOf(taken);
  const random = seededRandom(seed);
  const some = () => arrivalsWithin(Math.round(taken / scale), outageSeconds, random);
  const waited = some().map((at) => at - outageSeconds);
  const { windowSeconds } = drain;
  const events = queueAfter(waited, some(), { inFlight: maxInFlight / scale, windowSeconds, random });
  const drained = simulateDrain(events, scaled({ ...drain, secondsPerRow }, scale));
  return { rows: 2 * rows, refused: 2 * (rows - taken), waiting: taken, drained };
}

/**
 * A large center is simulated at a scale that keeps its ratios, since a hundred million events tell no more than a million:
 * by one that divides every size, so that windows and requests stay whole.
 */
function scaleOf(events: number): number {
  const divisors = [1, 2, 5, 10, 20, 50, 100];
  return divisors.find((scale) => events / scale <= 200_000) ?? 100;
}

function scaled(drain: Drain, scale: number): Drain {
  return {
    ...drain,
    eventsPerWindow: drain.eventsPerWindow / scale,
    rowsPerRequest: drain.rowsPerRequest / scale,
    secondsPerRow: drain.secondsPerRow * scale,
  };
}
