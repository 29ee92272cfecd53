import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import { type EventOf, maxSeconds, type TranslatedEvent } from '../events/event.ts';
import type { Instant } from '../events/instant.ts';
import { chosenId } from './chosen-id.ts';
import { readPayload } from './read-payload.ts';
import { vendorField } from './vendor-field.ts';

const { id, idChoice, contactId, time } = vendorField;

const none = z.literal('');

/** Empty where no agent took part. */
const agent = z.object({ id: z.nullish(z.union([none, id])), email: idChoice, extension: idChoice });

const callEvent = z.object({
  timestamp: time,
  data: z.object({
    id: contactId,
    start_time: time,
    agent_start_time: z.nullish(z.union([none, time])),
    duration: z.nullish(z.object({ queue_time: z.nullish(z.number().check(z.gte(0), z.lte(maxSeconds))) })),
    agent: z.nullish(agent),
  }),
});

/** Of the queue, the script and the number only the chosen one has to be fit for a CollectionPoint. */
const placeOf = (choice: string) =>
  z.object({ data: z.object({ [choice]: z.nullish(z.union([none, id])) }) });

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
  const place = readPayload(placeOf(settings.ids.collectionPoint), payload, what).data;
  const collectionPoint = place[settings.ids.collectionPoint];
  const contact = contactOf(call.data.id, collectionPoint, isInbound ? 'inbound' : 'outbound');
  const agentId = agentOf(call.data.agent, settings, what);
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
function contactOf(
  contactId: string,
  collectionPoint: string | null | undefined,
  direction: 'inbound' | 'outbound',
) {
  return { contactId, ...(collectionPoint && { collectionPoint }), direction };
}

function agentOf(
  given: z.infer<typeof agent> | null | undefined,
  { ids }: SourceConfiguration,
  what: string,
): string | undefined {
  const isNamed = given && Object.values(given).some(Boolean);
  return isNamed ? chosenId(ids.agentId, given, what) : undefined;
}
