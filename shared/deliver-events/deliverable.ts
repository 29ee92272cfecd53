import type { BulkCall } from '../cloud-connect/calls.ts';
import type { Row } from '../cloud-connect/rows.ts';
import type { CanonicalEvent } from '../events/event.ts';
import type { QueueMessage } from '../queue-window/queue-message.ts';
import type { Outcome } from '../queue-window/settle.ts';

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

/** What became of each of some rows. */
export type RowOutcomes = ReadonlyMap<Deliverable, Outcome>;

/** There are as many as accounts and calls. Each is one text, so that thousands of rows compare one and the same. */
const groups = new Map<BulkCall, Map<string, string>>();

/** The group whose rows travel together: rows of one call and account. */
export function groupOf({ call, event: { accountId } }: Pick<Deliverable, 'call' | 'event'>): string {
  const known = groups.get(call) ?? new Map<string, string>();
  groups.set(call, known);
  const group = known.get(accountId) ?? `${accountId}/${call}`;
  known.set(accountId, group);
  return group;
}
