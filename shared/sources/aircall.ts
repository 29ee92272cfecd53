import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import { type EventOf, maxSeconds, type TranslatedEvent } from '../events/event.ts';
import type { Instant } from '../events/instant.ts';
import { failClosed } from '../signatures/fail-closed.ts';
import { requireToken } from '../signatures/require-token.ts';
import { announcedPerson, announcesPeople } from './announced-person.ts';
import { chosenId } from './chosen-id.ts';
import { knownClass } from './known-class.ts';
import { parseJson } from './parse-json.ts';
import { missingField, readPayload } from './read-payload.ts';
import type { CodeTable, WebhookSource } from './source.ts';
import { vendorField } from './vendor-field.ts';
import { wantsMedium } from './wants-medium.ts';

const documentation = 'https://developer.aircall.io/docs/webhooks-overview';

/** Every call is one of this medium; Aircall's messages are another resource. */
const medium = 'voice';
const { id, idChoice, contactId, word, unixSeconds, direction } = vendorField;

const named = z.object({ event: z.string() });
const tokenless = z.looseObject({});
const tokenHolder = z.object({ token: z.string() });

const userEvent = z.object({
  timestamp: unixSeconds,
  data: z.object({
    id,
    email: idChoice,
    available: z.nullish(z.boolean()),
    availability_status: z.nullish(word),
    substatus: z.nullish(z.union([z.literal(''), word])),
    last_call_id: z.nullish(contactId),
  }),
});

const newUser = z.object({ data: z.object({ id, email: idChoice, name: z.nullish(z.string()) }) });

const callEvent = z.object({
  timestamp: unixSeconds,
  data: z.object({
    id: contactId,
    direction,
    started_at: unixSeconds,
    answered_at: z.nullish(unixSeconds),
    ended_at: z.nullish(unixSeconds),
    user: z.nullish(
      z.object({
        id,
        email: idChoice,
        // These two only tell what follows a call; no call is lost for them.
        availability_status: z.catch(z.nullish(z.string()), null),
        wrap_up_time: z.catch(z.nullish(z.number()), null),
      }),
    ),
    number: z.nullish(z.object({ id, name: idChoice, digits: idChoice })),
    participants: z.nullish(z.array(z.object({ type: z.nullish(z.string()), id: z.nullish(id) }))),
  }),
});

type User = z.infer<typeof userEvent>;
type Call = z.infer<typeof callEvent>;
type Milestone = EventOf<'contact-milestone'>['milestone'];

/** The reasons are all those of the Workspace app; each name is as the events write it. */
const codes: CodeTable = {
  states: {
    connected: { code: 'LOGIN', stateClass: 'unavailable' },
    disconnected: { code: 'LOGOUT', stateClass: 'offline' },
    deleted: { code: 'LOGOUT', stateClass: 'offline' },
    opened: { code: 'AVAIL', stateClass: 'available' },
    closed: { code: 'NOTREADY', stateClass: 'unavailable' },
    wut_start: { code: 'ACW', stateClass: 'busy' },
    available: { code: 'AVAIL', stateClass: 'available' },
    unavailable: { code: 'NOTREADY', stateClass: 'unavailable' },
    custom: { code: 'NOTREADY', stateClass: 'unavailable' },
    'call.ringing_on_agent': { code: 'RING', stateClass: 'busy' },
    'call.answered': { code: 'TALK', stateClass: 'busy' },
    'call.hold': { code: 'HOLD', stateClass: 'busy' },
    'call.unhold': { code: 'TALK', stateClass: 'busy' },
    'call.agent_declined': { code: 'AVAIL', stateClass: 'available' },
    'call.hungup': { code: 'AVAIL', stateClass: 'available' },
  },
  reasons: {
    on_a_break: 'BREAK',
    out_for_lunch: 'LUNCH',
    in_training: 'TRAINING',
    doing_back_office: 'BACKOFFICE',
    other: 'OTHER',
  },
};

