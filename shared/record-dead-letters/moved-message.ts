/** A message that SQS, Lambda or Scheduler left in a dead-letter queue, told without AWS's event shape. */
export type MovedMessage = {
  readonly messageId: string;
  readonly body: string;
  /** Of the original, where SQS moved it. */
  readonly sentAtMs: number;
  /** The dead-letter queue's name. */
  readonly queueName: string;
  /** The name of the queue that SQS itself moved it from; undefined where Lambda or Scheduler left it. */
  readonly movedFrom: string | undefined;
  /** What Scheduler says went wrong. */
  readonly error: string | undefined;
};
