import { backoff, comesBack } from '../queue-window/backoff.ts';
import { deadLetterEvent } from '../queue-window/dead-letter.ts';
import { delivered, type Outcome, storedBefore } from '../queue-window/settle.ts';
import { isOfAwaitedAgent } from './awaited-people.ts';
import { type GroupResult, isAlive, type RefusedRow } from './deliver-group.ts';
import type { DeliveryDependencies } from './deliver-messages.ts';
import { type Deliverable, groupOf } from './deliverable.ts';
import { measureGroup } from './measure-group.ts';
import { seeAgents } from './note-agents.ts';
import { rememberRows } from './skip-remembered.ts';
import { withoutNames } from './without-names.ts';

/**
 * What becomes of each row of a delivered group. Rows refused alone are dead-lettered only where the API is known to
 * work, that is where it took something else of this account and call; where it refuses everything, that is an
 * outage, and they come back. So does the state of an agent whose own row is still to come.
 */
export async function concludeGroup(
  result: GroupResult,
  dependencies: DeliveryDependencies,
): Promise<Map<Deliverable, Outcome>> {
  const { memory, now, random } = dependencies;
  const outcomes = new Map<Deliverable, Outcome>();
  for (const row of result.accepted) outcomes.set(row, delivered);
  for (const row of result.duplicates) outcomes.set(row, storedBefore);
  rememberRows(result.accepted, memory.acceptedKeys, now());
  rememberRows(result.duplicates, memory.acceptedKeys, now());
  const first = result.accepted[0] ?? result.duplicates[0];
  if (first) memory.rememberGroupAccepted(groupOf(first), now());
  seeAgents(result, dependencies.agents);
  logGroup(result, dependencies);
  measureGroup(result, dependencies.metrics, now());
  const retryAfterSeconds = result.outage?.retryAfterSeconds;
  const returned = ({ message }: Deliverable) => comesBack(message, random(), retryAfterSeconds);
  for (const row of result.failed) outcomes.set(row, returned(row));
  const delaySeconds = Math.min(Math.ceil(result.waitMs / 1000), backoff.maxSeconds);
  for (const row of result.unattempted) outcomes.set(row, { kind: 'returned', delaySeconds });
  for (const refused of result.refused) {
    const isAtFault = isRowAtFault(refused, result, dependencies);
    const outcome = isAtFault ? await deadLetterRefused(refused, dependencies) : returned(refused.row);
    outcomes.set(refused.row, outcome);
  }
  return outcomes;
}

function isRowAtFault(
  { row, answer }: RefusedRow,
  result: GroupResult,
  dependencies: DeliveryDependencies,
): boolean {
  if (!answer.sent) return true;
  const { memory, now } = dependencies;
  const name = `${row.message.messageId}/${row.event.id}`;
  const isKnownToWork = isAlive(result) || memory.hasAcceptedSince(name, groupOf(row));
  const isAtFault = isKnownToWork && !isOfAwaitedAgent(row, dependencies);
  if (!isAtFault) memory.rememberRefused(name, now());
  return isAtFault;
}

async function deadLetterRefused(
  { row, answer }: RefusedRow,
  dependencies: DeliveryDependencies,
): Promise<Outcome> {
  const words = withoutNames(answer.words, [row]);
  const detail = answer.sent ? `the API answered ${answer.status}: ${words}` : words;
  const original = { message: row.message, event: row.event };
  // What our own check refused has no status: the API never saw it.
  const status = answer.sent ? { status: answer.status } : {};
  const why = { reason: 'refused', detail, row: JSON.stringify(row.row), ...status } as const;
  return await deadLetterEvent(original, why, dependencies);
}

function logGroup(result: GroupResult, { log }: DeliveryDependencies): void {
  const { accepted, duplicates, refused, failed, unattempted, outage } = result;
  const rowLists = [accepted, duplicates, refused.map((one) => one.row), failed, unattempted];
  const row = rowLists.find((rows) => rows.length > 0)?.[0];
  if (!row) return;
  log(outage ? 'error' : 'info', outage ? 'delivery-failed' : 'delivered', {
    call: row.call,
    accountId: row.event.accountId,
    accepted: accepted.length,
    duplicates: duplicates.length,
    refused: refused.length,
    returned: failed.length + unattempted.length,
    ...(outage ? { detail: withoutNames(outage.detail, rowLists.flat()) } : {}),
  });
}
