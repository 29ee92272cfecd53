/** How many keys of accepted rows an environment remembers, and for how long. */
export const acceptedKeys = {
  /** At least so long, and at most twice: a message that comes back does so within 15 minutes of its failure. */
  seconds: 3600,
  /** At most so many; half of them at least, once there were as many. */
  most: 100_000,
} as const;

/** What an accepted row said beside its key. */
export type AcceptedRow = {
  readonly content: string;
  /** Of the event's own time, whose seconds are in the key where it matters; 0 to 999. */
  readonly millisecond: number;
};

export type AcceptedKeys = {
  /** The row last accepted under a group's key, where that was lately. */
  find: (group: string, key: string, nowMs: number) => AcceptedRow | undefined;
  add: (group: string, key: string, row: AcceptedRow, nowMs: number) => void;
};

/**
 * The keys of one period. Whole keys are kept and compared, never a hash of them: taking another row's key for a row's own would
 * lose a state. Rows say one of a few things beside their keys, so each of these is kept once, and a row is one number beside
 * its key: 1000 times the place of what it said, and its millisecond.
 */
type Period = {
  readonly sinceMs: number;
  readonly groups: Map<string, Map<string, number>>;
  readonly contents: string[];
  readonly places: Map<string, number>;
  keys: number;
};

const millisecondsInSecond = 1000;

/** Keys in two periods, of which the older is let go as a whole: what is remembered is never sorted out key by key. */
export function createAcceptedKeys(): AcceptedKeys {
  let current = newPeriod(Number.NEGATIVE_INFINITY);
  let previous = current;
  const turn = (nowMs: number) => {
    if (nowMs - current.sinceMs >= acceptedKeys.seconds * 1000 || current.keys >= acceptedKeys.most / 2) {
      previous = current;
      current = newPeriod(nowMs);
    }
    if (nowMs - previous.sinceMs >= 2 * acceptedKeys.seconds * 1000) previous = newPeriod(nowMs);
  };
  return {
    find: (group, key, nowMs) => {
      turn(nowMs);
      return findIn(current, group, key) ?? findIn(previous, group, key);
    },
    add: (group, key, row, nowMs) => {
      turn(nowMs);
      addTo(current, group, key, row);
    },
  };
}

function newPeriod(sinceMs: number): Period {
  return { sinceMs, groups: new Map(), contents: [], places: new Map(), keys: 0 };
}

function findIn({ groups, contents }: Period, group: string, key: string): AcceptedRow | undefined {
  const number = groups.get(group)?.get(key);
  if (number === undefined) return undefined;
  const content = contents[Math.floor(number / millisecondsInSecond)] ?? '';
  return { content, millisecond: number % millisecondsInSecond };
}

function addTo(period: Period, group: string, key: string, { content, millisecond }: AcceptedRow): void {
  const place = period.places.get(content) ?? period.contents.push(content) - 1;
  period.places.set(content, place);
  const keys = period.groups.get(group) ?? new Map<string, number>();
  period.groups.set(group, keys);
  const before = keys.size;
  keys.set(key, place * millisecondsInSecond + millisecond);
  period.keys += keys.size - before;
}
