import * as z from 'zod/mini';
import { instant } from './instant.ts';
import { maxUnits } from './max-units.ts';

/**
 * The canonical language between the sources and the delivery: one discriminated union, `type` first.
 * Times are ISO 8601 UTC with milliseconds, ids are strings, seconds are seconds. Field lengths that the
 * Cloud Connect API fixes (50 for ids, 255 for descriptions, of our own senders also 20 for names; UTF-16 code units) are
 * held here, so that no event which could never be delivered is ever accepted. What only a vendor can say otherwise, a
 * state's word and a user's name, travels as it was told, and is held to the columns at delivery.
 */
const id = textOf(50);
const words = textOf(255);
/** Some thirty years: longer than any contact, and safe to add up. */
export const maxSeconds = 1e9;
const seconds = z.number().check(z.gte(0), z.lte(maxSeconds));
const count = z.int().check(z.gte(0));

export const stateClasses = ['available', 'busy', 'unavailable', 'offline'] as const;
export const stateClass = z.enum(stateClasses);
export type StateClass = z.infer<typeof stateClass>;

export const directions = ['inbound', 'outbound'] as const;
const direction = z.enum(directions);

export const milestones = [
  'offered',
  'answered',
  'held',
  'retrieved',
  'abandoned',
  'transferred',
  'ended',
  'wrap-started',
  'wrap-ended',
] as const;

/** A name as the API stores it. */
const columnName = textOf(20);
const fittingNames = { firstName: columnName, lastName: columnName };
/** As a vendor announces a user: perhaps one that no column holds, or without what could be told for a last name. */
const announcedNames = { firstName: z.optional(words), lastName: z.optional(words) };
type Names = { readonly firstName: z.ZodMiniType; readonly lastName: z.ZodMiniType };

const userData = z.optional(z.union([textOfAtMost(4000), z.number(), z.boolean()]));

/** The events' shapes as a sender of ours writes them, given the schema of a time. */
export function eventShapes<Time extends z.ZodMiniType<string>>(time: Time) {
  return shapesWith(time, fittingNames);
}

function shapesWith<Time extends z.ZodMiniType<string>, PersonNames extends Names>(
  time: Time,
  names: PersonNames,
) {
  return {
    'agent-activity': {
      type: z.literal('agent-activity'),
      id: z.optional(words),
      agentId: id,
      eventTime: time,
      /** The vendor's own word for the state; codes are applied at delivery. */
      state: words,
      reason: z.optional(words),
      stateClass: z.optional(stateClass),
    },
    'contact-milestone': {
      type: z.literal('contact-milestone'),
      id: z.optional(words),
      contactId: words,
      collectionPoint: z.optional(id),
      agentId: z.optional(id),
      legId: z.optional(words),
      direction: z.optional(direction),
      at: time,
      milestone: z.enum(milestones),
    },
    'contact-summary': {
      type: z.literal('contact-summary'),
      id: z.optional(words),
      contactId: words,
      collectionPoint: z.optional(id),
      /** Where each agent's part is summed by itself: those of one collection point are added up. */
      legId: z.optional(words),
      direction: z.optional(direction),
      offeredAt: time,
      answered: z.boolean(),
      talkSeconds: z.optional(seconds),
      holdSeconds: z.optional(seconds),
      wrapSeconds: z.optional(seconds),
      waitSeconds: z.optional(seconds),
      asOf: time,
    },
    'call-volume': {
      type: z.literal('call-volume'),
      id: z.optional(words),
      collectionPoint: id,
      /** The start of the interval, on a quarter hour. */
      interval: time.check(
        z.refine(isOnQuarterHour, 'must be on a quarter hour (minute 00, 15, 30 or 45, no seconds)'),
      ),
      /** Said where the clock repeats this hour: the figures are of both its passes, which the API keeps as one row. */
      pass: z.optional(z.literal('both')),
      contactsOffered: count,
      contactsNotHandled: count,
      /** Talk and wrap-up time together, as the API sums them. */
      talkSeconds: seconds,
      /** Left out, it is 0: hold time already counted in talkSeconds. */
      holdSeconds: z.optional(seconds),
      serviceLevelPct: z.optional(z.number().check(z.gte(0), z.lte(100))),
      collectedAt: z.optional(time),
      outboundContacts: z.optional(count),
      outboundSeconds: z.optional(seconds),
      /** Whether a stored row of the same key is replaced; true where left out. */
      updateExisting: z.optional(z.boolean()),
      /** The newest row of a key wins; where left out, the time of receipt counts. */
      asOf: z.optional(time),
      userData1: userData,
      userData2: userData,
      userData3: userData,
      userData4: userData,
      userData5: userData,
      userData6: userData,
      userData7: userData,
      userData8: userData,
      userData9: userData,
      userData10: userData,
    },
    person: {
      type: z.literal('person'),
      id: z.optional(words),
      agentId: id,
      ...names,
    },
    'collection-point': {
      type: z.literal('collection-point'),
      id: z.optional(words),
      collectionPoint: id,
      description: words,
    },
  };
}

