import { Unavailable } from '../errors.ts';
import { comesBack } from '../queue-window/backoff.ts';
import type { Outcome } from '../queue-window/settle.ts';
import { concludeGroup } from './conclude-group.ts';
import { deliverGroup, isAlive } from './deliver-group.ts';
import type { DeliveryDependencies } from './deliver-messages.ts';
import { type Deliverable, groupOf } from './deliverable.ts';
import { recordVolumes } from './order-volumes.ts';
import { createRequestTeller, tellUnsent } from './tell-requests.ts';

type Requests = readonly (readonly Deliverable[])[];
type Outcomes = Map<Deliverable, Outcome>;

/**
 * Delivers the requests of one account and call and says what became of each row. Volume rows are then recorded; one that turns out
 * to have overwritten a newer row has that one sent again, once. Where this cannot be finished the message comes
 * back, and being received before it then has the newer row sent.
 */
export async function deliverRequests(
  requests: Requests,
  dependencies: DeliveryDependencies,
): Promise<Outcomes> {
  const outcomes = await deliverOnce(requests, dependencies);
  const overwritten = await recordDelivered(outcomes, dependencies);
  if (overwritten.size === 0) return outcomes;
  const { log, random } = dependencies;
  log('warn', 'newer-volume-sent-again', { rows: overwritten.size });
  const repaired = await deliverOnce([[...overwritten.values()]], dependencies);
  const again = await recordDelivered(repaired, dependencies);
  for (const [row, standIn] of overwritten) {
    const outcome = repaired.get(standIn);
    const isRepaired = outcome?.kind === 'delivered' && !again.has(standIn);
    outcomes.set(row, isRepaired ? outcome : comesBack(row.message, random()));
  }
  return outcomes;
}

async function deliverOnce(requests: Requests, dependencies: DeliveryDependencies): Promise<Outcomes> {
  const { attempt, pace, remainingMs, breaker, now, random, log, newRequestId } = dependencies;
  const first = requests.find((rows) => rows.length > 0)?.[0];
  if (!first) return new Map();
  const group = groupOf(first);
  if (!breaker.mayTry(group, now())) {
    const rows = requests.flat();
    log('warn', 'not-tried-in-outage', { group, rows: rows.length });
    tellUnsent(rows, 'outage', log);
    return new Map(rows.map((row) => [row, comesBack(row.message, random())]));
  }
  const { accountId } = first.event;
  const teller = createRequestTeller(log, newRequestId);
  const { tracking } = teller;
  const result = await deliverGroup(requests, {
    attempt,
    remainingMs,
    pace: () => pace(accountId),
    tracking,
  });
  teller.tellUnsent(result);
  if (isAlive(result)) breaker.worked(group);
  // Rows that are refused say that the API is there, and must not hold others back.
  else if (result.outage && result.refused.length === 0)
    breaker.failed(group, now(), result.outage.retryAfterSeconds);
  return await concludeGroup(result, dependencies);
}

/** The rows that overwrote a newer one; what was taken and cannot be recorded comes back instead of being done. */
async function recordDelivered(
  outcomes: Outcomes,
  dependencies: DeliveryDependencies,
): Promise<ReadonlyMap<Deliverable, Deliverable>> {
  const taken: Deliverable[] = [];
  outcomes.forEach(({ kind }, row) => {
    if (kind === 'delivered' && row.event.type === 'call-volume') taken.push(row);
  });
  try {
    return await recordVolumes(taken, dependencies);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    for (const row of taken) outcomes.set(row, comesBack(row.message, dependencies.random()));
    return new Map();
  }
}
