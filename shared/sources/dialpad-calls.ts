import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { EventOf, TranslatedEvent } from '../events/event.ts';
import type { Instant } from '../events/instant.ts';
import {
  type Call,
  type Contact,
  callCenterOf,
  callEvent,
  contactOf,
  type Leg,
  legOf,
  lowerCase,
  maxMs,
  stateEvent,
} from './dialpad-legs.ts';
import { missingField, readPayload } from './read-payload.ts';
import type { CodeTable } from './source.ts';
import { wantsMedium } from './wants-medium.ts';

/** Messages and faxes are events of another kind. */
const medium = 'voice';
type Milestone = EventOf<'contact-milestone'>['milestone'];

/**
 * The states that a call puts its agent in, by the name of the call's state. Only an end without an answer is one: what
 * follows an answered call, the on-duty status tells.
 */
export const callStates = {
  ringing: { code: 'RING', stateClass: 'busy' },
  connected: { code: 'TALK', stateClass: 'busy' },
  hold: { code: 'HOLD', stateClass: 'busy' },
  missed: { code: 'AVAIL', stateClass: 'available' },
  voicemail: { code: 'AVAIL', stateClass: 'available' },
  hangup: { code: 'AVAIL', stateClass: 'available' },
} as const satisfies CodeTable['states'];
type CallState = keyof typeof callStates;

type Reading = {
  readonly call: Call;
  readonly contact: Contact;
  readonly leg: Leg | undefined;
  readonly tellsStates: boolean;
};
type Reader = (reading: Reading) => readonly TranslatedEvent[];

/** What is told of a call in each state; those left out (recording, transcription, csat ...) tell nothing more. */
const readers: Readonly<Record<string, Reader>> = {
  queued: ({ call, contact }) =>
    call.direction === 'inbound'
      ? [milestone(contact, 'offered', call.date_queued ?? call.event_timestamp)]
      : [],
  ringing: (reading) => stateDuring(reading, 'ringing', reading.call.date_rang),
  connected: (reading) => {
    const { call, leg } = reading;
    if (!leg) return [];
    const at = isRetrieved(call) ? call.event_timestamp : (call.date_connected ?? call.event_timestamp);
    const reached = isRetrieved(call) ? 'retrieved' : 'answered';
    return [milestone(leg, reached, at), ...stateDuring(reading, 'connected', at)];
  },
  hold: (reading) =>
    reading.leg
      ? [milestone(reading.leg, 'held', reading.call.event_timestamp), ...stateDuring(reading, 'hold')]
      : [],
  hangup: (reading) => ended(reading, 'hangup'),
  missed: (reading) => ended(reading, 'missed'),
  voicemail: (reading) => ended(reading, 'voicemail'),
};

/** The events that a call's state stands for. */
export function readCall(payload: unknown, settings: SourceConfiguration): readonly TranslatedEvent[] {
  const state = lowerCase(readPayload(stateEvent, payload, 'a dialpad call').state);
  const read = Object.hasOwn(readers, state) ? readers[state] : undefined;
  if (!read || !wantsMedium(settings, medium)) return [];
  const what = `dialpad call ${state}`;
  const call = readPayload(callEvent, payload, what);
  const contact = contactOf(call, settings, what);
  const part = legOf(call, settings, what);
  const leg = part && { ...contact, ...part };
  // A direct call may change no on-duty status, and then nothing would end the state it put its agent in.
  const tellsStates = settings.activity === 'contacts' && callCenterOf(call) !== undefined;
  return read({ call, contact, leg, tellsStates });
}

/**
 * There is no state for the end of a hold: the leg is connected once more. (Whether `date_connected` then stays is not
 * confirmed against a live account; hold time tells it too.)
 */
function isRetrieved({ date_connected, event_timestamp, hold_time }: Call): boolean {
  const sinceConnectedMs = date_connected ? Date.parse(event_timestamp) - Date.parse(date_connected) : 0;
  return Boolean(hold_time) || sinceConnectedMs > answerDelayMs;
}
/** An answer is reported well within this. */
const answerDelayMs = 2000;

function ended(reading: Reading, state: CallState): readonly TranslatedEvent[] {
  const { call, contact, leg } = reading;
  const at = call.date_ended ?? call.event_timestamp;
  // A mailbox answers too; that is none by an agent.
  const answeredAt = state === 'voicemail' || call.voicemail_link ? undefined : call.date_connected;
  if (answeredAt && leg)
    return [
      milestone(leg, 'answered', answeredAt),
      milestone(leg, 'ended', at),
      summaryOf(reading, answeredAt),
    ];
  if (answeredAt) return [milestone(contact, 'ended', at)];
  // One of the agents that a call center rang in turn; whether another answered, the call center's leg tells.
  if (leg && contact.contactId !== call.call_id) return stateDuring(reading, state, at);
  const reached = call.direction === 'inbound' ? 'abandoned' : 'ended';
  return [milestone(contact, reached, at), summaryOf(reading, undefined), ...stateDuring(reading, state, at)];
}

/** A transferred leg has only its own part of the talk and hold time; the milestones of all legs have the whole. */
function summaryOf({ call, contact }: Reading, answeredAt: Instant | undefined): TranslatedEvent {
  const offeredAt = call.date_queued ?? call.date_started;
  if (!offeredAt) throw missingField(`dialpad call ${lowerCase(call.state)}`, 'date_started');
  const waitedUntil = answeredAt ?? call.date_ended ?? call.event_timestamp;
  const waitMs = Date.parse(waitedUntil) - Date.parse(offeredAt);
  const { talk_time: talkMs, hold_time: holdMs } = call.is_transferred ? {} : call;
  return {
    type: 'contact-summary',
    ...contact,
    offeredAt,
    answered: answeredAt !== undefined,
    ...(typeof talkMs === 'number' && { talkSeconds: talkMs / 1000 }),
    ...(typeof holdMs === 'number' && { holdSeconds: holdMs / 1000 }),
    ...(waitMs >= 0 && waitMs <= maxMs && { waitSeconds: waitMs / 1000 }),
    asOf: call.event_timestamp,
  };
}

function milestone(contact: Contact | Leg, reached: Milestone, at: Instant): TranslatedEvent {
  return { type: 'contact-milestone', ...contact, at, milestone: reached };
}

/** The state that the call puts its agent in, where contacts feed the activity; none otherwise. */
function stateDuring(
  { call, leg, tellsStates }: Reading,
  state: CallState,
  at?: Instant | null,
): readonly TranslatedEvent[] {
  if (!tellsStates || !leg) return [];
  const { stateClass } = callStates[state];
  const eventTime = at ?? call.event_timestamp;
  return [{ type: 'agent-activity', agentId: leg.agentId, eventTime, state, stateClass }];
}
