/**
 * What the bill is counted with where neither the options nor the configuration say it. Figures of what AWS does were not
 * measured in an account; those that are counted by a test say so.
 */
export const assumptions = {
  /**
   * A voice agent's day: contacts of six minutes with their wrap-up, four fifths of eight hours busy; two states a contact
   * (busy, available) and twenty of logins, breaks and the like.
   */
  contactsPerAgent: 60,
  statesPerAgent: 140,
  /** Offered, answered, held, retrieved, ended, wrapped up. */
  eventsPerContact: 6,
  agentsPerCollectionPoint: 25,
  /** Agents work in shifts: webhooks come in these hours of the day. */
  busyHours: 12,
  eventsPerWebhook: 1,
  /** A vendor's webhook of one event; each further one adds as much. */
  webhookBytesPerEvent: 1500,
  /** Of one event in a message of ours, and what its envelope adds. */
  eventBytes: 260,
  envelopeBytes: 165,
} as const;

/** Milliseconds that functions run. */
export const durations = {
  /** Verify, translate and hand over to SQS, which takes some 10 ms of it. */
  receiveMs: 20,
  /** Loading the function, which AWS bills: one invocation in a hundred at most. */
  coldStartMs: 400,
  coldShare: 0.01,
  /** Token, table and settling of a window, and each request to Cloud Connect. */
  deliverMs: 200,
  requestMs: 500,
  /** A round trip to the table; so many of them are under way at once. */
  tableMs: 10,
  tableAtOnce: { recordContacts: 25, rollUp: 10 },
  scheduledMs: 300,
} as const;

/** Bytes that CloudWatch adds to each line. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
export const lineOverheadBytes = 26;

/** Bytes of log lines, each with those that CloudWatch adds; the first three are held by tests. */
export const logBytes = {
  access: 215,
  metric: 330,
  /** What came in, and its id in the line of what was done with it. A webhook's is counted as its metric, others have one beside it. */
  receipt: 325,
  /** Start and report of an invocation, where a function logs them. */
  invocation: 900,
  line: 300,
  /** A row's age among the metrics of a window. */
  age: 7,
} as const;

/** What recording contacts takes of the table with one batch a window; a test counts it anew over the real ports. */
export const contactCounts = {
  /** Of a contact's events, those that share a batch with one before them. */
  mergedEvents: 1.27,
  unitsPerWrite: 1.21,
  /** A row that counts contacts is sent when its quarter hour ends, and again when they do. */
  sendsPerRow: 2.1,
  /** Rows that are touched at the same time, of each collection point: its last quarter hour beside the present one. */
  openRows: 1.3,
  /** A contact and what points to it. */
  storedBytes: 1600,
} as const;

/** How Lambda reads queues: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
export const polling = {
  /** With a maximum concurrency set Lambda never has fewer; without, two at rest. */
  pollers: 5,
  restingPollers: 2,
  longPollSeconds: 20,
  /** As it is told of provisioned pollers. */
  pollsPerSecond: 10,
  messagesPerCall: 10,
  batchBytes: 6_000_000,
} as const;

/** A stream on demand begins with four shards; Connect tells of each agent every two minutes. */
export const streaming = { shards: 4, windowSeconds: 2, recordBytes: 2048, heartBeatsPerHour: 30 } as const;

export const secondsPerDay = 86_400;
/** AWS counts 730 hours a month. */
export const daysPerMonth = 730 / 24;
