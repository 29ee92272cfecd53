import type { OpenDeployment } from '../../../ops/open-deployment.ts';
import { placeOf, type Row, readRows } from '../../../ops/volume/read-rows.ts';
import type { Range, Volume, VolumeInterval } from '../../data.ts';

/**
 * The quarter-hour rows of a time, by collection point, as the deployed roll-up sums them now; asking it changes nothing.
 * Throws ConfigurationError with what it refuses, Unavailable where it fails.
 */
export async function readVolumeRows(
  { from, to }: Range,
  deployment: Pick<OpenDeployment, 'invoke'>,
): Promise<Volume> {
  const { timeZone, rows } = await readRows({ sources: [], collectionPoints: [], from, to }, deployment);
  const places = [...Map.groupBy(rows, placeOf).values()].flatMap((own) =>
    own.slice(0, 1).map(({ event: { accountId, collectionPoint } }) => ({
      accountId,
      collectionPoint,
      intervals: own.map(intervalOf),
    })),
  );
  return { from, to, timeZone, places };
}

/** The row's talk time has the wrap-up in it, as the API wants it; the two are told apart where the roll-up tells them so. */
function intervalOf({ event, interval, wrapSeconds }: Row): VolumeInterval {
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
    corrections: [],
  };
}
