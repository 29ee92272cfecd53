import * as z from 'zod/mini';

/**
 * One quarter-hour row, as the API took it. It is stable: who tells how rows were corrected relies on it, so that keys are only
 * ever added. Times are ISO 8601 UTC with milliseconds, `interval` is the instant it begins.
 */
const volumeRow = z.object({
  /** The sender's, or `roll-up`. */
  source: z.string(),
  accountId: z.string(),
  collectionPoint: z.string(),
  interval: z.string(),
  contactsOffered: z.number(),
  contactsNotHandled: z.number(),
  /** With wrap-up, as the API sums them. */
  talkSeconds: z.number(),
  holdSeconds: z._default(z.number(), 0),
  serviceLevelPct: z._default(z.number(), 0),
  acceptedAt: z.string(),
});
export type VolumeRow = z.infer<typeof volumeRow>;

/** The `message` of a line of deliver-events, written where `logs.rows` of the configuration is true. */
const volumeRowsLine = z.object({ event: z.literal('volume-rows'), rows: z.array(volumeRow) });

/** The rows of a log line's `message`; none where it is another line, or none that this version can read. */
export function readVolumeRowLines(message: unknown): readonly VolumeRow[] {
  return volumeRowsLine.safeParse(message).data?.rows ?? [];
}
