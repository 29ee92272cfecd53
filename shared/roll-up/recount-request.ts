import * as z from 'zod/mini';
import { instant } from '../events/instant.ts';

/** Which rows: those of the quarter hours that have any of this time, and that every other part holds for. */
const recount = z.strictObject({
  /** Empty, those of every account. */
  sources: z.array(z.string()),
  /** Empty, those that are known. */
  collectionPoints: z.array(z.string()),
  from: instant,
  to: instant,
});
export type Recount = z.infer<typeof recount>;

/**
 * An operator's wish to have rows summed anew. It comes by invoking roll-up itself; the schedule says `cause`, and no other
 * key is allowed here.
 */
export const recountRequest = z.strictObject({ recount });
export type RecountRequest = z.infer<typeof recountRequest>;

const recountedRow = z.strictObject({
  /** Whose row it may be: the sources that name its collection point, and those with a contact that may count in it. */
  sources: z.array(z.string()),
  /** What the events queue takes, with the row alone, as of before its contacts were read. */
  body: z.string(),
  /** How much of the row's talk time is wrap-up; an older version does not say. */
  wrapSeconds: z.optional(z.number()),
});
export type RecountedRow = z.infer<typeof recountedRow>;

/** `refused`: for the reason in `detail`, which the operator can do something about. */
export const recountAnswer = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('recounted'),
    /** The zone that the account keeps its intervals in. */
    timeZone: z.string(),
    rows: z.array(recountedRow),
    /** From when on the rest is to be asked for, where one answer does not hold all. */
    next: z.optional(instant),
  }),
  z.strictObject({ outcome: z.literal('refused'), detail: z.string() }),
]);
export type RecountAnswer = z.infer<typeof recountAnswer>;
