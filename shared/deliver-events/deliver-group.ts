import type { Answer, Attempt, Turn } from './attempt.ts';
import type { Deliverable } from './deliverable.ts';
import { isDuplicateRefusal, namedDuplicates } from './duplicate-keys.ts';
import { createRequestTimes, type RequestTimes } from './time-left.ts';

/**
 * Where halving stops as long as the API has accepted nothing: so many single rows refused, and then one more row, are an
 * outage. The last two are taken from the far end, because bad rows that stand side by side are no sign of one.
 */
export const maxRefusedSingles = 3;

type Refused = Extract<Answer, { kind: 'refused' }>;
export type RefusedRow = { readonly row: Deliverable; readonly answer: Refused };

/** What became of a group's rows; every row stands in exactly one of the lists. */
export type GroupResult = {
  readonly accepted: readonly Deliverable[];
  readonly duplicates: readonly Deliverable[];
  /** Refused standing alone, each with the API's words. */
  readonly refused: readonly RefusedRow[];
  /** Sent or meant to be sent when the outage came. */
  readonly failed: readonly Deliverable[];
  /** Not attempted, because time ran short or the account's next turn is far off. */
  readonly unattempted: readonly Deliverable[];
  /** How far off that turn is; 0 where it is not what they wait for. */
  readonly waitMs: number;
  readonly outage: Extract<Answer, { kind: 'outage' }> | undefined;
};

/** What one request came to, for the rows that are done with by it, or come back. */
export type SettledRequest = {
  readonly requestId: string;
  readonly call: Deliverable['call'];
  readonly outcome: 'delivered' | 'stored-before' | 'refused' | 'outage';
  readonly rows: readonly Deliverable[];
  /** What the API answered, where it was an outage. */
  readonly detail?: string;
};

/** Gives each request an id, and is told what became of it. */
export type Tracking = {
  readonly newRequestId: () => string;
  readonly onSettled: (settled: SettledRequest) => void;
};

export type GroupDependencies = Omit<Turn, 'requestId'> & {
  readonly attempt: Attempt;
  readonly tracking?: Tracking;
};

/**
 * Delivers the requests of one account and call, one after the other. A refused request is halved until the refused
 * rows stand alone; a key that the refusal names is taken out first. An outage ends the group.
 */
export async function deliverGroup(
  requests: readonly (readonly Deliverable[])[],
  { attempt, tracking, ...turn }: GroupDependencies,
): Promise<GroupResult> {
  const accepted: Deliverable[] = [];
  const duplicates: Deliverable[] = [];
  const refused: RefusedRow[] = [];
  const waiting = requests.toReversed().filter((rows) => rows.length > 0);
  const times = createRequestTimes(turn.remainingMs);
  const result = { accepted, duplicates, refused, failed: [], unattempted: [], waitMs: 0, outage: undefined };
  const suspicion = () => (isAlive(result) ? 0 : sentSingles(refused));
  const takeNext = () => (suspicion() < maxRefusedSingles - 1 ? waiting.pop() : takeFarthest(waiting));
  for (let rows = takeNext(); rows; rows = takeNext()) {
    const isLastTry = suspicion() >= maxRefusedSingles;
    const left = () => [...(rows ?? []), ...waiting.toReversed().flat()];
    const waitMs = await awaitTurn(times, turn);
    if (waitMs !== undefined) return { ...result, unattempted: left(), waitMs };
    const sent = rows;
    const requestId = tracking?.newRequestId();
    const settle = settlingOf(sent, requestId, tracking);
    const answer = await times.measure(() => attempt(sent, { ...turn, requestId }));
    if (answer.kind === 'outage') {
      settle('outage', sent, answer.detail);
      return { ...result, failed: left(), outage: answer };
    }
    if (answer.kind === 'accepted') {
      settle('delivered', sent);
      accepted.push(...rows);
    } else {
      const { known, alone, rest } = settleRefusal(rows, answer);
      settle('stored-before', known);
      settle('refused', alone);
      if (isLastTry && known.length === 0) return { ...result, failed: left(), outage: allRefused(answer) };
      duplicates.push(...known);
      refused.push(...alone.map((row) => ({ row, answer })));
      waiting.push(...rest);
      if (waiting.length === 0 && suspicion() >= maxRefusedSingles)
        return { ...result, outage: allRefused(answer) };
    }
  }
  return result;
}

