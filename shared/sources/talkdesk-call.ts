import * as z from 'zod/mini';
import { type EventOf, maxSeconds, type TranslatedEvent } from '../events/event.ts';
import { fromEpochMs, type Instant } from '../events/instant.ts';
import { maxUnits } from '../events/max-units.ts';
import { missingField, readPayload } from './read-payload.ts';
import { agentFields, agentOf, agentState, type Reading, timesOf } from './talkdesk-agent.ts';
import { vendorField } from './vendor-field.ts';
import { wantsMedium } from './wants-medium.ts';

const { id, contactId } = vendorField;

/** That durations are seconds is not confirmed against a live account. */
const seconds = z.optional(
  z.pipe(
    z.union([z.number(), z.string().check(z.regex(/^\d{1,9}(?:\.\d+)?$/, 'must be seconds'))]),
    z.pipe(z.transform(Number), z.number().check(z.gte(0), z.lte(maxSeconds))),
  ),
);

const ringGroup = z.union([z.string(), z.int()]);
/** A call's ring groups come as a list or as text with commas; the first is where it counts. */
const firstGroup = z.pipe(
  z.union([ringGroup, z.array(ringGroup)]),
  z.pipe(z.transform(firstOf), z.string().check(maxUnits(50))),
);

const callFields = z.extend(agentFields, {
  call_id: z.optional(contactId),
  interaction_id: z.optional(contactId),
  interaction_type: z.optional(z.string()),
  total_duration: seconds,
  duration: seconds,
  waiting_time: seconds,
  hold_time: seconds,
});
/** Of the two only the chosen one has to be fit for a CollectionPoint. */
const places: Readonly<Record<string, z.ZodMiniType<string>>> = {
  tags: firstGroup,
  talkdesk_phone_number: id,
};

type Call = z.infer<typeof callFields>;
type CallReading = Reading & { readonly call: Call };
type Direction = 'inbound' | 'outbound';
type Milestone = EventOf<'contact-milestone'>['milestone'];

/** A reader of a call's webhook; it gives nothing where calls are not among the media that count. */
function ofCall(read: (reading: CallReading) => readonly TranslatedEvent[]) {
  return (reading: Reading): readonly TranslatedEvent[] => {
    const call = readPayload(callFields, reading.fields, reading.what);
    const medium = call.interaction_type?.toLowerCase() ?? 'call';
    const wanted = wantsMedium(reading.settings, medium === 'call' ? 'voice' : medium);
    return wanted ? read({ ...reading, call }) : [];
  };
}

export const callReaders = {
  callEntersWaitingQueue: ofCall((reading) => [milestone('offered', reading)]),
  callIsAbandoned: ofCall((reading) => [milestone('abandoned', reading)]),
  inboundCallReachesContactCenter: ofCall((reading) => [milestone('offered', reading)]),
  inboundCallStarts: ofCall((reading) => [
    { ...milestone('answered', reading), agentId: agentOf(reading.call, reading) },
    ...stateWithin('inboundCallStarts', reading),
  ]),
  inboundCallEnds: ofCall((reading) => callEnds('inbound', reading)),
  outboundCallEnds: ofCall((reading) => callEnds('outbound', reading)),
} as const;

/** The end of an agent's call, and what it repeats of it; a call without an agent was never answered. */
function callEnds(direction: Direction, reading: CallReading): readonly TranslatedEvent[] {
  const { call } = reading;
  const contact = { ...contactOf(reading), direction };
  const isOfAgent = 'agent_id' in reading.fields || 'agent_email' in reading.fields;
  if (!isOfAgent) return [summaryOf(contact, false, reading)];
  const answered = direction === 'inbound' || (call.duration ?? 0) > 0;
  const ended = { ...contact, agentId: agentOf(call, reading), at: timesOf(reading).happenedAt };
  return [
    { type: 'contact-milestone', ...ended, milestone: 'ended' },
    summaryOf(contact, answered, reading),
    ...stateWithin(`${direction}CallEnds`, reading),
  ];
}

/**
 * Whether `duration` includes the hold and whether `start_time` is when the call came in (rather than when it was answered)
 * is not documented: both are taken to be so, and not confirmed against a live account.
 */
function summaryOf(
  contact: ReturnType<typeof contactOf> & { direction: Direction },
  answered: boolean,
  reading: CallReading,
): TranslatedEvent {
  const { duration, hold_time: holdSeconds, waiting_time: waitSeconds } = reading.call;
  const talkSeconds = duration === undefined ? undefined : Math.max(0, duration - (holdSeconds ?? 0));
  return {
    type: 'contact-summary',
    ...contact,
    // An interaction that is transferred has a call with each agent, and each call is summed by itself.
    ...(reading.call.call_id && { legId: reading.call.call_id }),
    offeredAt: beganAt(reading),
    answered,
    ...(answered && talkSeconds !== undefined && { talkSeconds }),
    ...(answered && holdSeconds !== undefined && { holdSeconds }),
    ...(waitSeconds !== undefined && { waitSeconds }),
    asOf: timesOf(reading).happenedAt,
  };
}

/** The default template of an outbound call has no time, but how long the call was in all. */
function beganAt(reading: CallReading): Instant {
  const { happenedAt, startedAt } = timesOf(reading);
  const { total_duration: totalSeconds } = reading.call;
  const totalMs = totalSeconds === undefined ? Number.NaN : totalSeconds * 1000;
  const time = startedAt ?? fromEpochMs(Date.parse(happenedAt) - totalMs);
  if (time) return time;
  throw missingField(reading.what, 'start_time');
}

/** Where calls feed the activity, an agent whose call has ended is available, until a status tells otherwise. */
function stateWithin(state: string, reading: CallReading): readonly TranslatedEvent[] {
  return reading.settings.activity === 'contacts' ? [agentState(state, reading)] : [];
}

function milestone(reached: Milestone, reading: CallReading) {
  return {
    type: 'contact-milestone',
    ...contactOf(reading),
    direction: 'inbound',
    at: timesOf(reading).happenedAt,
    milestone: reached,
  } as const;
}

/** The interaction is what the customer began; a call that is transferred stays part of it. */
function contactOf({ call, fields, settings, what }: CallReading) {
  const contactId = call.interaction_id ?? call.call_id;
  if (!contactId) throw missingField(what, 'interaction_id');
  const choice = settings.ids.collectionPoint;
  const place = z.object({ [choice]: z.optional(places[choice] ?? z.never()) });
  const collectionPoint = readPayload(place, fields, what)[choice];
  return { contactId, ...(collectionPoint && { collectionPoint }) };
}

function firstOf(groups: string | number | (string | number)[]): string {
  const [first = ''] = String(typeof groups === 'object' ? (groups[0] ?? '') : groups).split(',', 1);
  return first.trim();
}
