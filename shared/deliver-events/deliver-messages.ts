import type { Configuration } from '../configuration/configuration.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { DeadLetters } from '../ports/dead-letters.ts';
import type { DeliveredVolumes } from '../ports/delivered-volumes.ts';
import type { KnownAgents } from '../ports/known-agents.ts';
import type { KnownPeople } from '../ports/known-people.ts';
import type { Queue } from '../ports/queue.ts';
import type { SuspectMarks } from '../ports/suspect-marks.ts';
import { backoffSeconds } from '../queue-window/backoff.ts';
import { deadLetterEvent } from '../queue-window/dead-letter.ts';
import type { OpenMessage } from '../queue-window/open-messages.ts';
import { delivered, type Outcome, type Settlement, storedBefore } from '../queue-window/settle.ts';
import type { Attempt } from './attempt.ts';
import { noteAwaited } from './awaited-people.ts';
import type { Breaker } from './breaker.ts';
import { codeEvents } from './code-events.ts';
import { deliverRequests } from './deliver-requests.ts';
import type { Deliverable } from './deliverable.ts';
import type { DeliveryMemory } from './delivery-memory.ts';
import { dropSuperseded } from './drop-superseded.ts';
import { seeStored, seeUnusable, withoutKnownPeople } from './known-people.ts';
import { orderVolumes } from './order-volumes.ts';
import type { Pacer } from './pacer.ts';
import { skipRemembered } from './skip-remembered.ts';
import { splitRequests } from './split-requests.ts';
import { tellUnsent } from './tell-requests.ts';
import { settledAs, tellRows } from './tell-rows.ts';

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
  const { configuration, memory, now, log } = dependencies;
  const tell = configuration.logs.rows ? tellRows : tellNothing;
  const news = await withoutKnownPeople(messages, dependencies);
  const { rows, undeliverable } = codeEvents(news, configuration, dependencies);
  for (const { message, event, why } of undeliverable) {
    const outcome = await deadLetterEvent({ message, event }, why, dependencies);
    seeUnusable(event, outcome, dependencies);
    settlement.record(message, outcome);
    tell([{ event, outcome }], log, now());
  }
  const collapsed = dropSuperseded(rows);
  const { unsent: current, done, standIns, unordered } = await orderVolumes(collapsed, dependencies);
  const { unsent, known, collisions } = skipRemembered(current, memory, now());
  if (collisions.length > 0) log('warn', 'collision', { rows: collisions.length });
  const outcomes = new Map<Deliverable, Outcome>([
    ...[...done, ...collisions].map((row) => [row, delivered] as const),
    ...known.map((row) => [row, storedBefore] as const),
  ]);
  tell(
    // A row that is done with was not sent: another one stands for it.
    [...outcomes].map(([row, outcome]) =>
      settledAs(row, outcome, collisions.includes(row) || done.includes(row)),
    ),
    log,
    now(),
  );
  tellUnsent([...outcomes.keys()], 'known', log);
  tellUnsent(unordered, 'unordered', log);
  for (const row of unordered) outcomes.set(row, returnedLater(row, dependencies));
  for (const requests of splitRequests(unsent, configuration.cloudConnect.rowsPerRequest).values()) {
    const delivery = await deliverRequests(requests, dependencies);
    noteAwaited(delivery, dependencies);
    tell(
      [...delivery].map(([row, outcome]) => settledAs(row, outcome)),
      log,
      now(),
    );
    for (const [row, outcome] of delivery) outcomes.set(row, outcome);
  }
  for (const [row, standIn] of standIns) outcomes.set(row, sharedFate(outcomes.get(standIn)));
  const superseded = [...collapsed.superseded].map(
    ([row, winner]) => [row, sharedFate(outcomes.get(winner))] as const,
  );
  tell(
    superseded.map(([row, outcome]) => settledAs(row, outcome, true)),
    log,
    now(),
  );
  const gone = superseded.filter(([, { kind }]) => kind === 'delivered');
  tellUnsent(
    gone.map(([row]) => row),
    'superseded',
    log,
  );
  for (const [row, outcome] of superseded) outcomes.set(row, outcome);
  seeStored(outcomes, dependencies);
  for (const [row, outcome] of outcomes) settlement.record(row.message, outcome);
}

/** Where rows are not to stand in the log. */
const tellNothing: typeof tellRows = () => {};

function returnedLater({ message }: Deliverable, { random }: DeliveryDependencies): Outcome {
  return { kind: 'returned', delaySeconds: backoffSeconds(message.receiveCount, random()) };
}

/** A superseded row is done with when the one that stands for it is stored, and is tried by itself when it is not. */
function sharedFate(winner: Outcome | undefined): Outcome {
  return winner?.kind === 'dead-lettered' || !winner ? { kind: 'returned', delaySeconds: 0 } : winner;
}
