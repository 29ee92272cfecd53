import type { VolumeInterval, VolumePlace } from '../../../data.ts';
import { toCsv } from '../parts/csv.ts';

const heading = [
  'account',
  'collection point',
  'interval',
  'offered',
  'not handled',
  'talk s',
  'wrap-up s',
  'hold s',
  'service level %',
  'corrected',
];

/** The rows of these collection points, for a spreadsheet. */
export function volumeCsv(places: readonly VolumePlace[]): string {
  const rows = places.flatMap(({ accountId, collectionPoint, intervals }) =>
    intervals.map((interval) => [accountId, collectionPoint, ...figuresOf(interval)]),
  );
  return toCsv([heading, ...rows]);
}

function figuresOf(interval: VolumeInterval): (string | number | undefined)[] {
  const { shown, offered, notHandled, talkSeconds, wrapSeconds, holdSeconds, serviceLevelPct } = interval;
  const figures = [offered, notHandled, talkSeconds, wrapSeconds, holdSeconds, serviceLevelPct];
  return [shown.slice(0, 16).replace('T', ' '), ...figures, correctionWords(interval.corrections)];
}

/** `offered 3 → 4 at 09:31 UTC`, one after the other. */
export function correctionWords(corrections: VolumeInterval['corrections']): string {
  return corrections
    .map(({ at, figure, was, is }) => `${figure} ${was} → ${is} at ${at.slice(11, 16)} UTC`)
    .join('; ');
}
