import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { FunctionName } from '../../../shared/environment.ts';
import { sources } from '../../../shared/sources/registry.ts';

/** How a source's events come in: over the gateway, off a bus (a partner's is paid for), or off a stream and the account's own bus. */
export type WayIn = 'gateway' | 'partnerBus' | 'streamAndBus';

/** What a deployment of this configuration holds that costs by being there; a test holds it to the stack. */
export type Inventory = {
  readonly ways: ReadonlyMap<string, WayIn>;
  readonly functionNames: readonly FunctionName[];
  readonly secrets: number;
  /** Mappings of queues that are empty unless something fails. */
  readonly deadLetterMappings: number;
  readonly keys: number;
  /** Those of the deployment's own; one that is there already is somebody else's bill. */
  readonly streams: number;
  /** A metric that an alarm watches is what is paid for. */
  readonly alarmMetrics: number;
  readonly anomalyAlarms: number;
  readonly compositeAlarms: number;
  readonly dashboards: number;
};

const always = [
  'deliver-events',
  'record-contacts',
  'roll-up',
  'refresh-token',
  'record-dead-letters',
] as const satisfies readonly FunctionName[];

/**
 * Of alarms: on one metric each, what `api-fails` watches, and the three functions of `functions-fail`; `webhooks-fail`, `-throttled`
 * and `signatures-refused` with a gateway.
 */
const watched = { always: 9, apiFails: 2, functionsFail: 3, withGateway: 3 } as const;

export const memoryMb: Readonly<Record<FunctionName, number>> = {
  'receive-webhook': 512,
  'receive-bus': 256,
  'receive-stream': 512,
  'deliver-events': 512,
  'record-contacts': 512,
  'roll-up': 512,
  'refresh-token': 256,
  'record-dead-letters': 256,
};

export const runsPerDay = { 'refresh-token': 144, 'roll-up': 96 } as const;

export function inventoryOf(configuration: Configuration): Inventory {
  const ways = new Map(Object.keys(configuration.sources).map((name) => [name, wayIn(name, configuration)]));
  const has = (...wanted: WayIn[]) => [...ways.values()].some((way) => wanted.includes(way));
  const functionNames: FunctionName[] = [
    ...always,
    ...(has('gateway') ? (['receive-webhook'] as const) : []),
    ...(has('partnerBus', 'streamAndBus') ? (['receive-bus'] as const) : []),
    ...(has('streamAndBus') ? (['receive-stream'] as const) : []),
  ];
  const streams = ownStreams(configuration);
  const listsAddresses = Object.values(configuration.sources).some(({ allowedIps }) => allowedIps);
  const { firewall } = configuration.http;
  return {
    ways,
    functionNames,
    secrets: 2 + [...ways.values()].filter((way) => way === 'gateway').length + (firewall ? 1 : 0),
    deadLetterMappings: has('partnerBus', 'streamAndBus') ? 3 : 2,
    keys: 1 + streams + (configuration.encryption?.customerKey ? 1 : 0),
    streams,
    // `functions-throttled` watches each function.
    alarmMetrics:
      watched.always +
      watched.apiFails +
      watched.functionsFail +
      functionNames.length +
      (has('gateway') ? watched.withGateway : 0) +
      (listsAddresses ? 1 : 0) +
      (has('gateway') && firewall && !firewall.webAclArn ? 1 : 0) +
      (has('gateway') && firewall && firewall.stage !== 'beside' ? 1 : 0),
    anomalyAlarms: ways.size,
    compositeAlarms: 1,
    dashboards: 1,
  };
}

function wayIn(name: string, configuration: Configuration): WayIn {
  const arrival = arrivalOf(name, configuration);
  if (!arrival) return 'gateway';
  return arrival.stream ? 'streamAndBus' : 'partnerBus';
}

function ownStreams(configuration: Configuration): number {
  const arrivals = Object.keys(configuration.sources).map((name) => arrivalOf(name, configuration));
  return arrivals.some((arrival) => arrival?.stream && !arrival.stream.arn) ? 1 : 0;
}

function arrivalOf(name: string, { sources: configured }: Configuration) {
  const settings = configured[name];
  const source = settings && sources[settings.vendor];
  return settings && source?.transport === 'aws' ? source.arrival(settings) : undefined;
}
