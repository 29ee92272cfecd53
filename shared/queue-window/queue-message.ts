/** A message as the queue handed it out, told without AWS's event shape. */
export type QueueMessage = {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  /** How often it was handed out, this time included. */
  readonly receiveCount: number;
  readonly sentAtMs: number;
};
