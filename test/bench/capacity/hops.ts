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

/** How long an invocation of receive-webhook holds its environment, the call to SQS included; and what delivering takes. */
export type ServiceTimes = {
  readonly receiveSeconds: number;
  /** What a row takes of deliver-events beside the requests. */
  readonly secondsPerRow: number;
};

export function hopsOf({ receiveSeconds, secondsPerRow }: ServiceTimes): readonly Hop[] {
  return [
    {
      name: 'the API’s pace',
      limit: 10 * 500,
      unit: 'rows/s',
      taken: ({ statesPerSecond }) => statesPerSecond,
      raise: '`cloudConnect.requestsPerSecond`, as far as CommunityWFM allows',
      cost: 'nothing',
    },
    {
      name: 'event source mapping',
      // Two environments, each with a thousand messages at a time: a full window is handed over at once.
      limit: (2 * 1000) / (2 * 0.2 + 1000 * secondsPerRow),
      unit: 'messages/s',
      taken: ({ statesPerSecond }) => statesPerSecond,
      raise: '`delivery.batchSize` to 10,000, then `delivery.maxConcurrency`',
      cost: 'nothing',
    },
    {
      name: 'gateway',
      limit: 1000,
      unit: 'requests/s',
      taken: ({ webhooksPerSecond }) => webhooksPerSecond,
      raise: '`http.requestsPerSecond` to 10,000, then the account’s quota',
      cost: '1.00 $ a million',
    },
    {
      name: 'function concurrency',
      limit: 1000,
      unit: 'environments',
      taken: ({ webhooksPerSecond }) => webhooksPerSecond * receiveSeconds,
      raise: 'the account’s quota of concurrent executions',
      cost: 'nothing',
    },
    {
      name: 'contact store',
      limit: 1000,
      unit: 'writes/s a partition',
      taken: ({ contactsPerSecond }) => (contactsPerSecond * habits.eventsPerContact * 2) / partitions,
      raise: 'more collection points; contacts have a partition each',
      cost: '10 $ a million contacts',
    },
    {
      name: 'queue',
      limit: 120_000,
      unit: 'messages in flight',
      taken: ({ statesPerSecond }) => statesPerSecond * 45,
      raise: 'the queue’s quota; senders that pack',
      cost: '0.40 $ a million',
    },
  ];
}

/** Contacts and rows are spread over so many partitions at least: a collection point's rows share one. */
const partitions = 12;

/** From how many agents on a hop's limit is passed, if all grows with them. */
export function agentsAtLimit({ limit, taken }: Hop): number {
  const perAgent = taken(loadOf(1_000_000)) / 1_000_000;
  return Math.floor(limit / perAgent);
}
