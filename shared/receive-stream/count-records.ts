import type { Metrics } from '../metrics.ts';
import type { Reading } from './read-record.ts';

/** Counts the records that were taken, a number for each source: a batch holds hundreds, and the log is paid for by weight. */
export function countRecords(readings: readonly Reading[], metrics: Metrics): void {
  const read = readings.filter(({ fault }) => !fault);
  for (const [source, own] of Map.groupBy(read, ({ sender }) => sender.provenance.source)) {
    const accepted = own.filter(({ events }) => events.length > 0).length;
    if (accepted > 0) metrics('WebhooksAccepted', accepted, { source });
    if (accepted < own.length) metrics('WebhooksIgnored', own.length - accepted, { source });
  }
}
