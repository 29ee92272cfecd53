import type { CanonicalEvent, EventOf } from '../events/event.ts';
import type { Log } from '../log.ts';
import { type AgentRow, linesOfRows, type RowFlag } from '../logs/agent-rows.ts';
import type { VolumeRow } from '../logs/volume-rows.ts';
import type { Outcome } from '../queue-window/settle.ts';
import type { Deliverable } from './deliverable.ts';

/** As the alarm `rows-late` has it. */
const lateMs = 180_000;

/** What became of an event, and of the row that it became; a state without a code became none. */
export type SettledEvent = {
  readonly event: CanonicalEvent;
  readonly row?: Deliverable['row'];
  readonly outcome: Outcome;
  /** Another change of the same agent and second stands for it. */
  readonly isCollapsed?: boolean;
};

export function settledAs({ event, row }: Deliverable, outcome: Outcome, isCollapsed = false): SettledEvent {
  return { event, row, outcome, isCollapsed };
}

/**
 * Tells of each agent's state that is done with, and each quarter-hour row that the API took, whole; what comes back is told of
 * once it is done with.
 */
export function tellRows(settled: readonly SettledEvent[], log: Log, nowMs: number): void {
  const at = { nowMs, acceptedAt: new Date(nowMs).toISOString() };
  const rows: AgentRow[] = [];
  for (const { event, ...what } of settled)
    if (event.type === 'agent-activity' && what.outcome.kind !== 'returned')
      rows.push(agentRow(event, what, at));
  for (const states of linesOfRows(rows)) log('info', 'agent-rows', { states });
  const volumes = settled.flatMap((each) => volumeRow(each, at));
  for (const lines of linesOfRows(volumes)) log('info', 'volume-rows', { rows: lines });
}

/** When rows were settled, as a number and as a text. */
type Settling = { readonly nowMs: number; readonly acceptedAt: string };

/** A row that a newer one stands for, or that the API had, changed nothing there. */
function volumeRow(
  { event, outcome, isCollapsed }: SettledEvent,
  { acceptedAt }: Pick<Settling, 'acceptedAt'>,
): VolumeRow[] {
  if (event.type !== 'call-volume' || outcome.kind !== 'delivered') return [];
  if (outcome.isStoredBefore || isCollapsed) return [];
  const { source, accountId, collectionPoint, interval, contactsOffered, contactsNotHandled } = event;
  const { talkSeconds, holdSeconds = 0, serviceLevelPct = 0 } = event;
  const figures = { contactsOffered, contactsNotHandled, talkSeconds, holdSeconds, serviceLevelPct };
  return [{ source, accountId, collectionPoint, interval, ...figures, acceptedAt }];
}

function agentRow(
  event: EventOf<'agent-activity'>,
  { row, outcome, isCollapsed }: Omit<SettledEvent, 'event'>,
  { nowMs, acceptedAt }: Settling,
): AgentRow {
  const { correlationId, source, accountId, agentId, eventTime, state, reason, receivedAt } = event;
  const codes = row && 'Activity' in row ? row : undefined;
  const flags: RowFlag[] = [];
  if (nowMs - Date.parse(eventTime) > lateMs) flags.push('late');
  if (outcome.kind === 'dead-lettered') flags.push('refused');
  else if (isCollapsed) flags.push('collapsed');
  else if (outcome.kind === 'delivered' && outcome.isStoredBefore) flags.push('duplicate');
  return {
    ...{ correlationId, source, accountId, agentId, eventTime, state, reason },
    ...{ code: codes?.Activity, reasonCode: codes?.ReasonCode, receivedAt, acceptedAt },
    ...(flags.length > 0 && { flags }),
  };
}
