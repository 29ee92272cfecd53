import { assumptions } from '../event-cost/counts.ts';
import { maxInFlight } from './outage.ts';
import { asDeployed } from './settings.ts';

/** What a center of so many agents does at its busiest, in an hour of an ordinary day. */
export type Load = {
  readonly agents: number;
  /** Webhooks a second: state changes and contacts, one event each. */
  readonly webhooksPerSecond: number;
  readonly statesPerSecond: number;
  readonly contactsPerSecond: number;
};

/** An agent changes state forty times and takes ten contacts an hour, each contact told in six events. */
export const habits = { statesPerHour: 40, contactsPerHour: 10, eventsPerContact: 6 } as const;

export function loadOf(agents: number): Load {
  const statesPerSecond = (agents * habits.statesPerHour) / 3600;
  const contactsPerSecond = (agents * habits.contactsPerHour) / 3600;
  const webhooksPerSecond = statesPerSecond + contactsPerSecond * habits.eventsPerContact;
  return { agents, webhooksPerSecond, statesPerSecond, contactsPerSecond };
}

/** One part of the way that has a limit. */
export type Hop = {
  readonly name: string;
  /** In `unit`, by default. */
  readonly limit: number;
  readonly unit: string;
  /** How much of the limit this load takes, in the same unit. */
  readonly taken: (load: Load) => number;
  readonly raise: string;
  readonly cost: string;
};

/** What was measured, at the functions' 512 MB. */
export type ServiceTimes = {
  /** How long an invocation of receive-webhook holds its environment, the call to SQS included. */
  readonly receiveSeconds: number;
  /** What a row takes of deliver-events beside the requests. */
  readonly secondsPerRow: number;
  /** Calls to the table that record-contacts makes for a contact. */
  readonly callsPerContact: number;
  /** Write units that recording and rolling up take for a contact. */
  readonly writesPerContact: number;
  /** What the roll-up takes to sum a contact that it has read. */
  readonly sumSecondsPerContact: number;
};

/** What no bench measures. */
const assumed = {
  /**
   * A call to the table takes 0.7 ms of a whole core, by the thread's CPU time over thousands of PutItem, 25 at once, to a stub;
   * the 1.6 ms of `hot-path` for the one to SQS are by the clock, and have its answer in them.
   */
  callSeconds: 0.0007 / assumptions.coreShare,
  /** A message is handed out for a whole window and a second of delivering at most; for less, where windows fill sooner. */
  inFlightSeconds: asDeployed.drain.windowSeconds + 1,
  /** Reading a hundred contacts by one BatchGetItem, and making objects of them, at 512 MB. */
  readSecondsPerContact: 0.03 / 100,
  /** A quarter hour is summed once when it has closed, and once more for what is told of its contacts afterwards: `cost` has 408 rows for 192. */
  sumsPerContact: 408 / 192,
} as const;

/** The roll-up runs once a quarter of an hour, for the function's 300 seconds less the 20 with which it begins no further rows. */
const rollUpRun = { everySeconds: 900, seconds: 280 } as const;
/** record-contacts has so many environments by default. */
const recordingEnvironments = 2;

/** Every hop, the one that binds first at the head. */
export function hopsOf(times: ServiceTimes): readonly Hop[] {
  return [...deliveringHops(times), ...receivingHops(times), ...contactHops(times)].toSorted(
    (one, other) => agentsAtLimit(one) - agentsAtLimit(other),
  );
}

function receivingHops({ receiveSeconds }: ServiceTimes): readonly Hop[] {
  return [
    {
      name: 'gateway',
      limit: asDeployed.gateway.requestsPerSecond,
      unit: 'requests/s',
      taken: ({ webhooksPerSecond }) => webhooksPerSecond,
      raise: '`http.requestsPerSecond` to 10,000, then the account’s quota',
      cost: '1.00 $ a million',
    },
    {
      name: 'function concurrency',
      // An account's quota by default; a new account may begin with less.
      limit: 1000,
      unit: 'environments',
      taken: ({ webhooksPerSecond }) => webhooksPerSecond * receiveSeconds,
      raise: 'the account’s quota of concurrent executions',
      cost: 'nothing',
    },
  ];
}

function deliveringHops({ secondsPerRow }: ServiceTimes): readonly Hop[] {
  const { environments, eventsPerWindow, rowsPerRequest, requestsPerSecond, requestSeconds } =
    asDeployed.drain;
  const windowSeconds = eventsPerWindow * secondsPerRow + (eventsPerWindow / rowsPerRequest) * requestSeconds;
  return [
    {
      name: 'queue',
      limit: maxInFlight,
      unit: 'messages in flight',
      taken: ({ statesPerSecond }) => statesPerSecond * assumed.inFlightSeconds,
      raise: 'the queue’s quota; senders that pack',
      cost: '0.40 $ a million',
    },
    {
      name: 'event source mapping',
      // One event a message; a full window is handed over at once, and the API's pace is a hop of its own.
      limit: (environments * eventsPerWindow) / windowSeconds,
      unit: 'messages/s',
      taken: ({ statesPerSecond }) => statesPerSecond,
      raise: '`delivery.batchSize` to 10,000, then `delivery.maxConcurrency`',
      cost: 'nothing',
    },
    {
      name: 'the API’s pace',
      limit: requestsPerSecond * rowsPerRequest,
      unit: 'rows/s',
      taken: ({ statesPerSecond }) => statesPerSecond,
      raise: '`cloudConnect.requestsPerSecond`, as far as CommunityWFM allows',
      cost: 'nothing',
    },
  ];
}

function contactHops(times: ServiceTimes): readonly Hop[] {
  const { callsPerContact, writesPerContact, sumSecondsPerContact } = times;
  const rollUpSeconds = assumed.sumsPerContact * (assumed.readSecondsPerContact + sumSecondsPerContact);
  return [
    {
      name: 'record-contacts',
      // The calls of a window are made 25 at once, so that not the table's answers hold it up but what each call takes of the function.
      limit: recordingEnvironments / (callsPerContact * assumed.callSeconds),
      unit: 'contacts/s',
      taken: ({ contactsPerSecond }) => contactsPerSecond,
      raise:
        '`delivery.maxConcurrency`; for less of each contact’s time `memoryMb` in `infra/aws/record-contacts.ts`, up to 1,769',
      cost: 'nothing: what takes less time costs the same',
    },
    {
      name: 'roll-up',
      limit: rollUpRun.seconds,
      unit: 's a run',
      taken: ({ contactsPerSecond }) => contactsPerSecond * rollUpRun.everySeconds * rollUpSeconds,
      raise:
        '`timeoutSeconds` and `memoryMb` in `infra/aws/roll-up.ts`; what a run leaves the next begins with',
      cost: 'nothing: what takes less time costs the same',
    },
    {
      name: 'contact store',
      // What a new table takes at once, and twice its last peak later on; a contact has a partition of its own:
      // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html
      limit: 4000,
      unit: 'writes/s',
      taken: ({ contactsPerSecond }) => contactsPerSecond * writesPerContact,
      raise: 'grows by itself within half an hour; the table’s warm throughput',
      cost: '10 $ a million contacts',
    },
  ];
}

/** From how many agents on a hop's limit is passed, if all grows with them. */
export function agentsAtLimit({ limit, taken }: Hop): number {
  const perAgent = taken(loadOf(1_000_000)) / 1_000_000;
  return Math.floor(limit / perAgent);
}