/** Aircall: users' availability and calls; nothing signs the body, a token within it proves the sender. */
export const aircall: WebhookSource = {
  transport: 'webhook',
  vendor: 'aircall',
  documentation,
  successStatus: 200,
  mediaTypes: ['application/json'],
  // No time is signed, and retries come for up to twelve hours.
  toleranceSeconds: null,
  firstParty: false,
  codes,
  options: {
    agentIds: ['id', 'email'],
    collectionPoints: ['number.id', 'number.name', 'number.digits'],
    activity: ['status', 'contacts'],
    announcesPeople: true,
  },

  verify: failClosed(({ body }, trust) =>
    requireToken(tokenIn(body), trust.secrets, 'the token in the body'),
  ),

  parse: ({ body }) => parseJson(body),

  translate: (payload, { settings }) => {
    const { event } = readPayload(named, payload, 'an aircall webhook');
    const events = readEvent(event, payload, settings);
    return { events, ignored: events.length > 0 ? 0 : 1 };
  },

  sign: ({ headers, body }, { secret }) => ({
    headers,
    body: Buffer.from(
      JSON.stringify({ ...readPayload(tokenless, parseJson(body), 'an aircall webhook'), token: secret }),
    ),
  }),

  secretFrom: (random) => random.toString('hex'),
};

function readEvent(
  event: string,
  payload: unknown,
  settings: SourceConfiguration,
): readonly TranslatedEvent[] {
  const what = `aircall ${event}`;
  const [, name] = userEventName.exec(event) ?? [];
  if (name) return readUser(name, readPayload(userEvent, payload, what), settings);
  if (userCreated.test(event)) return readNewUser(payload, settings, what);
  const reader = Object.hasOwn(callReaders, event) ? callReaders[event] : undefined;
  const tellsState = settings.activity === 'contacts' && callStates.has(event);
  if ((!reader && !tellsState) || !wantsMedium(settings, medium)) return [];
  const { timestamp, data } = readPayload(callEvent, payload, what);
  const contact = contactOf(data, settings, what);
  const milestones = reader?.({ timestamp, data, contact }) ?? [];
  return tellsState ? [...milestones, ...stateDuring(event, { timestamp, data, contact })] : milestones;
}

/**
 * The user events that tell a state: their names are the states' words, but the end of wrap-up, which names none.
 * Those without suffix are the older form of the same.
 */
const userEventName = /^user\.(connected|disconnected|opened|closed|wut_start|wut_end|deleted)(?:\.v2)?$/;
const userCreated = /^user\.created(?:\.v2)?$/;
const wrapMilestones: Readonly<Record<string, Milestone>> = {
  wut_start: 'wrap-started',
  wut_end: 'wrap-ended',
};

/** Only these may have a reason; an agent who opens may still carry the last one. */
const reasoned = new Set(['closed', 'unavailable', 'custom']);

function readUser(
  name: string,
  { timestamp, data }: User,
  settings: SourceConfiguration,
): readonly TranslatedEvent[] {
  const state = name === 'wut_end' ? availabilityOf(data) : name;
  const agentId = chosenId(settings.ids.agentId, data, `aircall user.${name}`);
  const changed = { type: 'agent-activity', agentId, eventTime: timestamp, state } as const;
  const reason = reasoned.has(state) ? reasonOf(data.substatus) : {};
  const activity = { ...changed, ...reason, ...knownClass(codes, state) };
  const milestone = wrapMilestones[name];
  if (!milestone || !data.last_call_id || !wantsMedium(settings, medium)) return [activity];
  const contactId = data.last_call_id;
  return [activity, { type: 'contact-milestone', contactId, agentId, at: timestamp, milestone }];
}

/** A user who was created has no state yet. */
function readNewUser(
  payload: unknown,
  settings: SourceConfiguration,
  what: string,
): readonly TranslatedEvent[] {
  if (!announcesPeople(settings)) return [];
  const { data } = readPayload(newUser, payload, what);
  return [announcedPerson(chosenId(settings.ids.agentId, data, what), { name: data.name })];
}

/** What wrap-up ends in. `custom` follows the user's working hours, so that only `available` tells. */
function availabilityOf({ available, availability_status: status }: User['data']): string {
  if (available !== undefined && available !== null && (!status || status === 'custom'))
    return available ? 'available' : 'unavailable';
  if (status) return status;
  throw missingField('aircall user.wut_end', 'data.availability_status');
}

/** The two that only say which way the availability is set are no reasons. */
function reasonOf(substatus: string | null | undefined): { reason?: string } {
  return substatus && !/^always_(opened|closed)$/.test(substatus) ? { reason: substatus } : {};
}

type Contact = ReturnType<typeof contactOf>;
type Reading = Call & { readonly contact: Contact };
type CallReader = (call: Reading) => readonly TranslatedEvent[];

