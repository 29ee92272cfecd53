import * as z from 'zod/mini';
import type { TranslatedEvent } from '../../events/event.ts';
import type { Instant } from '../../events/instant.ts';
import { chosenId } from '../chosen-id.ts';
import { knownClass } from '../known-class.ts';
import { missingField, readPayload } from '../read-payload.ts';
import type { CodeTable, TranslationContext } from '../source.ts';
import { vendorField } from '../vendor-field.ts';
import { bodyOf, type Reading, topicWith } from './topic.ts';

const { id, word, time } = vendorField;

const presence = z.object({
  presenceDefinition: z.object({ id: z.nullish(z.string()), systemPresence: word }),
  modifiedDate: time,
});
const routing = z.object({ status: word, startTime: time });

const activityEvent = topicWith({ id, presence: z.nullish(presence), routingStatus: z.nullish(routing) });
const routingEvent = topicWith({ id, routingStatus: routing });
/** Its body names no user: who it is stands in the topic's name only. */
const presenceEvent = z.object({
  detail: z.object({ topicName: z.string(), eventBody: presence }),
});

/** Off queue, what the agent does there is the reason: the system presence, or the tenant's own presence by its id. */
export const codes: CodeTable = {
  states: {
    OFFLINE: { code: 'LOGOUT', stateClass: 'offline' },
    ON_QUEUE: { code: 'AVAIL', stateClass: 'available' },
    IDLE: { code: 'AVAIL', stateClass: 'available' },
    INTERACTING: { code: 'TALK', stateClass: 'busy' },
    COMMUNICATING: { code: 'OUTCALL', stateClass: 'busy' },
    NOT_RESPONDING: { code: 'NOTRESP', stateClass: 'unavailable' },
    OFF_QUEUE: { code: 'NOTREADY', stateClass: 'unavailable' },
  },
  reasons: {
    AVAILABLE: 'AVAILABLE',
    AWAY: 'AWAY',
    BUSY: 'BUSY',
    IDLE: 'IDLE',
    MEAL: 'MEAL',
    TRAINING: 'TRAINING',
    MEETING: 'MEETING',
    BREAK: 'BREAK',
  },
};

/**
 * Offline outranks all; on queue the routing status tells what the agent does, off queue the presence. Of the two one changes
 * first: a routing status that is off queue under a presence that is on queue tells nothing that is to last, and a row of it
 * could stand in the very second of the state that follows.
 */
export function readActivity(payload: unknown, { what, settings }: Reading): readonly TranslatedEvent[] {
  const { id: user, presence: shown, routingStatus } = bodyOf(activityEvent, payload, what);
  const agentId = chosenId(settings.ids.agentId, { userId: user }, what);
  if (routingStatus && (!shown || (isOnQueue(shown) && routingStatus.status !== 'OFF_QUEUE')))
    return [activity(agentId, routingStatus.status, laterOf(routingStatus.startTime, shown?.modifiedDate))];
  if (shown) return [presenceActivity(agentId, shown, settings)];
  throw missingField(what, 'detail.eventBody.presence');
}

export function readPresence(payload: unknown, { what, settings }: Reading): readonly TranslatedEvent[] {
  const { topicName, eventBody } = readPayload(presenceEvent, payload, what).detail;
  const [, userId] = /^v2\.users\.([^.]+)\.presence$/.exec(topicName) ?? [];
  return [presenceActivity(chosenId(settings.ids.agentId, { userId }, what), eventBody, settings)];
}

/** Off queue, the presence's own event tells the same, and why. */
export function readRoutingStatus(payload: unknown, { what, settings }: Reading): readonly TranslatedEvent[] {
  const { id: userId, routingStatus } = bodyOf(routingEvent, payload, what);
  const { status, startTime } = routingStatus;
  if (status === 'OFF_QUEUE') return [];
  return [activity(chosenId(settings.ids.agentId, { userId }, what), status, startTime)];
}

function presenceActivity(
  agentId: string,
  shown: z.infer<typeof presence>,
  { codes: { reasons = {} } }: TranslationContext['settings'],
) {
  const { presenceDefinition, modifiedDate } = shown;
  const { id: definition, systemPresence } = presenceDefinition;
  if (isOnQueue(shown)) return activity(agentId, 'ON_QUEUE', modifiedDate);
  if (/^offline$/i.test(systemPresence)) return activity(agentId, 'OFFLINE', modifiedDate);
  const reason = definition && Object.hasOwn(reasons, definition) ? definition : systemPresence;
  return { ...activity(agentId, 'OFF_QUEUE', modifiedDate), reason };
}

/** Events write `ON_QUEUE`, the API elsewhere `OnQueue` and `On Queue`. */
function isOnQueue({ presenceDefinition }: z.infer<typeof presence>): boolean {
  return /^on[_ ]?queue$/i.test(presenceDefinition.systemPresence);
}

function activity(agentId: string, state: string, at: Instant) {
  return { type: 'agent-activity', agentId, eventTime: at, state, ...knownClass(codes, state) } as const;
}

function laterOf(one: Instant, other: Instant | undefined): Instant {
  return other && other > one ? other : one;
}
