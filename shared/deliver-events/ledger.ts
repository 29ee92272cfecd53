import type { CanonicalEvent } from '../events/event.ts';
import { comesBack } from '../queue-window/backoff.ts';
import type { OpenMessage } from '../queue-window/open-messages.ts';
import type { Outcome, Settlement } from '../queue-window/settle.ts';
import type { DeliveryDependencies } from './deliver-messages.ts';
import type { Deliverable, RowOutcomes } from './deliverable.ts';
import { seeStored, seeUnusable } from './known-people.ts';
import { tellUnsent, type UnsentReason } from './tell-requests.ts';
import { settledAs, tellRows } from './tell-rows.ts';

/** How rows came to be done with, or to come back, where it was not by a request of their own. */
export type Unsent = {
  readonly why?: UnsentReason;
  /** Whether another row stands for each. */
  readonly isCollapsed?: boolean;
};

/** The one place where what becomes of events and rows is recorded, and told. */
export type Ledger = {
  /** Of an event that no row could be made of. */
  readonly recordEvent: (message: OpenMessage['message'], event: CanonicalEvent, outcome: Outcome) => void;
  readonly record: (outcomes: RowOutcomes, unsent?: Unsent) => void;
  /** Of each row what became of the one that stands for it, which is recorded already. */
  readonly recordShared: (standIns: ReadonlyMap<Deliverable, Deliverable>, unsent?: Unsent) => void;
  /** Whether a row that was recorded became a dead letter. */
  readonly isDeadLettered: (row: Deliverable) => boolean;
};

export function createLedger(settlement: Settlement, dependencies: DeliveryDependencies): Ledger {
  const { configuration, log, now, random } = dependencies;
  const isToldWhole = configuration.logs.rows;
  const recorded: RowOutcomes[] = [];
  const record: Ledger['record'] = (outcomes, { why, isCollapsed } = {}) => {
    recorded.push(outcomes);
    outcomes.forEach((outcome, { message }) => {
      settlement.record(message, outcome);
    });
    seeStored(outcomes, dependencies);
    if (isToldWhole) {
      const settled = [...outcomes].map(([row, outcome]) => settledAs(row, outcome, isCollapsed));
      tellRows(settled, log, now());
    }
    if (why) tellUnsent(why === 'superseded' ? doneOf(outcomes) : [...outcomes.keys()], why, log);
  };
  const outcomeOf = (row: Deliverable) => recorded.find((outcomes) => outcomes.has(row))?.get(row);
  return {
    record,
    isDeadLettered: (row) => outcomeOf(row)?.kind === 'dead-lettered',
    recordEvent: (message, event, outcome) => {
      settlement.record(message, outcome);
      seeUnusable(event, outcome, dependencies);
      if (isToldWhole) tellRows([{ event, outcome }], log, now());
    },
    recordShared: (standIns, unsent) => {
      const shared = new Map<Deliverable, Outcome>();
      for (const [row, standIn] of standIns) shared.set(row, sharedFate(row, outcomeOf(standIn), random()));
      record(shared, unsent);
    },
  };
}

/** Superseded rows that come back are told of when they are done with, or have failed themselves. */
function doneOf(outcomes: RowOutcomes): readonly Deliverable[] {
  return [...outcomes].flatMap(([row, { kind }]) => (kind === 'delivered' ? [row] : []));
}

/** A row is done with when the one that stands for it is stored, and comes back where that one has failed. */
function sharedFate({ message }: Deliverable, standIn: Outcome | undefined, random: number): Outcome {
  return !standIn || standIn.kind === 'dead-lettered' ? comesBack(message, random) : standIn;
}
