import type { Log } from '../log.ts';
import type { Queue } from '../ports/queue.ts';
import { enqueueEvents } from '../receive/enqueue-events.ts';
import type { Reading, StreamRecord } from './read-record.ts';

export type Enqueuing = {
  readonly queues: { readonly events: Pick<Queue, 'send'>; readonly contacts: Pick<Queue, 'send'> };
  readonly log: Log;
};

/**
 * Enqueues each source's events together, in their order; gives the first record whose were not taken. Once there is one,
 * nothing behind it is sent for other sources: it all comes back with that record, and would be sent again with every try.
 */
export async function enqueueBySource(
  readings: readonly Reading[],
  { queues, log }: Enqueuing,
): Promise<StreamRecord | undefined> {
  let open = readings.filter(({ events }) => events.length > 0);
  let failed: StreamRecord | undefined;
  for (const source of new Set(open.map(({ sender }) => sender.provenance.source))) {
    const own = open.filter(({ sender }) => sender.provenance.source === source);
    const [first] = own;
    if (!first) continue;
    const events = own.flatMap((reading) => reading.events);
    try {
      await enqueueEvents(events, first.sender.provenance, queues);
    } catch (error) {
      log('error', 'enqueue-failed', { source, error: String(error) });
      failed = first.record;
      open = before(failed, open);
    }
  }
  return failed;
}

/** The readings of the records that come before this one. */
export function before(record: StreamRecord, readings: readonly Reading[]): Reading[] {
  return readings.slice(
    0,
    readings.findIndex((reading) => reading.record === record),
  );
}
