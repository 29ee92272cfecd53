import type { ChangeFlag, Silence, StateChange } from '../../../data.ts';

/** A state as Cloud Connect holds it: from its change to the next one. */
export type Band = { readonly fromMs: number; readonly toMs: number; readonly change: StateChange };

/** A change that stands out, at the time of which it tells. */
export type Mark = { readonly atMs: number; readonly change: StateChange };

/** All that is known of one agent in the time looked at. */
export type AgentLine = {
  readonly agentId: string;
  readonly accountId: string;
  /** In order and without gaps from the first to the end of the time. */
  readonly bands: readonly Band[];
  readonly marks: readonly Mark[];
  /** Every change, the newest first. */
  readonly changes: readonly StateChange[];
  /** Of the source that told the last state, which may be over since; undefined where that is not silent. */
  readonly silence: Silence | undefined;
};

/** A row that the API has not, or has from before, changes no state there. */
const notHeld: readonly ChangeFlag[] = ['collapsed', 'duplicate', 'refused'];

/** The agents of these changes by their ids, each with its states up to the end of the time. */
export function linesOf(
  changes: readonly StateChange[],
  toMs: number,
  silences: readonly Silence[] = [],
): readonly AgentLine[] {
  const byAgent = Map.groupBy(changes, ({ accountId, agentId }) => JSON.stringify([accountId, agentId]));
  return [...byAgent.values()]
    .map((own) => lineOf(own, toMs, silences))
    .toSorted((one, other) => byName.compare(one.agentId, other.agentId));
}

const byName = new Intl.Collator('en', { numeric: true });

function lineOf(own: readonly StateChange[], toMs: number, silences: readonly Silence[]): AgentLine {
  const inOrder = own.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  const held = inOrder.filter(isHeld);
  const bands = held.map((change, index) => ({
    change,
    fromMs: Date.parse(change.at),
    toMs: Math.max(Date.parse(change.at), Date.parse(held[index + 1]?.at ?? new Date(toMs).toISOString())),
  }));
  const [{ agentId = '', accountId = '' } = {}] = inOrder;
  return {
    agentId,
    accountId,
    bands,
    marks: inOrder
      .filter(({ flags }) => flags.length > 0)
      .map((change) => ({ atMs: Date.parse(change.at), change })),
    changes: inOrder.toReversed(),
    silence: silences.find(({ source }) => source === held.at(-1)?.source),
  };
}

function isHeld({ flags }: StateChange): boolean {
  return !flags.some((flag) => notHeld.includes(flag));
}

/** The band of a line that this instant lies in, found by halving. */
export function bandAt({ bands }: Pick<AgentLine, 'bands'>, atMs: number): Band | undefined {
  let [low, high] = [0, bands.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((bands[middle]?.fromMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  const band = bands[low - 1];
  return band && atMs <= band.toMs ? band : undefined;
}

/** The mark that is nearest to this instant, and no further from it than that; undefined where there is none. */
export function markNear(
  { marks }: Pick<AgentLine, 'marks'>,
  atMs: number,
  withinMs: number,
): Mark | undefined {
  const near = marks.filter((mark) => Math.abs(mark.atMs - atMs) <= withinMs);
  return near.toSorted((one, other) => Math.abs(one.atMs - atMs) - Math.abs(other.atMs - atMs))[0];
}

/** The state that the agent is in at the end of the time. */
export function lastBand({ bands }: Pick<AgentLine, 'bands'>): Band | undefined {
  return bands.at(-1);
}
