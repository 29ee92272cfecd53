import { assumptions, polling, secondsPerDay } from './assumptions.ts';

/** A day's messages of a queue. */
export type Flow = {
  /** Spread evenly over the busy hours. */
  readonly busy: number;
  /** One at a time, in the other hours. */
  readonly quiet: number;
  readonly eventsPerMessage: number;
};

export type Mapping = {
  readonly pollers: number;
  readonly windowSeconds: number;
  readonly batchSize: number;
  readonly busyHours: number;
};

/** What a day of reading a queue takes. */
export type Reading = {
  /** Receives, whether they bring anything or not: a poller that finds nothing asks again after 20 seconds. */
  readonly receives: number;
  readonly deletes: number;
  /** Each is an invocation. */
  readonly batches: number;
  readonly batchesPerWindow: number;
};

/**
 * Every poller gathers a batch of its own for as long as the window, so that thin traffic makes up to as many batches a window as
 * there are pollers, and hardly any receive brings more than one message.
 */
export function readQueue({ busy, quiet, eventsPerMessage }: Flow, mapping: Mapping): Reading {
  const { pollers, windowSeconds, batchSize } = mapping;
  const busySeconds = mapping.busyHours * 3600;
  const perSecond = busy / busySeconds;
  const idlePerSecond = pollers / polling.longPollSeconds;
  const received = Math.max(
    perSecond / polling.messagesPerCall,
    Math.min(perSecond, pollers * polling.pollsPerSecond),
    idlePerSecond,
  );
  const perBatch = Math.min(batchSize, polling.batchBytes / messageBytes(eventsPerMessage));
  const batchesPerSecond = Math.max(
    perSecond / perBatch,
    Math.min(perSecond, pollers / Math.max(1, windowSeconds)),
  );
  const batches = batchesPerSecond * busySeconds + quiet;
  return {
    receives: received * busySeconds + idlePerSecond * (secondsPerDay - busySeconds) + quiet,
    deletes: Math.max(batches, (busy + quiet) / polling.messagesPerCall),
    batches,
    batchesPerWindow: Math.max(1, batchesPerSecond * windowSeconds),
  };
}

export function messageBytes(events: number): number {
  return assumptions.envelopeBytes + events * assumptions.eventBytes;
}
