import { shareLetThrough } from './capacity/gateway.ts';
import { agentsAtLimit, type Hop, habits, hopsOf, loadOf } from './capacity/hops.ts';
import { measured } from './capacity/measured.ts';
import { maxInFlight } from './capacity/outage.ts';
import { scenarioRow } from './capacity/scenario-row.ts';
import { afterOutage, seed, shiftStart } from './capacity/scenarios.ts';
import { asDeployed, raised, type Setting } from './capacity/settings.ts';
import type { Report } from './report.ts';

const settings: Readonly<Record<string, Setting>> = { 'as deployed': asDeployed, raised };
const scenarios = { 'shift start': shiftStart, 'after an outage': afterOutage };

export type CapacityOptions = {
  /** Of centers, in agents. */
  readonly sizes?: readonly number[];
};

/** On paper: which hop binds first for how many agents; simulated: a shift's start, and the drain after an outage. */
export function benchCapacity({ sizes = [200, 20_000, 1_000_000] }: CapacityOptions = {}): Report {
  const times = measured();
  const hops = hopsOf(times);
  const simulated = sizes.flatMap((agents) =>
    Object.entries(settings).flatMap(([setting, values]) =>
      Object.entries(scenarios).map(([name, simulate]) => ({
        name: `${name}, ${agents} agents, ${setting}`,
        ...simulate(agents, values, times.secondsPerRow),
      })),
    ),
  );
  const head = [
    'hop',
    'limit',
    ...sizes.map((size) => `of it, ${size} agents`),
    'binds from agents',
    'raise',
    'costs',
  ];
  const rows = [
    ...hops.map((hop) => hopRow(hop, sizes)),
    outageRow(sizes),
    ...simulated.map((scenario) => scenarioRow(scenario.name, scenario)),
  ];
  return {
    bench: 'capacity',
    about: aboutOf(hops),
    head,
    // The hops have a column for each size.
    rows: rows.map((row) => head.map((_, column) => row[column] ?? '')),
    goals: [],
    figures: {
      seed,
      times,
      settings,
      hops: hops.map((hop) => ({
        name: hop.name,
        limit: hop.limit,
        unit: hop.unit,
        agentsAtLimit: agentsAtLimit(hop),
      })),
      scenarios: simulated,
    },
  };
}

function aboutOf([first, second]: readonly Hop[]): string {
  const { statesPerHour, contactsPerHour, eventsPerContact } = habits;
  const told = (hop: Hop | undefined) =>
    hop ? `${hop.name} (from ${agentsAtLimit(hop)} agents)` : 'nothing';
  return (
    `limits by default in the order in which they bind, first ${told(first)}, then ${told(second)}, at ` +
    `${statesPerHour} state changes and ${contactsPerHour} contacts of ${eventsPerContact} events an hour; below, everybody ` +
    'logging in within five minutes, and four hours of the ordinary load without the API and four with it again, in seconds ' +
    'from its return: caught up is from when on no row delivered is older than a minute, fresh the same of new rows alone'
  );
}

function hopRow(hop: Hop, sizes: readonly number[]): readonly string[] {
  const share = (size: number) => `${((hop.taken(loadOf(size)) / hop.limit) * 100).toFixed(0)} %`;
  const limit = `${Math.round(hop.limit)} ${hop.unit}`;
  return [hop.name, limit, ...sizes.map(share), String(agentsAtLimit(hop)), hop.raise, hop.cost];
}

/** While the API is away every message stays in flight, delayed, until the queue hands out no more. */
function outageRow(sizes: readonly number[]): readonly string[] {
  const secondsUntilFull = (size: number) => {
    const { statesPerSecond, webhooksPerSecond } = loadOf(size);
    return maxInFlight / (statesPerSecond * shareLetThrough(webhooksPerSecond, asDeployed.gateway));
  };
  return [
    'queue, while the API is away',
    `${maxInFlight} messages in flight`,
    ...sizes.map((size) => `full after ${spanText(secondsUntilFull(size))}`),
    'any number, in time',
    'needs no raising: the others wait visible in the queue, which still takes all that is sent, and nothing is lost',
    'nothing',
  ];
}

function spanText(seconds: number): string {
  return seconds < 7200 ? `${(seconds / 60).toFixed(0)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
