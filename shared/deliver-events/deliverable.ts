import type { BulkCall } from '../cloud-connect/calls.ts';
import type { Row } from '../cloud-connect/rows.ts';
import type { CanonicalEvent } from '../events/event.ts';
import type { QueueMessage } from '../queue-window/queue-message.ts';

/** One event on its way to the API: the row it becomes, and the message that must be settled for it. */
export type Deliverable = {
  readonly call: BulkCall;
  readonly row: Row;
  /** The row's identity at the API, within its account and call. */
  readonly key: string;
  /** Rows of a request go in this order; ISO 8601, so that texts compare as times. */
  readonly at: string;
  readonly event: CanonicalEvent;
  readonly message: QueueMessage;
};

/** The group whose rows travel together: rows of one call and account. */
export function groupOf({ call, event }: Pick<Deliverable, 'call' | 'event'>): string {
  return `${event.accountId}/${call}`;
}
