import type { FunctionName } from '../../../shared/environment.ts';
import { type AgentRow, readAgentRows } from '../../../shared/logs/agent-rows.ts';
import { shortId } from '../../../shared/logs/short-id.ts';
import { type StoryLine, storyLine } from '../../../shared/logs/story-lines.ts';
import type { LogRecord } from './search-logs.ts';

/** A line that tells of what came in together, and when it was written. */
export type Told = {
  readonly at: string;
  readonly function: FunctionName;
  /** Of the invocation. */
  readonly requestId: string | undefined;
  readonly line: StoryLine;
};

/** The lines among these that tell a story; every other one that happens to hold a searched text says nothing here. */
export function readTold(records: readonly LogRecord[]): readonly Told[] {
  return records.flatMap(({ message, ...record }) => {
    const line = storyLine.safeParse(message);
    return line.success ? [{ ...record, line: line.data }] : [];
  });
}

/** The correlation ids that an id leads to: its own, of the webhook that an event came with, or of those whose rows a request carried. */
export function correlationIdsOf(id: string, told: readonly Told[]): readonly string[] {
  return [...new Set(told.flatMap((each) => (isMeant(id, each) ? correlationIdsIn(each) : ownId(id, each))))];
}

/** How many rows or events of this correlation id a line speaks of; 0 where it does not. */
export function countOf(correlationId: string, { line }: Pick<Told, 'line'>): number {
  if (!('rowsOf' in line)) return 0;
  const entry = line.rowsOf.map(splitEntry).find(([id]) => id === correlationId);
  return entry ? entry[1] : 0;
}

/** Whether a line tells of this correlation id. */
export function tellsOf(correlationId: string, told: Told): boolean {
  return 'rowsOf' in told.line
    ? countOf(correlationId, told) > 0
    : correlationIdsIn(told).includes(correlationId);
}

/** The states of agents that came with it, where the deployment has rows in its log. */
export function rowsWith(correlationId: string, records: readonly LogRecord[]): readonly AgentRow[] {
  const rows = records.flatMap(({ message }) => readAgentRows(message));
  return rows.filter((row) => row.correlationId === correlationId);
}

function ownId(id: string, told: Told): string[] {
  return tellsOf(id, told) ? [id] : [];
}

/** Whether the line is of what this id names, which is no correlation id. */
function isMeant(id: string, { line }: Told): boolean {
  if (line.event === 'dead-lettered') return line.id === id;
  if (line.event === 'request-settled') return line.request === id;
  return 'ids' in line && line.ids.includes(shortId(id));
}

function correlationIdsIn({ line, requestId }: Told): string[] {
  if ('rowsOf' in line) return line.rowsOf.map((entry) => splitEntry(entry)[0]);
  const named = 'correlationId' in line ? line.correlationId : undefined;
  // A dead letter of before there were such ids has none, and is not its invocation's.
  if (named === undefined && line.event === 'dead-lettered') return [];
  return [named ?? requestId ?? ''].filter((id) => id !== '');
}

/** `ID`, or `ID:3`. */
function splitEntry(entry: string): [id: string, count: number] {
  const [id = '', count = '1'] = entry.split(':');
  return [id, Number(count)];
}
