import * as z from 'zod/mini';
import type { TranslatedEvent } from '../events/event.ts';
import type { Instant } from '../events/instant.ts';
import { announcedPerson, announcesPeople, tellsName } from './announced-person.ts';
import { chosenId } from './chosen-id.ts';
import { knownClass } from './known-class.ts';
import { missingField, readPayload } from './read-payload.ts';
import type { CodeTable, TranslationContext } from './source.ts';
import type { Fields } from './talkdesk-trigger.ts';
import { vendorField } from './vendor-field.ts';

const { id, idChoice, word } = vendorField;

export const agentFields = z.object({
  agent_id: idChoice,
  agent_email: idChoice,
  agent_name: z.catch(z.nullish(z.string()), null),
  status: z.optional(word),
});
type Agent = z.infer<typeof agentFields>;

const logoutEvent = z.object({ event_id: z.optional(word), data: z.object({ user_id: id }) });

/** The labels are the product's usual ones, not taken from a page; an account may have others. */
export const codes: CodeTable = {
  states: {
    agentLogIn: { code: 'LOGIN', stateClass: 'unavailable' },
    agentLogOut: { code: 'LOGOUT', stateClass: 'offline' },
    'user.logout': { code: 'LOGOUT', stateClass: 'offline' },
    Available: { code: 'AVAIL', stateClass: 'available' },
    'On a Call': { code: 'TALK', stateClass: 'busy' },
    'After Call Work': { code: 'WRAP', stateClass: 'busy' },
    Busy: { code: 'BUSY', stateClass: 'busy' },
    Away: { code: 'NOTREADY', stateClass: 'unavailable' },
    Offline: { code: 'LOGOUT', stateClass: 'offline' },
    inboundCallStarts: { code: 'TALK', stateClass: 'busy' },
    inboundCallEnds: { code: 'AVAIL', stateClass: 'available' },
    outboundCallEnds: { code: 'AVAIL', stateClass: 'available' },
  },
  reasons: {},
};

/** What is read of one webhook: its fields that say something, and what they are called in an error. */
export type Reading = TranslationContext & { readonly what: string; readonly fields: Fields };

/** Calls tell that an agent is on one, so that the status which says the same would collide; wrap-up they do not tell. */
export function statusChange(reading: Reading): readonly TranslatedEvent[] {
  const { status } = readPayload(agentFields, reading.fields, reading.what);
  if (!status) throw missingField(reading.what, 'status');
  if (reading.settings.activity === 'contacts' && status.toLowerCase() === 'on a call') return [];
  return [agentState(status, reading)];
}

/** Talkdesk tells of no new agent, but who logs in. */
export function login(reading: Reading): readonly TranslatedEvent[] {
  const agent = readPayload(agentFields, reading.fields, reading.what);
  const name = { name: agent.agent_name };
  const isNew = announcesPeople(reading.settings) && tellsName(name);
  return [
    agentState('agentLogIn', reading),
    ...(isNew ? [announcedPerson(agentOf(agent, reading), name)] : []),
  ];
}

/** The agent that the webhook names is in this state from now on. */
export function agentState(state: string, reading: Reading): TranslatedEvent {
  const agent = readPayload(agentFields, reading.fields, reading.what);
  const begins = { agentId: agentOf(agent, reading), eventTime: timesOf(reading).happenedAt };
  return { type: 'agent-activity', ...begins, state, ...knownClass(codes, state) };
}

/** The Events API's only event of an agent; it tells no time. */
export function userLogout({ fields, what, settings, receivedAt }: Reading): readonly TranslatedEvent[] {
  const { event_id: eventId, data } = readPayload(logoutEvent, fields, what);
  const agentId = chosenId(settings.ids.agentId, { agent_id: data.user_id }, what);
  const state = 'user.logout';
  const logout = { agentId, eventTime: receivedAt, state, ...knownClass(codes, state) };
  return [{ type: 'agent-activity', ...(eventId && { id: eventId }), ...logout }];
}

/** Throws Untranslatable where the webhook names no agent by the configured id. */
export function agentOf(agent: Agent, { settings, what }: Reading): string {
  return chosenId(settings.ids.agentId, agent, what);
}

/**
 * When it happened, and when the call it is of began. Most default templates have no time: what they tell of has only just
 * happened. The form of Talkdesk's times is not confirmed against a live account; without a zone the configuration tells it.
 */
export function timesOf(reading: Reading): {
  readonly happenedAt: Instant;
  readonly startedAt?: Instant | undefined;
} {
  const time = z.optional(vendorField.zonedTime(reading));
  const { fields, what, receivedAt } = reading;
  const read = readPayload(z.object({ timestamp: time, start_time: time }), fields, what);
  return { happenedAt: read.timestamp ?? receivedAt, startedAt: read.start_time };
}