/** The shapes as one strict union; a key that is not ours is a fault, so that a misspelt one is never dropped silently. */
export function eventUnion<Time extends z.ZodMiniType<string>>(time: Time) {
  return unionOf(eventShapes(time));
}

function unionOf<Time extends z.ZodMiniType<string>, PersonNames extends Names>(
  shapes: ReturnType<typeof shapesWith<Time, PersonNames>>,
) {
  return z.discriminatedUnion('type', [
    z.strictObject(shapes['agent-activity'], { error: foreignKey }),
    z.strictObject(shapes['contact-milestone'], { error: foreignKey }),
    z.strictObject(shapes['contact-summary'], { error: foreignKey }),
    z.strictObject(shapes['call-volume'], { error: foreignKey }),
    z.strictObject(shapes.person, { error: foreignKey }),
    z.strictObject(shapes['collection-point'], { error: foreignKey }),
  ]);
}

/** Shorter than the list of keys that a configuration's fault gives: an answer has room for twenty faults. */
function foreignKey({ code }: { readonly code: string }): string | undefined {
  return code === 'unrecognized_keys' ? 'is not a key of ours' : undefined;
}

function textOf(units: number) {
  return textOfAtMost(units).check(z.minLength(1));
}

/**
 * JSON Schema counts code points, of which there are never more than units. It is told by the registry and not by a check,
 * because a schema with a check that is none would not be compiled.
 */
function textOfAtMost(units: number) {
  return z.string().check(maxUnits(units)).register(z.globalRegistry, { maxLength: units });
}

function isOnQuarterHour(interval: string): boolean {
  return Date.parse(interval) % (15 * 60_000) === 0;
}

/** What a source's translation gives: an event before it is stamped with where and when it came in. */
export const translatedEvent = unionOf(shapesWith(instant, announcedNames));
export type TranslatedEvent = z.infer<typeof translatedEvent>;

/** Which source and account an event came in for, and when; equal for all events of one webhook. */
export type Provenance = {
  /** The configured name of the source, not its vendor. */
  readonly source: string;
  readonly accountId: string;
  readonly receivedAt: string;
  /**
   * Follows what came in together through queues, logs and dead letters: for a webhook its answer's `x-request-id`. It is no
   * part of any event's identity, since a vendor that sends the same again sends it under another one.
   */
  readonly correlationId?: string | undefined;
};

/** A canonical event as the stages after the queue see it. */
export type CanonicalEvent = TranslatedEvent & Provenance & { readonly id: string };

export type EventType = TranslatedEvent['type'];
/** The canonical events of one type. */
export type EventOf<Type extends EventType> = Extract<CanonicalEvent, { type: Type }>;
/** Contact events go to the contacts queue, all others to the events queue. */
export const contactEventTypes: ReadonlySet<EventType> = new Set(['contact-milestone', 'contact-summary']);
