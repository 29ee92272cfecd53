import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import { readVolumeRowLines } from '../../../../shared/logs/volume-rows.ts';
import type { OpenDeployment } from '../../../ops/open-deployment.ts';
import { placeOf, type Row, readRows } from '../../../ops/volume/read-rows.ts';
import type { Correction, Range, Volume, VolumeInterval } from '../../data.ts';
import { noRowsWritten, rowsAreCut, type SearchLogs, searchRows } from '../search-rows.ts';
import { findCorrections } from './find-corrections.ts';

const kind = { text: 'volume-rows', read: readVolumeRowLines } as const;

type Known = {
  readonly deployment: Pick<OpenDeployment, 'invoke'>;
  readonly configuration: Configuration;
  readonly searchLogs: SearchLogs;
  readonly now: () => number;
};

/**
 * The quarter-hour rows of a time, by collection point, as the deployed roll-up sums them now; asking it changes nothing.
 * What rows of before told otherwise stands in the log of deliver-events, as far as that is kept. Throws ConfigurationError
 * with what the roll-up refuses, Unavailable.
 */
export async function readVolumeRows({ from, to }: Range, known: Known): Promise<Volume> {
  const { deployment } = known;
  const { timeZone, rows } = await readRows({ sources: [], collectionPoints: [], from, to }, deployment);
  const { corrections, limit } = await readCorrections(from, known);
  const places = [...Map.groupBy(rows, placeOf).values()].flatMap((own) =>
    own.slice(0, 1).map(({ event: { accountId, collectionPoint } }) => ({
      accountId,
      collectionPoint,
      intervals: own.map((row) => intervalOf(row, corrections(row.event))),
    })),
  );
  return { from, to, timeZone, places, limit };
}

/** A row is sent after its interval has begun, and again whenever its contacts change. */
async function readCorrections(from: string, { configuration, searchLogs, now }: Known) {
  const none = (): readonly Correction[] => [];
  if (!configuration.logs.rows)
    return { corrections: none, limit: `Whether intervals were corrected is not known. ${noRowsWritten}` };
  const time = { fromMs: Date.parse(from), toMs: Math.max(now(), Date.parse(from) + 1) };
  const { rows, isCut } = await searchRows(kind, time, searchLogs);
  const told = `Corrections are what rows in the log of deliver-events, which is kept for ${configuration.logRetentionDays} days, told otherwise than the ones before them; what was sent before rows were logged is not known.`;
  return { corrections: findCorrections(rows), limit: isCut ? `${told} ${rowsAreCut}` : told };
}

/** The row's talk time has the wrap-up in it, as the API wants it; the two are told apart where the roll-up tells them so. */
function intervalOf(
  { event, interval, wrapSeconds }: Row,
  corrections: readonly Correction[],
): VolumeInterval {
  const { contactsOffered, contactsNotHandled, talkSeconds, holdSeconds = 0, serviceLevelPct = 0 } = event;
  return {
    start: event.interval,
    shown: interval,
    offered: contactsOffered,
    notHandled: contactsNotHandled,
    talkSeconds: talkSeconds - (wrapSeconds ?? 0),
    holdSeconds,
    ...(wrapSeconds !== undefined && { wrapSeconds }),
    serviceLevelPct,
    corrections,
  };
}
