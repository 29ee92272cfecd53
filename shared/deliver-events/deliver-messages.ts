import type { Configuration } from '../configuration/configuration.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { DeadLetters } from '../ports/dead-letters.ts';
import type { DeliveredVolumes } from '../ports/delivered-volumes.ts';
import type { KnownAgents } from '../ports/known-agents.ts';
import type { KnownPeople } from '../ports/known-people.ts';
import type { Queue } from '../ports/queue.ts';
import type { SuspectMarks } from '../ports/suspect-marks.ts';
import { comesBack } from '../queue-window/backoff.ts';
import { deadLetterEvent } from '../queue-window/dead-letter.ts';
import type { OpenMessage } from '../queue-window/open-messages.ts';
import { delivered, type Outcome, type Settlement, storedBefore } from '../queue-window/settle.ts';
import type { Attempt } from './attempt.ts';
import { noteAwaited } from './awaited-people.ts';
import type { Breaker } from './breaker.ts';
import { codeEvents } from './code-events.ts';
import { deliverRequests } from './deliver-requests.ts';
import type { Deliverable, RowOutcomes } from './deliverable.ts';
import type { DeliveryMemory } from './delivery-memory.ts';
import { dropSuperseded } from './drop-superseded.ts';
import { withoutKnownPeople } from './known-people.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { orderVolumes } from './order-volumes.ts';
import type { Pacer } from './pacer.ts';
import { skipRemembered } from './skip-remembered.ts';
import { splitRequests } from './split-requests.ts';

/** What the delivery reaches the world through. */
export type DeliveryDependencies = {
  readonly configuration: Configuration;
  readonly attempt: Attempt;
  readonly queue: Pick<Queue, 'delay'>;
  readonly deadLetters: DeadLetters;
  readonly marks: SuspectMarks;
  readonly volumes: DeliveredVolumes;
  readonly agents: Pick<KnownAgents, 'see' | 'store'>;
  readonly people: KnownPeople;
  readonly memory: DeliveryMemory;
  readonly breaker: Breaker;
  readonly pace: Pacer;
  readonly remainingMs: () => number;
  readonly now: () => number;
  readonly random: () => number;
  /** A UUID for each request, which the API gets as `x-request-id`. */
  readonly newRequestId: () => string;
  readonly log: Log;
  readonly metrics: Metrics;
};

/** Delivers the events of these messages and records what became of each. */
export async function deliverMessages(
  messages: readonly OpenMessage[],
  settlement: Settlement,
  dependencies: DeliveryDependencies,
): Promise<void> {
  const { configuration } = dependencies;
  const ledger = createLedger(settlement, dependencies);
  const news = await withoutKnownPeople(messages, dependencies);
  const { rows, undeliverable } = codeEvents(news, configuration, dependencies);
  for (const { message, event, why } of undeliverable)
    ledger.recordEvent(message, event, await deadLetterEvent({ message, event }, why, dependencies));
  await deliverRows(rows, ledger, dependencies);
}

/** Delivers one row a key; the others share its fate, or are tried by themselves where it becomes a dead letter. */
async function deliverRows(
  rows: readonly Deliverable[],
  ledger: Ledger,
  dependencies: DeliveryDependencies,
): Promise<void> {
  const { configuration, memory, now, random } = dependencies;
  const collapsed = dropSuperseded(rows);
  const { unsent: current, done, standIns, unordered } = await orderVolumes(collapsed, dependencies);
  const { unsent, known, collisions } = skipRemembered(current, memory.acceptedKeys, now());
  tellCollisions(collisions, dependencies);
  ledger.record(
    outcomesOf([...done, ...collisions], () => delivered),
    { why: 'known', isCollapsed: true },
  );
  ledger.record(
    outcomesOf(known, () => storedBefore),
    { why: 'known' },
  );
  ledger.record(
    outcomesOf(unordered, ({ message }) => comesBack(message, random())),
    { why: 'unordered' },
  );

  for (const requests of splitRequests(unsent, configuration.cloudConnect.rowsPerRequest).values()) {
    const outcomes = await deliverRequests(requests, dependencies);
    noteAwaited(outcomes, dependencies);
    ledger.record(outcomes);
  }
  ledger.recordShared(standIns, { isCollapsed: true });
  const superseded = new Map(collapsed.superseded);
  const freed = [...superseded].flatMap(([row, winner]) => (ledger.isDeadLettered(winner) ? [row] : []));
  for (const row of freed) superseded.delete(row);
  ledger.recordShared(superseded, { why: 'superseded', isCollapsed: true });
  // Now, and not once their messages come back: in one message with the refused row, that row would stand for them again.
  if (freed.length > 0) await deliverRows(freed, ledger, dependencies);
}

function tellCollisions({ length: rows }: readonly Deliverable[], { log }: DeliveryDependencies): void {
  if (rows > 0) log('warn', 'collision', { rows });
}

function outcomesOf(rows: readonly Deliverable[], outcomeOf: (row: Deliverable) => Outcome): RowOutcomes {
  return new Map(rows.map((row) => [row, outcomeOf(row)]));
}
