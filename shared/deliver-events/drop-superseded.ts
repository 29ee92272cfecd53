import { type Deliverable, groupOf } from './deliverable.ts';
import { knownAsOf } from './known-as-of.ts';

/** A window's rows with one row a key, and the rows that a later one of the same key stands for. */
export type Collapsed = {
  readonly rows: readonly Deliverable[];
  /** Each superseded row with the one that stands for it: it shares that row's fate. */
  readonly superseded: ReadonlyMap<Deliverable, Deliverable>;
};

/**
 * One row a key: the later one by its own time, then the one that tells more, then the later arrival. An
 * optimisation of one window only: the same key can come in another window, and the API then decides.
 */
export function dropSuperseded(rows: readonly Deliverable[]): Collapsed {
  const groups = new Map<string, Map<string, Deliverable>>();
  const losers: Deliverable[] = [];
  for (const row of rows) {
    const group = groupOf(row);
    const newest = groups.get(group) ?? new Map<string, Deliverable>();
    groups.set(group, newest);
    const standing = newest.get(row.key);
    const isNewest = !standing || supersedes(row, standing);
    if (isNewest) newest.set(row.key, row);
    if (standing) losers.push(isNewest ? standing : row);
  }
  const superseded = losers.flatMap((loser) => {
    const winner = groups.get(groupOf(loser))?.get(loser.key);
    return winner ? [[loser, winner] as const] : [];
  });
  const standing = [...groups.values()].flatMap((newest) => [...newest.values()]);
  return { rows: losers.length === 0 ? rows : standing, superseded: new Map(superseded) };
}

/** Whether `row`, which came later in the window, stands for `standing`. */
function supersedes(row: Deliverable, standing: Deliverable): boolean {
  const [time, standingTime] = [timeOf(row), timeOf(standing)];
  if (time !== standingTime) return time > standingTime;
  if (tells(row) !== tells(standing)) return tells(row) > tells(standing);
  return row.event.receivedAt >= standing.event.receivedAt;
}

/** The time by which the newer of two rows with one key is known. */
function timeOf({ event, at }: Deliverable): string {
  return event.type === 'call-volume' ? knownAsOf(event) : at;
}

/** A state told twice at one instant, once with its reason (Aircall does so), counts with its reason. */
function tells({ event }: Deliverable): number {
  return event.type === 'agent-activity' && event.reason !== undefined ? 1 : 0;
}
