import * as z from 'zod/mini';
import type { EventOf, TranslatedEvent } from '../events/event.ts';
import type { Instant } from '../events/instant.ts';
import { failClosed } from '../signatures/fail-closed.ts';
import { requireToken } from '../signatures/require-token.ts';
import { knownClass } from './known-class.ts';
import { parseJson } from './parse-json.ts';
import { missingField, readPayload } from './read-payload.ts';
import type { CodeTable, WebhookSource } from './source.ts';
import { vendorField } from './vendor-field.ts';
import { wantsMedium } from './wants-medium.ts';

const documentation = 'https://developer.aircall.io/docs/webhooks-overview';

/** Every call is one of this medium; Aircall's messages are another resource. */
const medium = 'voice';
const { id, contactId, word, unixSeconds, direction } = vendorField;

const named = z.object({ event: z.string() });
const tokenless = z.looseObject({});
const tokenHolder = z.object({ token: z.string() });

const userEvent = z.object({
  timestamp: unixSeconds,
  data: z.object({
    id,
    available: z.nullish(z.boolean()),
    availability_status: z.nullish(word),
    substatus: z.nullish(z.union([z.literal(''), word])),
    last_call_id: z.nullish(contactId),
  }),
});

const callEvent = z.object({
  timestamp: unixSeconds,
  data: z.object({
    id: contactId,
    direction,
    started_at: unixSeconds,
    answered_at: z.nullish(unixSeconds),
    ended_at: z.nullish(unixSeconds),
    user: z.nullish(z.object({ id })),
    number: z.nullish(z.object({ id })),
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
    agentIds: ['id'],
    collectionPoints: ['number.id'],
    activity: ['status'],
  },

  verify: failClosed(({ body }, trust) =>
    requireToken(tokenIn(body), trust.secrets, 'the token in the body'),
  ),

  parse: ({ body }) => parseJson(body),

  translate: (payload, { settings }) => {
    const { event } = readPayload(named, payload, 'an aircall webhook');
    const events = readEvent(event, payload).filter(
      ({ type }) => type === 'agent-activity' || wantsMedium(settings, medium),
    );
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

function readEvent(event: string, payload: unknown): readonly TranslatedEvent[] {
  const what = `aircall ${event}`;
  const [, name] = userEventName.exec(event) ?? [];
  if (name) return readUser(name, readPayload(userEvent, payload, what));
  const readCall = Object.hasOwn(callReaders, event) ? callReaders[event] : undefined;
  return readCall?.(readPayload(callEvent, payload, what)) ?? [];
}

/**
 * The user events that tell a state: their names are the states' words, but the end of wrap-up, which names none.
 * Those without suffix are the older form of the same.
 */
const userEventName = /^user\.(connected|disconnected|opened|closed|wut_start|wut_end|deleted)(?:\.v2)?$/;
const wrapMilestones: Readonly<Record<string, Milestone>> = {
  wut_start: 'wrap-started',
  wut_end: 'wrap-ended',
};

/** Only these may have a reason; an agent who opens may still carry the last one. */
const reasoned = new Set(['closed', 'unavailable', 'custom']);

function readUser(name: string, { timestamp, data }: User): readonly TranslatedEvent[] {
  const state = name === 'wut_end' ? availabilityOf(data) : name;
  const reason = reasoned.has(state) ? reasonOf(data.substatus) : {};
  const changed = { type: 'agent-activity', agentId: data.id, eventTime: timestamp, state } as const;
  const activity = { ...changed, ...reason, ...knownClass(codes, state) };
  const milestone = wrapMilestones[name];
  if (!milestone || !data.last_call_id) return [activity];
  const contactId = data.last_call_id;
  return [activity, { type: 'contact-milestone', contactId, agentId: data.id, at: timestamp, milestone }];
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

type CallReader = (call: Call) => readonly TranslatedEvent[];

/** What is told of a call by each event; those left out (ringing, tagged, archived ...) tell nothing more. */
const callReaders: Readonly<Record<string, CallReader>> = {
  'call.created': ({ data }) =>
    data.direction === 'inbound'
      ? [{ type: 'contact-milestone', ...contactOf(data), at: data.started_at, milestone: 'offered' }]
      : [],
  'call.answered': ({ data }) => {
    if (!data.answered_at) throw missingField('aircall call.answered', 'data.answered_at');
    return [agentMilestone(data, 'answered', data.answered_at)];
  },
  'call.hold': ({ data, timestamp }) => [agentMilestone(data, 'held', timestamp)],
  'call.unhold': ({ data, timestamp }) => [agentMilestone(data, 'retrieved', timestamp)],
  'call.transferred': transferred,
  'call.external_transferred': transferred,
  'call.hungup': ({ data, timestamp }) => [agentMilestone(data, 'ended', data.ended_at ?? timestamp)],
  'call.ended': (call) => [...milestonesWithin(call), summaryOf(call)],
};

/** Without an agent: whether `user` is by then the one who transfers or the one who takes over is not documented. */
function transferred({ data, timestamp }: Call): readonly TranslatedEvent[] {
  return [{ type: 'contact-milestone', ...contactOf(data), at: timestamp, milestone: 'transferred' }];
}

/** What the end of a call repeats of it. Who answered is only sure where one user alone took part. */
function milestonesWithin({ data }: Call): readonly TranslatedEvent[] {
  const users = (data.participants ?? []).filter(({ type }) => type === 'user');
  const alone = users.every((user) => user.id === data.user?.id);
  return [
    ...(data.answered_at && alone ? [agentMilestone(data, 'answered', data.answered_at)] : []),
    ...(data.ended_at ? [agentMilestone(data, 'ended', data.ended_at)] : []),
  ];
}

/** Without talk time: `duration` may include the ringing, and hold is only known from the milestones. */
function summaryOf({ data, timestamp }: Call): TranslatedEvent {
  const { started_at, answered_at, ended_at } = data;
  const waitedUntil = answered_at ?? ended_at;
  const waitSeconds = waitedUntil ? (Date.parse(waitedUntil) - Date.parse(started_at)) / 1000 : -1;
  return {
    type: 'contact-summary',
    ...contactOf(data),
    offeredAt: started_at,
    answered: Boolean(answered_at),
    ...(waitSeconds >= 0 && { waitSeconds }),
    asOf: timestamp,
  };
}

function agentMilestone(data: Call['data'], milestone: Milestone, at: Instant): TranslatedEvent {
  const by = data.user ? { agentId: data.user.id } : {};
  return { type: 'contact-milestone', ...contactOf(data), ...by, at, milestone };
}

/** Aircall has no queues: what is called is a number. */
function contactOf({ id: contactId, direction, number }: Call['data']) {
  return { contactId, ...(number && { collectionPoint: number.id }), direction };
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
