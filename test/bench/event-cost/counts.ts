/** What so many events have taken, counted. */
export type Counts = {
  readonly events: number;
  readonly webhooks: number;
  /** SQS requests of 64 KB each. */
  readonly sends: number;
  /** SQS requests of Lambda's pollers. */
  readonly receives: number;
  readonly deletes: number;
  readonly deliveries: number;
  readonly apiRequests: number;
  /** Of the requests' bodies, which leave AWS. */
  readonly apiBytes: number;
  readonly tableWrites: number;
  readonly secretCalls: number;
  /** Of lines as CloudWatch takes them, what it adds to each included. */
  readonly accessLogBytes: number;
  readonly receiveLogBytes: number;
  readonly deliverLogBytes: number;
  /** Of the rows, which stand in the log where `logs.rows` asks for them. */
  readonly rowLogBytes: number;
  /** CPU milliseconds on a whole core. */
  readonly receiveMs: number;
  readonly deliverMs: number;
};

/** Where the two figures that this machine cannot count are from. */
export const assumptions = {
  memoryGb: 0.5,
  /** 512 MB are that much of a core: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
  coreShare: 512 / 1769,
  /** A call to SQS within a region, as measured by many; waiting is billed as well. */
  queueCallMs: 5,
  /** The pace of one of two environments at ten requests a second. */
  apiRequestMs: 200,
} as const;

/** How busy a deployment is, which decides how full its batches are. */
export type Load = 'full' | 'busy' | 'quiet';

/** Webhooks a second; at `full` load every request of a poller is full, which takes some five hundred. */
export const loads = { full: undefined, busy: 40, quiet: 1 } as const satisfies Record<
  Load,
  number | undefined
>;
