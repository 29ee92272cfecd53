import type { Log } from '../log.ts';
import { tellReceipt } from '../receive/tell-receipt.ts';
import type { Reading } from './read-record.ts';

/** Tells of the records that were taken, a line for each source: those of an invocation share its id as their correlation id. */
export function tellRecords(readings: readonly Reading[], log: Log): void {
  const read = readings.filter(({ fault }) => !fault);
  for (const own of Map.groupBy(read, ({ sender }) => sender.provenance.source).values()) {
    const [first] = own;
    if (!first) continue;
    const events = own.flatMap((reading) => reading.events);
    tellReceipt('records-accepted', events, {
      provenance: first.sender.provenance,
      records: own.length,
      firstRecord: first.record.sequenceNumber,
      lastRecord: own.at(-1)?.record.sequenceNumber,
      log,
    });
  }
}
