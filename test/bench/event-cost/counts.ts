/** What so many events have taken, counted. */
export type Counts = {
  readonly events: number;
  readonly webhooks: number;
  /** SQS requests of 64 KB each. */
  readonly sends: number;
  /** Messages, which Lambda's poller takes and deletes ten at a time. */
  readonly messages: number;
  readonly deliveries: number;
  readonly apiRequests: number;
  readonly apiBytes: number;
  readonly tableWrites: number;
  readonly secretCalls: number;
  readonly receiveLogBytes: number;
  readonly deliverLogBytes: number;
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

/** Lambda's poller takes and deletes so many messages at once. */
export const messagesPerRequest = 10;
