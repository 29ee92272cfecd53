import { seededRandom } from '../../infra/seeded-random.ts';
import { agentsAtLimit, hopsOf, loadOf } from './capacity/hops.ts';
import { arrivalsWithin, type Drain, type Drained, simulateDrain } from './capacity/simulate.ts';
import type { Report } from './report.ts';
import { savedReport } from './report.ts';

const sizes = [200, 20_000, 1_000_000] as const;
const seed = 20_261_125;
const minute = 60;
const hour = 60 * minute;

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
  readonly drained: Drained;
};

/** On paper: which hop binds first for how many agents; simulated: a shift's start, and the drain after an outage. */
export function benchCapacity(): Report {
  const { receiveSeconds, secondsPerRow } = measured();
  const hops = hopsOf({ receiveSeconds, secondsPerRow });
  const scenarios = sizes.flatMap((agents) =>
    Object.entries(settings).flatMap(([setting, drain]) => [
      simulated('shift start', agents, setting, { ...drain, secondsPerRow }),
      simulated('after an outage', agents, setting, { ...drain, secondsPerRow }),
    ]),
  );
  return {
    bench: 'capacity',
    about:
      'limits by default, and the agents from which each binds at 40 state changes and 10 contacts an hour; below, ' +
      'everybody logging in within five minutes, and the drain after four hours without the API',
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
      ...scenarios.map(({ name, agents, setting, drained }) => [
        `${name}, ${agents} agents, ${setting}`,
        `${drained.delivered} rows`,
        `p50 ${drained.p50.toFixed(0)} s`,
        `p95 ${drained.p95.toFixed(0)} s`,
        `p99 ${drained.p99.toFixed(0)} s`,
        Number.isFinite(drained.caughtUpAt)
          ? `caught up after ${drained.caughtUpAt.toFixed(0)} s`
          : 'not caught up',
        '',
        '',
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
  name: 'shift start' | 'after an outage',
  agents: number,
  setting: string,
  drain: Drain,
): Scenario {
  const random = seededRandom(seed);
  if (name === 'shift start') {
    const arrivals = arrivalsWithin(agents, 5 * minute, random);
    return { name, agents, setting, drained: simulateDrain(arrivals, drain) };
  }
  // Everything of four hours is there when the API comes back; what comes in meanwhile comes on top. A large center's is
  // simulated at a scale that keeps its ratios, because a hundred million events tell no more than one.
  const perSecond = loadOf(agents).statesPerSecond;
  const waiting = Math.round(perSecond * 4 * hour);
  const scale = Math.max(1, waiting / 400_000);
  const later = arrivalsWithin(Math.round((perSecond / scale) * hour), hour, random);
  const waited = arrivalsWithin(Math.round(waiting / scale), 4 * hour, random).map((at) => at - 4 * hour);
  const arrivals = [...waited, ...later];
  const scaled = {
    ...drain,
    eventsPerWindow: Math.max(1, Math.round(drain.eventsPerWindow / scale)),
    rowsPerRequest: Math.max(1, Math.round(drain.rowsPerRequest / scale)),
    secondsPerRow: drain.secondsPerRow * scale,
  };
  return { name, agents, setting, drained: simulateDrain(arrivals, scaled) };
}
