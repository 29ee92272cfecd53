import type { Log } from '../log.ts';
import type { Queue } from '../ports/queue.ts';
import { enqueueEvents } from '../receive/enqueue-events.ts';
import type { Reading, StreamRecord } from './read-record.ts';

export type Enqueuing = {
  readonly queues: { readonly events: Pick<Queue, 'send'>; readonly contacts: Pick<Queue, 'send'> };
  readonly log: Log;
};

/** Enqueues each source's events together, in their order; gives the first record of each source whose were not taken. */
export async function enqueueBySource(
  readings: readonly Reading[],
  { queues, log }: Enqueuing,
): Promise<readonly StreamRecord[]> {
  const telling = readings.filter(({ events }) => events.length > 0);
  const bySource = Map.groupBy(telling, ({ sender }) => sender.provenance.source);
  const failed: StreamRecord[] = [];
  for (const [source, [first, ...others]] of bySource) {
    if (!first) continue;
    const events = [first, ...others].flatMap((reading) => reading.events);
    try {
      await enqueueEvents(events, first.sender.provenance, queues);
    } catch (error) {
      log('error', 'enqueue-failed', { source, error: String(error) });
      failed.push(first.record);
    }
  }
  return failed;
}
