import { ConfigurationError } from '../../../shared/errors.ts';
import { openEnvelope } from '../../../shared/events/envelope.ts';
import type { EventOf } from '../../../shared/events/event.ts';
import { toZonedTime } from '../../../shared/events/zoned-time.ts';
import {
  type Recount,
  type RecountedRow,
  type RecountRequest,
  recountAnswer,
} from '../../../shared/roll-up/recount-request.ts';
import { understood } from '../invoke-function.ts';
import type { OpenDeployment } from '../open-deployment.ts';

/** A quarter-hour row as the roll-up sums it now. */
export type Row = RecountedRow & {
  /** What the account's clock shows when it begins. */
  readonly interval: string;
  readonly event: EventOf<'call-volume'>;
};

export type Rows = { readonly timeZone: string; readonly rows: readonly Row[] };

/**
 * The rows that are asked for, by collection point and time. The deployed roll-up sums them, so that its own configuration
 * counts and no operator needs the table. Throws ConfigurationError with what it refuses, Unavailable where it fails.
 */
export async function readRows(
  selection: Recount,
  { invoke }: Pick<OpenDeployment, 'invoke'>,
): Promise<Rows> {
  const rows = new Map<string, Row>();
  let timeZone = '';
  for (let from: string | undefined = selection.from; from !== undefined; ) {
    const request: RecountRequest = { recount: { ...selection, from } };
    const data = await invoke('roll-up', JSON.stringify(request));
    const answer = understood(recountAnswer, data, 'roll-up does not know how to recount');
    if (answer.outcome === 'refused') throw new ConfigurationError(answer.detail);
    timeZone = answer.timeZone;
    // Both passes of an hour that the clock repeats are one row.
    for (const row of answer.rows.flatMap((each) => readRow(each, timeZone))) rows.set(keyOf(row), row);
    from = answer.next;
  }
  return { timeZone, rows: ofSources([...rows.values()], selection.sources).toSorted(inOrder) };
}

function readRow(row: RecountedRow, timeZone: string): Row[] {
  return openEnvelope(row.body).flatMap((event) =>
    event.type === 'call-volume' ? [{ ...row, event, interval: toZonedTime(event.interval, timeZone) }] : [],
  );
}

/** Every row of the collection points that a contact of these sources was counted at, also where it was quiet. */
function ofSources(rows: readonly Row[], sources: readonly string[]): Row[] {
  if (sources.length === 0) return [...rows];
  const theirs = rows.filter((row) => row.sources.some((source) => sources.includes(source)));
  const places = new Set(theirs.map(placeOf));
  return rows.filter((row) => places.has(placeOf(row)));
}

/** Whose the row is: the account and its collection point. */
export function placeOf({ event }: Pick<Row, 'event'>): string {
  return JSON.stringify([event.accountId, event.collectionPoint]);
}

function keyOf({ event, interval }: Row): string {
  return JSON.stringify([event.accountId, event.collectionPoint, interval]);
}

function inOrder(one: Row, other: Row): number {
  return (
    Number(one.event.accountId) - Number(other.event.accountId) ||
    one.event.collectionPoint.localeCompare(other.event.collectionPoint) ||
    one.interval.localeCompare(other.interval)
  );
}