/** Tells what a request came to for some of its rows; of a refused request that is halved nothing is known yet. */
function settlingOf(
  [first]: readonly Deliverable[],
  requestId: string | undefined,
  tracking: Tracking | undefined,
) {
  return (outcome: SettledRequest['outcome'], rows: readonly Deliverable[], detail?: string) => {
    if (!tracking || requestId === undefined || !first || rows.length === 0) return;
    const { call } = first;
    tracking.onSettled({ requestId, call, outcome, rows, ...(detail !== undefined && { detail }) });
  };
}

/** Undefined once the next request may go; otherwise how far off its turn is, 0 where time is too short for it. */
async function awaitTurn(times: RequestTimes, { pace }: Turn): Promise<number | undefined> {
  const waitMs = times.isShort() ? 0 : await pace();
  // Waiting takes time too.
  return waitMs === undefined && times.isShort() ? 0 : waitMs;
}

/** Whether the API took anything of the group: a row it knows already is as good a sign as a row it stores. */
export function isAlive({ accepted, duplicates }: Pick<GroupResult, 'accepted' | 'duplicates'>): boolean {
  return accepted.length > 0 || duplicates.length > 0;
}

/** What a refused request comes apart into: rows that are stored already, a row refused alone, requests still to try. */
function settleRefusal(rows: readonly Deliverable[], answer: Refused) {
  const invalid = answer.rowIndex === undefined ? undefined : rows[answer.rowIndex];
  if (invalid) return { known: [], alone: [invalid], rest: someRows(rows.filter((row) => row !== invalid)) };
  const isDuplicate = isDuplicateRefusal(answer.words);
  const [only] = rows;
  if (only && rows.length === 1)
    return isDuplicate ? { known: [only], alone: [], rest: [] } : { known: [], alone: [only], rest: [] };
  const named = isDuplicate ? namedDuplicates(rows, answer.words) : [];
  const further = isDuplicate ? byMessage(rows) : rows;
  if (named.length === 0) return { known: [], alone: [], rest: halves(further) };
  return { known: named, alone: [], rest: someRows(further.filter((row) => !named.includes(row))) };
}

/** Known rows may take longer than an invocation has: message by message, so that those settled until then are done with. */
function byMessage(rows: readonly Deliverable[]): readonly Deliverable[] {
  return [...Map.groupBy(rows, ({ message }) => message).values()].flat();
}

/** The last row of all that waits, by itself. */
function takeFarthest(waiting: (readonly Deliverable[])[]): readonly Deliverable[] | undefined {
  const farthest = waiting.shift();
  if (farthest && farthest.length > 1) waiting.unshift(farthest.slice(0, -1));
  return farthest?.slice(-1);
}

function someRows(rows: readonly Deliverable[]): (readonly Deliverable[])[] {
  return rows.length > 0 ? [rows] : [];
}

/** The later half first: the requests wait on a stack, and rows go in time order. */
function halves(rows: readonly Deliverable[]): (readonly Deliverable[])[] {
  const middle = Math.ceil(rows.length / 2);
  return [rows.slice(middle), rows.slice(0, middle)];
}

/** A row that our own check refused was never sent, and says nothing about the API. */
function sentSingles(refused: readonly RefusedRow[]): number {
  return refused.filter(({ answer }) => answer.sent).length;
}

function allRefused({ words }: Refused): Extract<Answer, { kind: 'outage' }> {
  const detail = `the API refuses every row, last with: ${words}`;
  return { kind: 'outage', detail, retryAfterSeconds: undefined };
}
