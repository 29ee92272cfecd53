/** An event in the queue: when it came, and from when on it can be had, in seconds; those that waited came before 0. */
export type QueuedEvent = { readonly arrivedAt: number; readonly availableAt: number };

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
  /** From then on no row that is delivered is older than two windows, in seconds from the beginning; 0 where none is. */
  readonly caughtUpAt: number;
  /** The same of those rows alone that came after the beginning. */
  readonly freshAt: number;
  /** When the last row was delivered. */
  readonly endedAt: number;
  readonly delivered: number;
};

type Delivered = { readonly event: QueuedEvent; readonly deliveredAt: number };

/** What an environment does next: from when on it may gather, and from when on it may send. */
type Environment = { freeAt: number; nextRequestAt: number };

/**
 * Discrete events: each environment gathers for a window, or until one is full, delivers what it has and begins again. What
 * becomes available while all are delivering waits in the queue. The events are in the order in which they can be had;
 * before 0 nothing is delivered.
 */
export function simulateDrain(events: readonly QueuedEvent[], drain: Drain): Drained {
  const { environments, windowSeconds, eventsPerWindow } = drain;
  // The environments do not begin together: their windows are spread over one window's length.
  const all = Array.from(
    { length: environments },
    (_, index): Environment => ({ freeAt: (index * windowSeconds) / environments, nextRequestAt: 0 }),
  );
  const delivered: Delivered[] = [];
  const availableAt = (index: number) => events[index]?.availableAt ?? Number.POSITIVE_INFINITY;
  let next = 0;
  while (next < events.length) {
    const environment = all.reduce((one, other) => (other.freeAt < one.freeAt ? other : one));
    const openedAt = Math.max(environment.freeAt, availableAt(next));
    // A queue that holds a window's events already fills it at once.
    const fullAt = Math.max(openedAt, availableAt(next + eventsPerWindow - 1));
    const closedAt = Math.min(openedAt + windowSeconds, fullAt);
    let end = next;
    while (end - next < eventsPerWindow && availableAt(end) <= closedAt) end += 1;
    deliver(events.slice(next, end), closedAt, { environment, drain, delivered });
    next = end;
  }
  return summary(delivered, 2 * windowSeconds);
}

type Delivery = { readonly environment: Environment; readonly drain: Drain; readonly delivered: Delivered[] };

/** The requests of one window, one after the other, each at its turn; the turns go on from one window to the next. */
function deliver(
  window: readonly QueuedEvent[],
  closedAt: number,
  { environment, drain, delivered }: Delivery,
) {
  const { rowsPerRequest, requestsPerSecond, environments, requestSeconds, secondsPerRow } = drain;
  let at = closedAt + window.length * secondsPerRow;
  for (let from = 0; from < window.length; from += rowsPerRequest) {
    const sentAt = Math.max(at, environment.nextRequestAt);
    environment.nextRequestAt = sentAt + environments / requestsPerSecond;
    at = sentAt + requestSeconds;
    for (const event of window.slice(from, from + rowsPerRequest)) delivered.push({ event, deliveredAt: at });
  }
  environment.freeAt = at;
}

function summary(delivered: readonly Delivered[], staleSeconds: number): Drained {
  const ageOf = ({ event, deliveredAt }: Delivered) => deliveredAt - Math.max(event.arrivedAt, 0);
  const ages = Float64Array.from(delivered, ageOf).sort();
  const at = (share: number) => ages[Math.round((ages.length - 1) * share)] ?? 0;
  const stale = delivered.filter((each) => ageOf(each) > staleSeconds);
  return {
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    caughtUpAt: lastOf(stale),
    freshAt: lastOf(stale.filter(({ event }) => event.arrivedAt >= 0)),
    endedAt: lastOf(delivered),
    delivered: delivered.length,
  };
}

function lastOf(delivered: readonly Delivered[]): number {
  return delivered.reduce((last, { deliveredAt }) => Math.max(last, deliveredAt), 0);
}

/** What arrives with nothing in its way can be had at once. */
export function atOnce(arrivals: readonly number[]): readonly QueuedEvent[] {
  return arrivals.map((arrivedAt) => ({ arrivedAt, availableAt: arrivedAt }));
}

/** Arrivals at random within a span, in order: everybody logs in within five minutes, say. */
export function arrivalsWithin(count: number, spanSeconds: number, random: () => number): readonly number[] {
  const times = Float64Array.from({ length: count }, () => random() * spanSeconds);
  return Array.from(times.sort());
}
