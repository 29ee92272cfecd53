import { type SettingAside, setAsideEvent } from '../receive/set-aside-event.ts';
import type { Reading, StreamRecord } from './read-record.ts';

/** Writes the records that cannot be read to the dead letters, each whole, up to the first that they do not take; gives that one. */
export async function setAsideFaulty(
  readings: readonly Reading[],
  dependencies: SettingAside,
): Promise<StreamRecord | undefined> {
  for (const { record, sender, fault } of readings) {
    if (!fault) continue;
    try {
      await setAsideEvent(sender, { body: record.data, error: fault }, dependencies);
    } catch (error) {
      dependencies.log('error', 'set-aside-failed', {
        source: sender.provenance.source,
        error: String(error),
      });
      return record;
    }
  }
  return undefined;
}