/** What is told of a call by each event; those left out (tagged, archived, commented ...) tell nothing more. */
const callReaders: Readonly<Record<string, CallReader>> = {
  'call.created': ({ data, contact }) =>
    data.direction === 'inbound' ? [milestoneOf(withoutAgent(contact), 'offered', data.started_at)] : [],
  'call.answered': ({ data, contact }) => [milestoneOf(contact, 'answered', answeredAt(data))],
  'call.hold': ({ contact, timestamp }) => [milestoneOf(contact, 'held', timestamp)],
  'call.unhold': ({ contact, timestamp }) => [milestoneOf(contact, 'retrieved', timestamp)],
  'call.transferred': transferred,
  'call.external_transferred': transferred,
  'call.hungup': ({ data, contact, timestamp }) => [
    milestoneOf(contact, 'ended', data.ended_at ?? timestamp),
  ],
  'call.ended': (call) => [...milestonesWithin(call), summaryOf(call)],
};

/** The states that calls put an agent in, each with the event's name as its word. Wrap-up is a user event. */
const callStates = new Set([
  'call.ringing_on_agent',
  'call.agent_declined',
  'call.answered',
  'call.hold',
  'call.unhold',
  'call.hungup',
]);
const ends = new Set(['call.agent_declined', 'call.hungup']);

/**
 * The state that a call puts its agent in. After it the agent is available, but for who became unavailable meanwhile; and where
 * wrap-up follows, its own event tells it, in the same second, in which another state would stand in its place.
 */
function stateDuring(event: string, { timestamp, data, contact }: Reading): readonly TranslatedEvent[] {
  const { user, answered_at } = data;
  if (!contact.agentId || (event === 'call.hungup' && answered_at && user?.wrap_up_time)) return [];
  const state = ends.has(event) && user?.availability_status === 'unavailable' ? 'unavailable' : event;
  const eventTime = event === 'call.answered' ? answeredAt(data) : timestamp;
  const { agentId } = contact;
  return [{ type: 'agent-activity', agentId, eventTime, state, ...knownClass(codes, state) }];
}

function answeredAt({ answered_at }: Call['data']): Instant {
  if (answered_at) return answered_at;
  throw missingField('aircall call.answered', 'data.answered_at');
}

/** Without an agent: whether `user` is by then the one who transfers or the one who takes over is not documented. */
function transferred({ contact, timestamp }: Reading): readonly TranslatedEvent[] {
  return [milestoneOf(withoutAgent(contact), 'transferred', timestamp)];
}

/** What the end of a call repeats of it. Who answered is only sure where one user alone took part. */
function milestonesWithin({ data, contact }: Reading): readonly TranslatedEvent[] {
  const users = (data.participants ?? []).filter(({ type }) => type === 'user');
  const alone = users.every((user) => user.id === data.user?.id);
  return [
    ...(data.answered_at && alone ? [milestoneOf(contact, 'answered', data.answered_at)] : []),
    ...(data.ended_at ? [milestoneOf(contact, 'ended', data.ended_at)] : []),
  ];
}

/** Without talk time: `duration` may include the ringing, and hold is only known from the milestones. */
function summaryOf({ data, contact, timestamp }: Reading): TranslatedEvent {
  const { started_at, answered_at, ended_at } = data;
  const waitedUntil = answered_at ?? ended_at;
  const waitSeconds = waitedUntil ? (Date.parse(waitedUntil) - Date.parse(started_at)) / 1000 : -1;
  return {
    type: 'contact-summary',
    ...withoutAgent(contact),
    offeredAt: started_at,
    answered: Boolean(answered_at),
    ...(waitSeconds >= 0 && waitSeconds <= maxSeconds && { waitSeconds }),
    asOf: timestamp,
  };
}

function milestoneOf(contact: Contact, milestone: Milestone, at: Instant): TranslatedEvent {
  return { type: 'contact-milestone', ...contact, at, milestone };
}

function withoutAgent({ agentId: _, ...contact }: Contact): Contact {
  return contact;
}

/** Aircall has no queues: what is called is a number. */
function contactOf(
  { id: contactId, direction, number, user }: Call['data'],
  { ids }: SourceConfiguration,
  what: string,
) {
  const numbered = number && {
    'number.id': number.id,
    'number.name': number.name,
    'number.digits': number.digits,
  };
  return {
    contactId,
    ...(numbered && { collectionPoint: chosenId(ids.collectionPoint, numbered, what) }),
    direction,
    ...(user && { agentId: chosenId(ids.agentId, user, what) }),
  };
}

/** The token of a body that nothing proves yet; undefined where it is no JSON or holds none. */
function tokenIn(body: Buffer): string | undefined {
  try {
    return tokenHolder.safeParse(parseJson(body)).data?.token;
  } catch {
    // A body that cannot be read proves nothing, as one without a token.
    return undefined;
  }
}
