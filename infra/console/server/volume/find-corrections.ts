import type { VolumeRow } from '../../../../shared/logs/volume-rows.ts';
import type { Correction } from '../../data.ts';

/** What is told of a corrected row, by what it is called. */
const figures = {
  offered: 'contactsOffered',
  'not handled': 'contactsNotHandled',
  'talk s': 'talkSeconds',
  'hold s': 'holdSeconds',
  'service level %': 'serviceLevelPct',
} as const satisfies Readonly<Record<string, keyof VolumeRow>>;

type Key = Pick<VolumeRow, 'accountId' | 'collectionPoint' | 'interval'>;

/** What later rows of one interval told otherwise than the ones before them, by the interval; the first row corrects nothing. */
export function findCorrections(rows: readonly VolumeRow[]): (key: Key) => readonly Correction[] {
  const byKey = Map.groupBy(rows, keyOf);
  return (key) => {
    const own = (byKey.get(keyOf(key)) ?? []).toSorted((one, other) =>
      one.acceptedAt.localeCompare(other.acceptedAt),
    );
    return own.flatMap((row, index) => {
      const before = own[index - 1];
      return before ? differences(before, row) : [];
    });
  };
}

function differences(before: VolumeRow, after: VolumeRow): Correction[] {
  return Object.entries(figures).flatMap(([figure, key]) =>
    before[key] === after[key]
      ? []
      : [{ at: after.acceptedAt, figure, was: shown(before[key]), is: shown(after[key]) }],
  );
}

function shown(figure: number): string {
  return String(Math.round(figure * 10) / 10);
}

function keyOf({ accountId, collectionPoint, interval }: Key): string {
  return JSON.stringify([accountId, collectionPoint, interval]);
}
