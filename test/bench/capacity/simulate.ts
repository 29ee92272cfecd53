/** A queue of rows that is emptied window by window, as the event source mapping and the API's pace have it. */
export type Drain = {
  /** So many environments drain at once. */
  readonly environments: number;
  readonly windowSeconds: number;
  /** The most events that a window holds: the mapping's messages, or Lambda's 6 MB, times the events in each. */
  readonly eventsPerWindow: number;
  readonly rowsPerRequest: number;
  /** Of the whole account, shared out over the environments. */
  readonly requestsPerSecond: number;
  /** What a request takes that the pace does not make wait. */
  readonly requestSeconds: number;
  /** What a row takes of the function beside the requests. */
  readonly secondsPerRow: number;
};

export type Drained = {
  /** From an event's arrival, or from the beginning where it came before, to the API's answer, in seconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** When a window was first delivered of which nothing had waited for longer than a window lasts, in seconds from the beginning. */
  readonly caughtUpAt: number;
  readonly delivered: number;
};

/**
 * Discrete events: each environment gathers for a window, or until one is full, delivers what it has and begins again. An
 * event that arrives while all are delivering waits in the queue. Arrival times are in seconds, in order; before 0 nothing is
 * delivered.
 */
export function simulateDrain(arrivals: readonly number[], drain: Drain): Drained {
  const { environments, windowSeconds, eventsPerWindow } = drain;
  // The environments do not begin together: their windows are spread over one window's length.
  const free = Array.from({ length: environments }, (_, index) => (index * windowSeconds) / environments);
  const ages: number[] = [];
  let next = 0;
  let caughtUpAt: number | undefined;
  while (next < arrivals.length) {
    const environment = free.indexOf(Math.min(...free));
    const openedAt = Math.max(free[environment] ?? 0, arrivals[next] ?? 0);
    const full = arrivals[next + eventsPerWindow - 1] ?? Number.POSITIVE_INFINITY;
    // A queue that holds a window's events already fills it at once.
    const closedAt = Math.max(openedAt, Math.min(openedAt + windowSeconds, full));
    let end = next;
    while (end < arrivals.length && end - next < eventsPerWindow && (arrivals[end] ?? 0) <= closedAt)
      end += 1;
    const doneAt = deliver(arrivals.slice(next, end), closedAt, drain, ages);
    free[environment] = doneAt;
    if (closedAt - (arrivals[next] ?? 0) <= windowSeconds) caughtUpAt ??= doneAt;
    next = end;
  }
  const sorted = ages.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? 0;
  return {
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    caughtUpAt: caughtUpAt ?? Number.POSITIVE_INFINITY,
    delivered: ages.length,
  };
}

/** The requests of one window, each after its pace; notes how old each row is when it is taken. */
function deliver(window: readonly number[], closedAt: number, drain: Drain, ages: number[]): number {
  const { rowsPerRequest, requestsPerSecond, environments, requestSeconds, secondsPerRow } = drain;
  const spacing = Math.max(environments / requestsPerSecond, requestSeconds);
  let at = closedAt + window.length * secondsPerRow;
  for (let from = 0; from < window.length; from += rowsPerRequest) {
    if (from > 0) at += spacing - requestSeconds;
    at += requestSeconds;
    for (const arrivedAt of window.slice(from, from + rowsPerRequest)) ages.push(at - Math.max(arrivedAt, 0));
  }
  return at;
}

/** Arrivals at random within a span, in order: everybody logs in within five minutes, say. */
export function arrivalsWithin(count: number, spanSeconds: number, random: () => number): readonly number[] {
  return Array.from({ length: count }, () => random() * spanSeconds).sort((one, other) => one - other);
}
