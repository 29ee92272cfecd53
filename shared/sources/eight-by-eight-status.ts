import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { TranslatedEvent } from '../events/event.ts';
import type { Instant } from '../events/instant.ts';
import { chosenId } from './chosen-id.ts';
import { streamField } from './eight-by-eight-field.ts';
import { knownClass } from './known-class.ts';
import { missingField, readPayload } from './read-payload.ts';
import type { CodeTable } from './source.ts';

const { id, text, unixSeconds, unixMs } = streamField;

const statusChange = z.object({
  AgentStatusChange: z.object({
    agentId: id,
    newState: text,
    newReasonCodeUser: text,
    statusEventTS: unixSeconds,
    msgInfo: z.nullish(z.object({ timestamp: unixMs })),
  }),
});

/**
 * The statuses are numbers, of which the vendor's pages say different things. 0, 1 and 5 are as the stream's own pages have
 * them; the Agent Status API says 1 for logged out and 5 for working offline. The others are only listed there. None is
 * confirmed against a live account: the README says how to find out.
 * https://developer.8x8.com/actions-events/docs/streaming/event-lifecycle
 * https://developer.8x8.com/actions-events/docs/cc-managing-agent-status
 */
export const codes: CodeTable = {
  states: {
    '0': { code: 'LOGOUT', stateClass: 'offline' },
    '1': { code: 'LOGIN', stateClass: 'unavailable' },
    '2': { code: 'LOGIN', stateClass: 'unavailable' },
    '3': { code: 'BREAK', stateClass: 'unavailable' },
    '4': { code: 'AVAIL', stateClass: 'available' },
    '5': { code: 'AVAIL', stateClass: 'available' },
    '6': { code: 'RING', stateClass: 'busy' },
    '7': { code: 'TALK', stateClass: 'busy' },
    '8': { code: 'WRAP', stateClass: 'busy' },
    '9': { code: 'BUSY', stateClass: 'busy' },
    '10': { code: 'BUSY', stateClass: 'busy' },
    '11': { code: 'BUSY', stateClass: 'busy' },
    InteractionAssigned: { code: 'RING', stateClass: 'busy' },
    InteractionAccepted: { code: 'TALK', stateClass: 'busy' },
    InteractionCustomerAccepted: { code: 'TALK', stateClass: 'busy' },
    CS_HOLD: { code: 'HOLD', stateClass: 'busy' },
    CS_CONNECTED: { code: 'TALK', stateClass: 'busy' },
    InteractionPostProcess: { code: 'WRAP', stateClass: 'busy' },
    InteractionRejected: { code: 'AVAIL', stateClass: 'available' },
    InteractionDeassigned: { code: 'AVAIL', stateClass: 'available' },
  },
  reasons: {},
};

/** Offered, being handled and in wrap-up: interactions tell the same, and when. */
const toldByInteractions: ReadonlySet<string> = new Set(['6', '7', '8']);

/** `publishedAt` stands in for the event's own time where it has none. */
export function readStatus(
  payload: unknown,
  settings: SourceConfiguration,
  publishedAt: Instant | undefined,
): readonly TranslatedEvent[] {
  const what = '8x8 AgentStatusChange';
  const { AgentStatusChange: change } = readPayload(statusChange, payload, what);
  const { newState: state, newReasonCodeUser: reason, statusEventTS, msgInfo } = change;
  const eventTime = statusEventTS ?? msgInfo?.timestamp ?? publishedAt;
  if (!state) throw missingField(what, 'AgentStatusChange.newState');
  if (!eventTime) throw missingField(what, 'AgentStatusChange.statusEventTS');
  if (settings.activity === 'contacts' && toldByInteractions.has(state)) return [];
  const agentId = chosenId(settings.ids.agentId, change, what);
  return [{ ...agentActivity(state, agentId, eventTime), ...(reason && { reason }) }];
}

export function agentActivity(state: string, agentId: string, eventTime: Instant) {
  return { type: 'agent-activity', agentId, eventTime, state, ...knownClass(codes, state) } as const;
}
