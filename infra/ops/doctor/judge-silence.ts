/** When a source sent something, and since when it is known. */
export type Rhythm = {
  /** The beginnings of the quarter hours in which it sent anything, the oldest first. */
  readonly activeMs: readonly number[];
  /** Silence before it tells nothing. */
  readonly knownSinceMs: number;
};

export type Silence =
  | { readonly verdict: 'usual' | 'longer'; readonly silentMs: number; readonly usualMs: number }
  /** What is usual at this hour is known only after a week. */
  | { readonly verdict: 'unknown'; readonly silentMs: number; readonly knownMs: number };

const [quarterMs, hourMs, dayMs] = [15 * 60_000, 3_600_000, 86_400_000] as const;
const weekMs = 7 * dayMs;
/** Centers open a little earlier on one day than on another, and clocks change by an hour. */
const slackMs = hourMs;
/** So much longer than the longest usual one a silence must be: one bad gap more is no dead feed. */
const tolerated = { factor: 1.5, atLeastMs: 30 * 60_000 } as const;

/**
 * Whether a source is silent longer than it usually is at this hour: so neither a night nor a weekend is taken for a dead feed, nor
 * the gaps of a source that seldom sends. Pure: times in, a verdict out.
 */
export function judgeSilence(rhythm: Rhythm, nowMs: number): Silence {
  const silentMs = silenceAt(nowMs, rhythm);
  const knownMs = nowMs - beganMs(rhythm);
  if (knownMs < weekMs + slackMs) return { verdict: 'unknown', silentMs, knownMs };
  const usualMs = usualSilence(rhythm, nowMs);
  const mostMs = Math.max(usualMs * tolerated.factor, usualMs + tolerated.atLeastMs);
  return { verdict: silentMs > mostMs ? 'longer' : 'usual', silentMs, usualMs };
}

/** The longest of three silences, of which each alone would ring for nothing now and then. */
function usualSilence(rhythm: Rhythm, nowMs: number): number {
  const { activeMs } = rhythm;
  const days = silencesEvery(dayMs, rhythm, nowMs);
  const isSparse = activeMs.length < (nowMs - beganMs(rhythm)) / dayMs;
  return Math.max(
    // At this hour of this weekday in the last weeks.
    ...silencesEvery(weekMs, rhythm, nowMs),
    // At this hour of half the days that were not silent altogether. After an open day comes a closed one at most, so that those on
    // which a center opens decide, be they few.
    median(days.filter((each) => each < dayMs)),
    // At any time, of a source that sends less than once a day and has no hours.
    isSparse ? longestGap(activeMs) : 0,
  );
}

/** About this time of day, that often back into what is known. */
function silencesEvery(everyMs: number, rhythm: Rhythm, nowMs: number): number[] {
  const times = Math.floor((nowMs - beganMs(rhythm) - slackMs) / everyMs);
  return Array.from({ length: times }, (_, index) => longestAbout(nowMs - (index + 1) * everyMs, rhythm));
}

/** With the first that it sent: how long it was silent before tells nobody. */
function beganMs({ activeMs: [first], knownSinceMs }: Rhythm): number {
  return first ?? knownSinceMs;
}

function longestGap(activeMs: readonly number[]): number {
  return activeMs.reduce((longest, ms, index) => Math.max(longest, ms - (activeMs[index - 1] ?? ms)), 0);
}

/** The longest silence that somebody would have seen within the hour before or after then. */
function longestAbout(atMs: number, rhythm: Rhythm): number {
  let longest = 0;
  for (let each = atMs - slackMs; each <= atMs + slackMs; each += quarterMs)
    longest = Math.max(longest, silenceAt(each, rhythm));
  return longest;
}

/** How long nothing had come by then; since it is known, where nothing ever had. */
function silenceAt(atMs: number, { activeMs, knownSinceMs }: Rhythm): number {
  // A quarter hour that has not ended may have been active at any time of it.
  const last = activeMs.findLast((each) => each <= atMs) ?? knownSinceMs;
  return Math.max(0, atMs - Math.min(last + quarterMs, atMs));
}

/** The lower one of two in the middle; 0 of none. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
