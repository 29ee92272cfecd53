import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { EventOf, TranslatedEvent } from '../events/event.ts';
import type { Instant } from '../events/instant.ts';
import { chosenId } from './chosen-id.ts';
import { readPayload } from './read-payload.ts';
import { vendorField } from './vendor-field.ts';

const { id, contactId, time } = vendorField;

export const agent = z.object({ id, email: z.nullish(id), extension: z.nullish(id) });

const none = z.literal('');
const callEvent = z.object({
  timestamp: time,
  data: z.object({
    id: contactId,
    start_time: time,
    agent_start_time: z.nullish(z.union([none, time])),
    duration: z.nullish(z.object({ queue_time: z.nullish(z.number().check(z.gte(0), z.lte(1e9))) })),
    queue: z.nullish(z.union([none, id])),
    script: z.nullish(z.union([none, id])),
    called_number: z.nullish(z.union([none, id])),
    agent: z.nullish(agent),
  }),
});

type Call = z.infer<typeof callEvent>;
type Milestone = EventOf<'contact-milestone'>['milestone'];

type Reading = Call & {
  readonly contact: ReturnType<typeof contactOf>;
  readonly agentId: string | undefined;
  readonly isInbound: boolean;
};

const callEventName = /^(inbound|outbound|dialer)\.call\.(answered|hangup|ended)$/;

/** What an event tells of a call; where that is of an agent's leg, also the agent, whom it puts in a state. */
type Told = {
  readonly milestones: readonly TranslatedEvent[];
  readonly agentId?: string | undefined;
  readonly at: Instant;
};

/** Undefined for an event that is none of a call. */
export function readCall(event: string, payload: unknown, settings: SourceConfiguration): Told | undefined {
  const [, origin, step = ''] = callEventName.exec(event) ?? [];
  const reader = stepReaders[step];
  if (!reader) return undefined;
  const what = `voiso ${event}`;
  const call = readPayload(callEvent, payload, what);
  const isInbound = origin === 'inbound';
  const contact = contactOf(call.data, settings, isInbound ? 'inbound' : 'outbound');
  const agentId = call.data.agent ? chosenId(settings.ids.agentId, call.data.agent, what) : undefined;
  const milestones = reader({ ...call, contact, agentId, isInbound });
  const at = step === 'answered' ? answeredAt(call) : call.timestamp;
  return { milestones, at, agentId: milestones.some(isOfAgent) ? agentId : undefined };
}

/**
 * What each event tells of a call. That a call hangs up before its wrap-up, and has ended after it, is what the vendor says
 * of outbound calls; of the others it is not confirmed against a live account.
 */
const stepReaders: Readonly<Record<string, (reading: Reading) => readonly TranslatedEvent[]>> = {
  answered: (reading) => [
    ...offered(reading),
    milestone('answered', withAgent(reading), answeredAt(reading)),
  ],
  hangup: (reading) => [...offered(reading), ...hungUp(reading)],
  ended: (reading) => [
    ...(isHandled(reading) ? [milestone('wrap-ended', withAgent(reading), reading.timestamp)] : []),
    ...(reading.isInbound ? [summaryOf(reading)] : []),
  ],
};

function offered({ isInbound, contact, data }: Reading): readonly TranslatedEvent[] {
  return isInbound ? [milestone('offered', contact, data.start_time)] : [];
}

function hungUp(reading: Reading): readonly TranslatedEvent[] {
  const { contact, isInbound, timestamp } = reading;
  if (!isHandled(reading)) return [milestone(isInbound ? 'abandoned' : 'ended', contact, timestamp)];
  const leg = withAgent(reading);
  return [milestone('ended', leg, timestamp), milestone('wrap-started', leg, timestamp)];
}

/** Whether an agent took the call; an inbound one that rings at an agent's in vain may name that agent too. */
function isHandled({ agentId, isInbound, data }: Reading): boolean {
  return agentId !== undefined && (!isInbound || Boolean(data.agent_start_time));
}

/** Without talk time: of the durations only the queue's is documented for a call that has ended. */
function summaryOf({ contact, data, timestamp }: Reading): TranslatedEvent {
  const waitSeconds = data.duration?.queue_time ?? undefined;
  return {
    type: 'contact-summary',
    ...contact,
    offeredAt: data.start_time,
    answered: Boolean(data.agent_start_time),
    ...(waitSeconds !== undefined && { waitSeconds }),
    asOf: timestamp,
  };
}

function answeredAt({ data, timestamp }: Call): Instant {
  return data.agent_start_time || timestamp;
}

function milestone(
  reached: Milestone,
  contact: ReturnType<typeof withAgent | typeof contactOf>,
  at: Instant,
): TranslatedEvent {
  return { type: 'contact-milestone', ...contact, at, milestone: reached };
}

function isOfAgent(event: TranslatedEvent): boolean {
  return event.type === 'contact-milestone' && event.agentId !== undefined;
}

function withAgent({ contact, agentId }: Reading) {
  return { ...contact, ...(agentId && { agentId }) };
}

/** An outbound call need not be in a queue. */
function contactOf(data: Call['data'], { ids }: SourceConfiguration, direction: 'inbound' | 'outbound') {
  const { queue, script, called_number } = data;
  const given: Readonly<Record<string, string | null | undefined>> = { queue, script, called_number };
  const collectionPoint = given[ids.collectionPoint];
  return { contactId: data.id, ...(collectionPoint && { collectionPoint }), direction };
}
