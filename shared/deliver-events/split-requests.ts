import type { BulkCall } from '../cloud-connect/calls.ts';
import { type Deliverable, groupOf } from './deliverable.ts';

/** What rows are about goes before them: the API may refuse the activity of an agent whom it does not know yet. */
const callOrder: Readonly<Record<BulkCall, number>> = {
  bulkInsertPeople: 1,
  bulkInsertCollectionPoints: 2,
  bulkInsertAgentActivity: 3,
  bulkInsertCallVolume: 4,
};

/**
 * The requests that carry these rows: grouped by account and call, people and collection points before what is told of them,
 * in time order, at most `rowsPerRequest` each.
 * A message's rows travel in one request where they fit, so that a failed request fails whole messages.
 */
export function splitRequests(
  rows: readonly Deliverable[],
  rowsPerRequest: number,
): ReadonlyMap<string, readonly (readonly Deliverable[])[]> {
  const groups = [...Map.groupBy(rows, groupOf)];
  groups.sort(([, one], [, other]) => placeOf(one) - placeOf(other));
  return new Map(groups.map(([group, members]) => [group, splitGroup(members, rowsPerRequest)]));
}

function placeOf([first]: readonly Deliverable[]): number {
  return first ? callOrder[first.call] : 0;
}

function splitGroup(rows: readonly Deliverable[], rowsPerRequest: number): Deliverable[][] {
  const requests: Deliverable[][] = [];
  let request: Deliverable[] = [];
  const close = () => {
    if (request.length > 0) requests.push(request.toSorted(byTime));
    request = [];
  };
  for (const together of inMessageOrder(rows)) {
    if (request.length + together.length > rowsPerRequest) close();
    for (const row of together) {
      if (request.length === rowsPerRequest) close();
      request.push(row);
    }
  }
  close();
  return requests;
}

/** The rows by message, the message with the earliest row first, so that an agent's changes go in order. */
function inMessageOrder(rows: readonly Deliverable[]): Deliverable[][] {
  const messages = Map.groupBy(rows.toSorted(byTime), ({ message }) => message);
  return [...messages.values()];
}

function byTime(one: Deliverable, other: Deliverable): number {
  if (one.at < other.at) return -1;
  return one.at > other.at ? 1 : 0;
}
