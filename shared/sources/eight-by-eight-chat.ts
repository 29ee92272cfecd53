import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { EventOf, TranslatedEvent } from '../events/event.ts';
import { chosenId } from './chosen-id.ts';
import { missingField, readPayload } from './read-payload.ts';
import { vendorField } from './vendor-field.ts';
import { wantsMedium } from './wants-medium.ts';

const { id, idChoice, contactId, unixMs } = vendorField;

/** Every conversation is one of this medium, through whichever channel: most events name none. */
const medium = 'chat';

const conversation = { conversationId: contactId, timestamp: unixMs };
const conversationEvent = z.object(conversation);
const queue = { queueId: z.nullish(id) };
const queuedEvent = z.object({ ...conversation, ...queue, data: z.nullish(z.object(queue)) });
const membersEvent = z.object({
  ...conversation,
  // Of a user it is none of ours, however long.
  data: z.object({ memberType: z.string(), change: z.string(), id: idChoice }),
});
const agentEvent = z.object({ ...conversation, agentId: id });

type Milestone = EventOf<'contact-milestone'>['milestone'];
type Reading = { readonly settings: SourceConfiguration; readonly what: string };
type Reader = (payload: unknown, reading: Reading) => readonly TranslatedEvent[];

/**
 * The milestones of a conversation in the Chat Gateway. No states of agents: they hold several conversations at a time, so
 * that the end of one tells nothing of an agent's.
 * https://developer.8x8.com/actions-events/docs/webhooks-events-reference
 */
export function readChat(
  eventType: string,
  payload: unknown,
  settings: SourceConfiguration,
): readonly TranslatedEvent[] {
  const reader = Object.hasOwn(readers, eventType) ? readers[eventType] : undefined;
  if (!reader || !wantsMedium(settings, medium)) return [];
  return reader(payload, { settings, what: `8x8 ${eventType}` });
}

/** In the older version those of agents have other names, and fields stand beside `data`, not in it. */
const readers: Readonly<Record<string, Reader>> = {
  QUEUED: (payload, { settings, what }) => {
    const { data, queueId, ...of } = readPayload(queuedEvent, payload, what);
    const given = { queueId: data?.queueId ?? queueId };
    if (!given.queueId) throw missingField(what, 'data.queueId');
    return [
      milestone('offered', of, { collectionPoint: chosenId(settings.ids.collectionPoint, given, what) }),
    ];
  },
  MEMBERS_CHANGED: (payload, { settings, what }) => {
    const { data, ...of } = readPayload(membersEvent, payload, what);
    const reached = data.memberType === 'agent' ? agentMilestones.get(data.change) : undefined;
    if (!reached) return [];
    return [milestone(reached, of, { agentId: chosenId(settings.ids.agentId, { agentId: data.id }, what) })];
  },
  AGENT_JOINED: agentMilestone('answered'),
  AGENT_LEFT: agentMilestone('ended'),
  TRANSFER: (payload, { what }) => [milestone('transferred', readPayload(conversationEvent, payload, what))],
};

const agentMilestones: ReadonlyMap<string, Milestone> = new Map([
  ['joined', 'answered'],
  ['left', 'ended'],
]);

function agentMilestone(reached: Milestone): Reader {
  return (payload, { settings, what }) => {
    const { agentId, ...of } = readPayload(agentEvent, payload, what);
    return [milestone(reached, of, { agentId: chosenId(settings.ids.agentId, { agentId }, what) })];
  };
}

function milestone(
  reached: Milestone,
  { conversationId, timestamp }: z.infer<typeof conversationEvent>,
  of: { readonly collectionPoint?: string; readonly agentId?: string } = {},
): TranslatedEvent {
  return { type: 'contact-milestone', contactId: conversationId, ...of, at: timestamp, milestone: reached };
}
