import type { Configuration } from '../configuration/configuration.ts';
import type { Log } from '../log.ts';
import type { DeadLetters } from '../ports/dead-letters.ts';
import type { Queue } from '../ports/queue.ts';
import type { SuspectMarks } from '../ports/suspect-marks.ts';
import type { Attempt } from './attempt.ts';
import { codeEvents } from './code-events.ts';
import { concludeGroup } from './conclude-group.ts';
import { deadLetterEvent } from './dead-letter.ts';
import { deliverGroup } from './deliver-group.ts';
import { type Deliverable, delivered, type Outcome } from './deliverable.ts';
import type { DeliveryMemory } from './delivery-memory.ts';
import { dropSuperseded } from './drop-superseded.ts';
import type { OpenMessage } from './open-messages.ts';
import type { Pacer } from './pacer.ts';
import type { Settlement } from './settle.ts';
import { skipRemembered } from './skip-remembered.ts';
import { splitRequests } from './split-requests.ts';

/** What the delivery reaches the world through. */
export type DeliveryDependencies = {
  readonly configuration: Configuration;
  readonly attempt: Attempt;
  readonly queue: Pick<Queue, 'delay'>;
  readonly deadLetters: DeadLetters;
  readonly marks: SuspectMarks;
  readonly memory: DeliveryMemory;
  readonly pace: Pacer;
  readonly remainingMs: () => number;
  readonly now: () => number;
  readonly random: () => number;
  readonly log: Log;
};

/** Delivers the events of these messages and records what became of each. */
export async function deliverMessages(
  messages: readonly OpenMessage[],
  settlement: Settlement,
  dependencies: DeliveryDependencies,
): Promise<void> {
  const { configuration, attempt, memory, pace, remainingMs, now, log } = dependencies;
  const { rows, undeliverable } = codeEvents(messages, configuration, log);
  for (const { message, event, why } of undeliverable)
    settlement.record(message, await deadLetterEvent({ message, event }, why, dependencies));
  const { rows: newest, superseded } = dropSuperseded(rows);
  const { unsent, known, collisions } = skipRemembered(newest, memory, now());
  if (collisions.length > 0) log('warn', 'collision', { rows: collisions.length });
  const outcomes = new Map<Deliverable, Outcome>([...known, ...collisions].map((row) => [row, delivered]));
  for (const requests of splitRequests(unsent, configuration.cloudConnect.rowsPerRequest).values()) {
    const accountId = requests[0]?.[0]?.event.accountId ?? '';
    const result = await deliverGroup(requests, { attempt, remainingMs, pace: () => pace(accountId) });
    for (const [row, outcome] of await concludeGroup(result, dependencies)) outcomes.set(row, outcome);
  }
  for (const [row, winner] of superseded) outcomes.set(row, sharedFate(outcomes.get(winner)));
  for (const [row, outcome] of outcomes) settlement.record(row.message, outcome);
}

/** A superseded row is done with when the one that stands for it is stored, and is tried by itself when it is not. */
function sharedFate(winner: Outcome | undefined): Outcome {
  return winner?.kind === 'dead-lettered' || !winner ? { kind: 'returned', delaySeconds: 0 } : winner;
}
