/** What a mapping tells while it runs; `poller` counts from 1. */
export type MappingReport =
  /** A window opened with its first messages; the function is invoked within `windowMs`. */
  | { readonly type: 'window-opened'; readonly poller: number; readonly windowMs: number }
  | { readonly type: 'batch-invoked'; readonly poller: number; readonly messages: number }
  /** The function answered: `failed` messages of the batch stay in the queue, the rest is deleted. */
  | {
      readonly type: 'batch-done';
      readonly poller: number;
      readonly messages: number;
      readonly failed: number;
    }
  /** Nothing of the batch was deleted: its messages come back when their visibility timeout ends. */
  | {
      readonly type: 'batch-failed';
      readonly poller: number;
      readonly messages: number;
      readonly reason: string;
    }
  /** SQS refused or did not answer; the call is tried again, unless it was a deletion. */
  | { readonly type: 'call-failed'; readonly poller: number; readonly call: string; readonly error: Error };

export type ReportMapping = (report: MappingReport) => void;
