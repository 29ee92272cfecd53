import type { Configuration } from '../configuration/configuration.ts';
import { endOf, type QuarterHour, type VolumeKey, volumeKey } from '../roll-up/quarter-hour.ts';
import { someAtOnce } from '../some-at-once.ts';
import { countableHours, recordableHours, type ToldContact } from './gather-contacts.ts';
import type { RecordContactsDependencies } from './record-contacts.ts';

const hourMs = 3_600_000;

/** A volume row that changes by what was told of a contact. */
export type TouchedRow = {
  readonly key: VolumeKey;
  readonly at: QuarterHour;
  readonly told: ToldContact;
};

/**
 * Those of the quarter hours that a contact was ever counted in. One so long ago that its other contacts may be kept no longer,
 * as a contact of weeks has them, is left as it was sent: a row made of this contact alone would be wrong.
 */
export function touchedRows(
  told: ToldContact,
  counted: readonly QuarterHour[],
  { cloudConnect, rollUp }: Configuration,
  nowMs: number,
): TouchedRow[] {
  const earliestMs = Math.max(
    Date.parse(told.receivedAt) - countableHours(rollUp) * hourMs,
    nowMs - recordableHours(rollUp) * hourMs,
  );
  return counted
    .filter(({ start }) => Date.parse(endOf(start)) > earliestMs)
    .map((at) => ({ key: volumeKey(told.accountId, at, cloudConnect.timeZone), at, told }));
}

/**
 * Marks the rows that must be sent, each once however many contacts of the window it counts. Resolves with the contacts of
 * which a row could not be marked: told again, they are merged into what is there already, and marked then.
 */
export async function markRows(
  touched: readonly TouchedRow[],
  atOnce: number,
  { collectionPoints, dirty }: Pick<RecordContactsDependencies, 'collectionPoints' | 'dirty'>,
): Promise<readonly { told: ToldContact; error: unknown }[]> {
  const failed: { told: ToldContact; error: unknown }[] = [];
  const rows = [...Map.groupBy(touched, ({ key }) => JSON.stringify(key)).values()];
  await someAtOnce(rows, atOnce, async (same) => {
    const [first] = same;
    if (!first) return;
    const { key, at } = first;
    const touchedAt = same.map(({ told }) => told.receivedAt).reduce(earlier);
    try {
      await collectionPoints.see(key.accountId, key.collectionPoint);
      await dirty.mark(key, { start: at.start, touchedAt });
    } catch (error) {
      failed.push(...same.map(({ told }) => ({ told, error })));
    }
  });
  return failed;
}

function earlier(one: string, other: string): string {
  return one <= other ? one : other;
}
