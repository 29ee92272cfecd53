import * as z from 'zod/mini';

/**
 * The lines of the functions' logs that tell what became of one webhook: `ops trace` reads them, and everything that writes one
 * is held to these shapes. They carry ids and counts alone. A correlation id is a webhook's `x-request-id`; where a line has none, it
 * is that of the invocation that wrote it. Counts of 0 are left out.
 */
const count = z._default(z.number(), 0);
const text = z.string();
const ids = z._default(z.array(text), []);

const receipt = {
  source: text,
  /** Those for the API, and those of contacts. */
  events: count,
  contacts: count,
  ignored: count,
  /** Some of their ids, each shortened as `shortId` does. */
  ids,
  correlationId: z.optional(text),
};

/** Correlation ids as a line names them: `ID`, or `ID:3` where three rows are meant. */
const rowsOf = ids;

export const storyLine = z.discriminatedUnion('event', [
  z.object({ event: z.literal('webhook-accepted'), ...receipt }),
  z.object({ event: z.literal('webhook-ignored'), ...receipt }),
  z.object({ event: z.literal('event-accepted'), ...receipt }),
  z.object({
    event: z.literal('records-accepted'),
    ...receipt,
    records: count,
    firstRecord: z.optional(text),
    lastRecord: z.optional(text),
  }),
  z.object({ event: z.literal('webhook-redriven'), ...receipt }),
  z.object({ event: z.literal('event-redriven'), ...receipt }),
  z.object({ event: z.literal('webhook-refused'), source: z.optional(text), status: z.number(), code: text }),
  z.object({ event: z.literal('webhook-failed'), source: z.optional(text), status: z.number(), code: text }),
  z.object({
    event: z.literal('dead-lettered'),
    reason: text,
    source: z.optional(text),
    id: text,
    correlationId: z.optional(text),
  }),
  /** One request to the API and what it came to; `request` is the `x-request-id` that the API got. */
  z.object({
    event: z.literal('request-settled'),
    request: text,
    call: text,
    outcome: z.enum(['delivered', 'stored-before', 'refused', 'outage']),
    rowsOf,
    /** What the API answered, where it was an outage. */
    detail: z.optional(text),
  }),
  /** Rows that no request was made for. */
  z.object({
    event: z.literal('rows-unsent'),
    why: z.enum(['outage', 'time', 'unordered', 'known', 'superseded', 'unusable']),
    rowsOf,
  }),
  z.object({
    event: z.literal('contacts-settled'),
    outcome: z.enum(['recorded', 'returned']),
    /** Of contact events, in place of rows. */
    rowsOf,
  }),
  z.object({ event: z.literal('rows-enqueued'), rows: count }),
]);
export type StoryLine = z.infer<typeof storyLine>;

/** Their names; a person who watches the live lines of a local run is told the same in fewer words by others. */
export const storyOnly: ReadonlySet<string> = new Set<StoryLine['event']>([
  'webhook-accepted',
  'webhook-ignored',
  'event-accepted',
  'records-accepted',
  'request-settled',
  'rows-unsent',
  'contacts-settled',
  'rows-enqueued',
]);
