import * as z from 'zod/mini';
import { type EventOf, maxSeconds, type TranslatedEvent } from '../../events/event.ts';
import { fromEpochMs, type Instant } from '../../events/instant.ts';
import { chosenId } from '../chosen-id.ts';
import { vendorField } from '../vendor-field.ts';
import { wantsMedium } from '../wants-medium.ts';
import { bodyOf, type Reader, type Reading, topicWith } from './topic.ts';

const { id, contactId, word, time, unixMs, direction } = vendorField;

/** Written as a number of milliseconds; a time in words is taken too. */
const eventTime = z.union([unixMs, time]);
const durationMs = z.nullish(z.number().check(z.gte(0), z.lte(maxSeconds * 1000)));
const lowerCased = z.pipe(
  z.string(),
  z.transform((text) => text.toLowerCase()),
);
/** The vendor's enumeration has an `UNKNOWN`, which tells as little as none. */
const toldDirection = z.pipe(
  lowerCased,
  z.pipe(
    z.transform((way: string) => (way === 'unknown' ? undefined : way)),
    z.optional(direction),
  ),
);
const conversation = {
  eventTime,
  conversationId: contactId,
  queueId: z.nullish(id),
  direction: z.nullish(toldDirection),
};
const mediaEvent = topicWith({ mediaType: word });
const queueEvent = topicWith({ ...conversation, queueId: id });
const customerEvent = topicWith(conversation);
/** Another outcome is schema drift: it decides which column a contact counts in. */
const queueEndEvent = topicWith({
  ...conversation,
  queueId: id,
  acdOutcome: z.pipe(lowerCased, z.enum(['answered', 'abandon', 'flow_out'])),
  answeredUserId: z.nullish(id),
});
const userEndEvent = topicWith({
  ...conversation,
  userId: id,
  interactingDurationMs: durationMs,
  heldDurationMs: durationMs,
});
const wrapUpEvent = topicWith({ ...conversation, userId: id, wrapupDurationMs: durationMs });
type Conversation = z.infer<typeof customerEvent>['detail']['eventBody'];
type Milestone = EventOf<'contact-milestone'>['milestone'];

export function readQueueStart(payload: unknown, { what, settings }: Reading): readonly TranslatedEvent[] {
  const body = bodyOf(queueEvent, payload, what);
  return [milestone('offered', body, { settings, what })];
}

export function readQueueEnd(payload: unknown, { what, settings }: Reading): readonly TranslatedEvent[] {
  const body = bodyOf(queueEndEvent, payload, what);
  const reached = ({ answered: 'answered', abandon: 'abandoned', flow_out: 'transferred' } as const)[
    body.acdOutcome
  ];
  const userId = reached === 'answered' ? body.answeredUserId : undefined;
  return [milestone(reached, { ...body, userId }, { settings, what })];
}

/**
 * The end of an agent's leg; one that was never talked in had only rung. How long the contact was held is told here, when is
 * not, so that the hold stands at the leg's end, where it leaves every sum right. A queue tells who answered; outbound,
 * no queue does.
 */
export function readUserEnd(payload: unknown, { what, settings }: Reading): readonly TranslatedEvent[] {
  const body = bodyOf(userEndEvent, payload, what);
  const { interactingDurationMs: talkMs, heldDurationMs: holdMs } = body;
  if (!talkMs && !holdMs) return [];
  const at = (reached: Milestone, beforeEndMs: number) =>
    milestone(reached, { ...body, eventTime: earlierBy(body.eventTime, beforeEndMs) }, { settings, what });
  return [
    ...(body.direction === 'outbound' ? [at('answered', (talkMs ?? 0) + (holdMs ?? 0))] : []),
    ...(holdMs ? [at('held', holdMs), at('retrieved', 0)] : []),
    at('ended', 0),
  ];
}

/** It comes when wrap-up is done, and says how long it took. */
export function readWrapUp(payload: unknown, { what, settings }: Reading): readonly TranslatedEvent[] {
  const body = bodyOf(wrapUpEvent, payload, what);
  const began = { ...body, eventTime: earlierBy(body.eventTime, body.wrapupDurationMs ?? 0) };
  return [
    ...(body.wrapupDurationMs ? [milestone('wrap-started', began, { settings, what })] : []),
    milestone('wrap-ended', body, { settings, what }),
  ];
}

export function readCustomerEnd(payload: unknown, { what, settings }: Reading): readonly TranslatedEvent[] {
  return [milestone('ended', bodyOf(customerEvent, payload, what), { settings, what })];
}

export function ofMedium(read: Reader): Reader {
  return (payload, reading) => {
    const { mediaType } = bodyOf(mediaEvent, payload, reading.what);
    return wantsMedium(reading.settings, mediaType) ? read(payload, reading) : [];
  };
}

/** An agent's leg is known by the agent: a queue's and a user's events of it share no other id. */
function milestone(
  reached: Milestone,
  body: Conversation & { readonly userId?: string | null | undefined },
  { settings: { ids }, what }: Reading,
): TranslatedEvent {
  const { conversationId, queueId, userId, direction: way, eventTime: at } = body;
  return {
    type: 'contact-milestone',
    contactId: conversationId,
    ...(queueId && { collectionPoint: chosenId(ids.collectionPoint, { queueId }, what) }),
    ...(userId && { agentId: chosenId(ids.agentId, { userId }, what) }),
    ...(way && { direction: way }),
    at,
    milestone: reached,
  };
}

function earlierBy(at: Instant, ms: number): Instant {
  return fromEpochMs(Date.parse(at) - ms) ?? at;
}
