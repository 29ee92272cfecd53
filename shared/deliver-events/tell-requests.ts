import type { Log } from '../log.ts';
import { isToldAgain, rowsOf } from '../logs/rows-of.ts';
import type { StoryLine } from '../logs/story-lines.ts';
import type { GroupResult, SettledRequest, Tracking } from './deliver-group.ts';
import type { Deliverable } from './deliverable.ts';
import { withoutNames } from './without-names.ts';

/** Why rows went in no request. */
export type UnsentReason = Extract<StoryLine, { event: 'rows-unsent' }>['why'];

export type RequestTeller = {
  /** Tells of each request as it is settled, so that what was told stays told where the process dies after it. */
  readonly tracking: Tracking;
  /** Tells of those that no request was made for. */
  readonly tellUnsent: (result: Pick<GroupResult, 'failed' | 'unattempted'>) => void;
};

/** Tells what became of a group's rows, by the correlation ids of what they came with. */
export function createRequestTeller(log: Log, newRequestId: () => string): RequestTeller {
  let last: readonly Deliverable[] = [];
  return {
    tracking: {
      newRequestId,
      onSettled: (settled) => {
        last = settled.rows;
        tellRequest(settled, log);
      },
    },
    tellUnsent: ({ failed, unattempted }) => {
      // An outage ends the group, so that only the last request's rows can have failed in one.
      const sent = new Set(last);
      const notSent = failed.filter((row) => !sent.has(row));
      tellUnsent(notSent, 'outage', log);
      tellUnsent(unattempted, 'time', log);
    },
  };
}

function tellRequest({ requestId: request, call, outcome, rows, detail }: SettledRequest, log: Log): void {
  const told = outcome === 'outage' ? toldAgain(rows) : rows;
  const lists = rowsOf(told.map(({ event }) => event));
  const said = detail === undefined ? {} : { detail: withoutNames(detail, rows) };
  const line = { request, call, outcome, ...said };
  for (const ids of lists.length > 0 ? lists : [[]]) log('info', 'request-settled', { ...line, rowsOf: ids });
}

/** Those that come back are told of now and then, those that are done with once. */
export function tellUnsent(rows: readonly Deliverable[], why: UnsentReason, log: Log): void {
  const isDone = why === 'known' || why === 'superseded';
  const told = isDone ? rows : toldAgain(rows);
  for (const ids of rowsOf(told.map(({ event }) => event))) log('info', 'rows-unsent', { why, rowsOf: ids });
}

function toldAgain(rows: readonly Deliverable[]): readonly Deliverable[] {
  return rows.filter(({ message }) => isToldAgain(message.receiveCount));
}
