import * as z from 'zod/mini';
import type { EventOf, TranslatedEvent } from '../../events/event.ts';
import type { Instant } from '../../events/instant.ts';
import { missingField, readPayload } from '../read-payload.ts';
import type { TranslationContext } from '../source.ts';
import { vendorField } from '../vendor-field.ts';
import { wantsMedium } from '../wants-medium.ts';
import {
  agentIdOf,
  directionOf,
  initiationMethod,
  isMonitoring,
  lowerCasedKeys,
  queueIdOf,
} from './contact-facts.ts';

const { contactId, word, time } = vendorField;

const named = z.object({
  detail: z.pipe(lowerCasedKeys, z.object({ eventtype: word, channel: z.nullish(word) })),
});
const queueInfo = z.pipe(
  lowerCasedKeys,
  z.object({ queuearn: queueIdOf, enqueuetimestamp: z.nullish(time) }),
);
const agentInfo = z.pipe(
  lowerCasedKeys,
  z.object({
    agentarn: z.string(),
    connectedtoagenttimestamp: z.nullish(time),
    aftercontactworkstarttimestamp: z.nullish(time),
    aftercontactworkendtimestamp: z.nullish(time),
  }),
);
const contactEvent = z.object({
  detail: z.pipe(
    lowerCasedKeys,
    z.object({
      contactid: contactId,
      channel: word,
      initiationmethod: initiationMethod,
      disconnecttimestamp: z.nullish(time),
      queueinfo: z.nullish(queueInfo),
      agentinfo: z.nullish(agentInfo),
    }),
  ),
});
type Detail = z.infer<typeof contactEvent>['detail'];
type Milestone = EventOf<'contact-milestone'>['milestone'];
type Reached = {
  readonly milestone: Milestone;
  readonly at: Instant | null | undefined;
  readonly path: string;
};

/** What is read from each event type; the others (initiated, data updated ...) tell nothing more. */
const readers: Readonly<Record<string, (detail: Detail) => readonly Reached[]>> = {
  QUEUED: ({ queueinfo }) =>
    queueinfo && !queueinfo.queuearn
      ? []
      : [{ milestone: 'offered', at: queueinfo?.enqueuetimestamp, path: 'queueInfo.enqueueTimestamp' }],
  CONNECTED_TO_AGENT: ({ agentinfo }) => [
    {
      milestone: 'answered',
      at: agentinfo?.connectedtoagenttimestamp,
      path: 'agentInfo.connectedToAgentTimestamp',
    },
  ],
  DISCONNECTED: (detail) => [
    { milestone: howItEnded(detail), at: detail.disconnecttimestamp, path: 'disconnectTimestamp' },
  ],
  COMPLETED: ({ agentinfo }) => afterContactWork(agentinfo),
};

/**
 * A contact's milestones. Each transfer and callback is a contact of its own here as in the contact records, so that each
 * queue it waits in is offered it. They name a queue by its ARN only: where the collection points are queues' names, the
 * contact records alone tell of contacts.
 */
export function readContactEvent(payload: unknown, context: TranslationContext): readonly TranslatedEvent[] {
  const { settings } = context;
  const { eventtype, channel } = readPayload(named, payload, 'an amazon-connect contact event').detail;
  const read = Object.hasOwn(readers, eventtype) ? readers[eventtype] : undefined;
  if (!read || settings.ids.collectionPoint !== 'queueId') return [];
  const what = `amazon-connect ${eventtype}`;
  if (channel && !wantsMedium(settings, channel)) return [];
  const { detail } = readPayload(contactEvent, payload, what);
  if (isMonitoring(detail.initiationmethod)) return [];
  return read(detail).map(({ milestone, at, path }) => {
    if (!at) throw missingField(what, `detail.${path}`);
    return { type: 'contact-milestone', ...factsOf(detail, context, what), at, milestone };
  });
}

function factsOf(detail: Detail, context: TranslationContext, what: string) {
  const collectionPoint = detail.queueinfo?.queuearn;
  const agentId = detail.agentinfo && agentOf(detail.agentinfo.agentarn, context, what);
  return {
    contactId: detail.contactid,
    ...(collectionPoint && { collectionPoint }),
    ...(agentId && { agentId }),
    ...directionOf(detail.initiationmethod, detail.channel),
  };
}

/** The ARN is all that a contact event has; a milestone does without its agent where the name is not known. */
function agentOf(arn: string, { settings, agents }: TranslationContext, what: string): string | undefined {
  return settings.ids.agentId === 'Username' ? agents?.find(arn) : readPayload(agentIdOf, arn, what);
}

/** Queued for an agent and gone without one: the customer hung up, or left by the flow, before an answer. */
function howItEnded({ queueinfo, agentinfo, initiationmethod, channel }: Detail): Milestone {
  const isOutbound = directionOf(initiationmethod, channel).direction === 'outbound';
  return queueinfo?.queuearn && !agentinfo?.connectedtoagenttimestamp && !isOutbound ? 'abandoned' : 'ended';
}

/** A completed contact that needed no work after it says no more than its disconnection did. */
function afterContactWork(agent: Detail['agentinfo']): readonly Reached[] {
  const { aftercontactworkstarttimestamp: start, aftercontactworkendtimestamp: end } = agent ?? {};
  return [
    ...(start ? [{ milestone: 'wrap-started', at: start, path: '' } as const] : []),
    ...(end ? [{ milestone: 'wrap-ended', at: end, path: '' } as const] : []),
  ];
}
