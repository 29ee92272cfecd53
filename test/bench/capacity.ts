import { seededRandom } from '../../infra/seeded-random.ts';
import { agentsAtLimit, hopsOf, loadOf } from './capacity/hops.ts';
import { arrivalsWithin, type Drain, type Drained, simulateDrain } from './capacity/simulate.ts';
import type { Report } from './report.ts';
import { savedReport } from './report.ts';

const seed = 20_261_125;
const minute = 60;
const shiftStart = 'shift start';
const afterOutage = 'after an outage';
const outageSeconds = 4 * 60 * minute;

/** As it is deployed by default, and as an operator of a large center raises it. */
const settings: Readonly<Record<string, Omit<Drain, 'secondsPerRow'>>> = {
  'as deployed': {
    environments: 2,
    windowSeconds: 30,
    eventsPerWindow: 1000,
    rowsPerRequest: 500,
    requestsPerSecond: 10,
    requestSeconds: 0.15,
  },
  raised: {
    environments: 10,
    windowSeconds: 30,
    // One event a message of some 1.1 KB with what SQS adds: Lambda's 6 MB cut the window there.
    eventsPerWindow: 5300,
    rowsPerRequest: 1000,
    requestsPerSecond: 50,
    requestSeconds: 0.3,
  },
};

type Scenario = {
  readonly name: string;
  readonly agents: number;
  readonly setting: string;
  /** Those of an outage, and as many that come in during the four hours after it. */
  readonly rows: number;
  readonly drained: Drained;
};

export type CapacityOptions = {
  /** Of centers, in agents. */
  readonly sizes?: readonly number[];
};

/** On paper: which hop binds first for how many agents; simulated: a shift's start, and the drain after an outage. */
export function benchCapacity({ sizes = [200, 20_000, 1_000_000] }: CapacityOptions = {}): Report {
  const { receiveSeconds, secondsPerRow } = measured();
  const hops = hopsOf({ receiveSeconds, secondsPerRow });
  const scenarios = sizes.flatMap((agents) =>
    Object.entries(settings).flatMap(([setting, drain]) => [
      simulated(shiftStart, agents, setting, { ...drain, secondsPerRow }),
      simulated(afterOutage, agents, setting, { ...drain, secondsPerRow }),
    ]),
  );
  return {
    bench: 'capacity',
    about:
      'limits by default, and the agents from which each binds at 40 state changes and 10 contacts an hour; below, ' +
      'everybody logging in within five minutes, and the drain of four hours without the API, from when the messages come back, ' +
      'which is within a quarter of an hour',
    head: [
      'hop',
      'limit',
      ...sizes.map((size) => `of it, ${size} agents`),
      'binds from agents',
      'raise',
      'costs',
    ],
    rows: [
      ...hops.map((hop) => [
        hop.name,
        `${Math.round(hop.limit)} ${hop.unit}`,
        ...sizes.map((size) => `${((hop.taken(loadOf(size)) / hop.limit) * 100).toFixed(0)} %`),
        String(agentsAtLimit(hop)),
        hop.raise,
        hop.cost,
      ]),
      ...scenarios.map(({ name, agents, setting, rows, drained }) => [
        `${name}, ${agents} agents, ${setting}`,
        name === afterOutage ? `${rows} rows, half of them waiting` : `${rows} rows`,
        `p50 ${drained.p50.toFixed(0)} s`,
        `p95 ${drained.p95.toFixed(0)} s`,
        `p99 ${drained.p99.toFixed(0)} s`,
        Number.isFinite(drained.caughtUpAt)
          ? `caught up after ${drained.caughtUpAt.toFixed(0)} s`
          : 'never: more comes in than goes out',
        // The hops have a column for each size.
        ...sizes.slice(1).map(() => ''),
      ]),
    ],
    goals: [],
    figures: {
      seed,
      receiveSeconds,
      secondsPerRow,
      settings,
      hops: hops.map((hop) => ({
        name: hop.name,
        limit: hop.limit,
        unit: hop.unit,
        agentsAtLimit: agentsAtLimit(hop),
      })),
      scenarios,
    },
  };
}

/** The service times of the benches that were kept last, at 512 MB; what was assumed where there are none yet. */
function measured() {
  const coreShare = 512 / 1769;
  const drain = Object(savedReport('drain')?.figures)[0];
  const whole = Array.from(Object(drain).consumers ?? []).find((each) => Object(each).name === 'whole');
  const secondsPerRow = (Object(whole).milliseconds?.median ?? 60) / 10_000 / 1000 / coreShare;
  return { receiveSeconds: 0.012, secondsPerRow };
}

function simulated(
  name: typeof shiftStart | typeof afterOutage,
  agents: number,
  setting: string,
  drain: Drain,
): Scenario {
  const random = seededRandom(seed);
  if (name === shiftStart) {
    const arrivals = arrivalsWithin(agents, 5 * minute, random);
    return { name, agents, setting, rows: agents, drained: simulateDrain(arrivals, drain) };
  }
  // Everything of four hours is there when the API comes back; what comes in meanwhile comes on top.
  const perSecond = loadOf(agents).statesPerSecond;
  const count = Math.round(perSecond * outageSeconds);
  const scale = scaleOf(count);
  const [waited, later] = [-outageSeconds, 0].map((from) =>
    arrivalsWithin(Math.round(count / scale), outageSeconds, random).map((at) => from + at),
  );
  const arrivals = [...(waited ?? []), ...(later ?? [])];
  const scaled = {
    ...drain,
    eventsPerWindow: drain.eventsPerWindow / scale,
    rowsPerRequest: drain.rowsPerRequest / scale,
    secondsPerRow: drain.secondsPerRow * scale,
  };
  return { name, agents, setting, rows: 2 * count, drained: simulateDrain(arrivals, scaled) };
}

/**
 * A large center is simulated at a scale that keeps its ratios, since three hundred million events tell no more than three:
 * by one that divides every size, so that windows and requests stay whole.
 */
function scaleOf(events: number): number {
  const divisors = [1, 2, 5, 10, 20, 50, 100];
  return divisors.find((scale) => events / scale <= 1_600_000) ?? 100;
}
