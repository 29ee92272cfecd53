import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import { SignatureRefused } from '../errors.ts';
import type { EventOf, TranslatedEvent } from '../events/event.ts';
import type { Instant } from '../events/instant.ts';
import { failClosed } from '../signatures/fail-closed.ts';
import { hmac } from '../signatures/hmac.ts';
import { requireFresh } from '../signatures/require-fresh.ts';
import { requireHeader } from '../signatures/require-header.ts';
import { requireSigner } from '../signatures/require-signer.ts';
import { announcedPerson, announcesPeople, tellsName } from './announced-person.ts';
import { chosenId } from './chosen-id.ts';
import { knownClass } from './known-class.ts';
import { parseJson } from './parse-json.ts';
import { missingField, readPayload } from './read-payload.ts';
import type { CodeTable, TranslationContext, WebhookSource } from './source.ts';
import { vendorField } from './vendor-field.ts';
import { wantsMedium } from './wants-medium.ts';

/** Transport, signature and handshake; the events stand in https://developers.zoom.us/docs/api/contact-center/events.md */
const documentation = 'https://developers.zoom.us/docs/api/webhooks/';

const sha256Hex = { algorithm: 'sha256', encoding: 'hex' } as const;
const { id, idChoice, contactId, word, time, unixMs, direction } = vendorField;

const named = z.object({ event: z.string() });

/** A colon could make the token read as a webhook's signed text; signing it would then let anyone forge one. */
const plainToken = z.string().check(z.regex(/^[^:]{1,128}$/));
const challenge = z.object({ payload: z.object({ plainToken }) });

/** Tasks have no `date_time`; the twin without `_ms` is older, and to the second. */
const timedEvent = webhookWith({
  date_time_ms: z.nullish(time),
  date_time: z.nullish(time),
  last_modified_time_ms: z.nullish(time),
  last_modified_time: z.nullish(time),
});

const userIds = z.object({ user_id: id, user_email: idChoice });
const userEvent = webhookWith({
  ...userIds.shape,
  display_name: z.catch(z.nullish(z.string()), null),
});
const statusEvent = webhookWith({
  ...userIds.shape,
  current_status_name: word,
  current_sub_status_name: optional(word),
});

const channelEvent = webhookWith({ channel: optional(word), channel_name: optional(word) });
const contact = {
  engagement_id: contactId,
  cc_queue_id: optional(id),
  queue_name: idChoice,
  engagement_direction: optional(direction),
};
const engagementEvent = webhookWith(contact);
const queueEvent = webhookWith({ ...contact, cc_queue_id: id });
const agentEvent = webhookWith({ ...contact, ...userIds.shape });
type ContactEvent = z.infer<typeof engagementEvent | typeof agentEvent>;
type Milestone = EventOf<'contact-milestone'>['milestone'];

/**
 * The built-in statuses, and the two Not Ready reasons of Zoom's own samples (all others are each account's own).
 * They are looked up by name, because the ids differ between accounts.
 */
const codes: CodeTable = {
  states: {
    user_login: { code: 'LOGIN', stateClass: 'unavailable' },
    user_logout: { code: 'LOGOUT', stateClass: 'offline' },
    Ready: { code: 'AVAIL', stateClass: 'available' },
    Occupied: { code: 'BUSY', stateClass: 'busy' },
    'Not Ready': { code: 'NOTREADY', stateClass: 'unavailable' },
    Offline: { code: 'LOGOUT', stateClass: 'offline' },
    engagement_user_answered: { code: 'TALK', stateClass: 'busy' },
    engagement_user_hold: { code: 'HOLD', stateClass: 'busy' },
    engagement_user_unhold: { code: 'TALK', stateClass: 'busy' },
    engagement_wrap_up_started: { code: 'WRAP', stateClass: 'busy' },
  },
  reasons: { Break: 'BREAK', Meal: 'MEAL' },
};

/** Zoom Contact Center: agents' statuses and engagements; the handshake is repeated every 72 hours. */
export const zoom: WebhookSource = {
  transport: 'webhook',
  vendor: 'zoom',
  documentation,
  successStatus: 200,
  mediaTypes: ['application/json'],
  // The last retry comes after 85 minutes, and it is not documented that it is signed anew.
  toleranceSeconds: 7200,
  firstParty: false,
  codes,
  options: {
    agentIds: ['user_id', 'user_email'],
    collectionPoints: ['cc_queue_id', 'queue_name'],
    activity: ['status', 'contacts'],
    announcesPeople: true,
  },

  verify: failClosed((webhook, trust) => {
    const timestamp = requireHeader(webhook, 'x-zm-request-timestamp');
    const given = [requireHeader(webhook, 'x-zm-signature')];
    const secret = requireSigner(given, trust.secrets, (key) => signature(key, timestamp, webhook.body));
    requireFresh(timestamp, trust);
    return secret;
  }),

  parse: ({ body }) => parseJson(body),

  answerHandshake: (payload, signer) => {
    const { event } = readPayload(named, payload, 'a zoom webhook');
    if (event !== 'endpoint.url_validation') return undefined;
    const asked = challenge.safeParse(payload);
    if (!asked.success)
      throw new SignatureRefused('the plainToken to be signed must be 1 to 128 characters without a colon');
    const { plainToken } = asked.data.payload;
    return { status: 200, body: { plainToken, encryptedToken: hmac(signer, [plainToken], sha256Hex) } };
  },

  translate: (payload, { settings }) => {
    const { event } = readPayload(named, payload, 'a zoom webhook');
    const read = Object.hasOwn(readers, event) ? readers[event] : undefined;
    const events = read?.(payload, { what: `zoom ${event}`, settings }) ?? [];
    return { events, ignored: events.length > 0 ? 0 : 1 };
  },

  sign: ({ headers, body }, { secret, nowMs }) => {
    const timestamp = String(Math.floor(nowMs / 1000));
    return {
      headers: {
        ...headers,
        'x-zm-request-timestamp': timestamp,
        'x-zm-signature': signature(secret, timestamp, body),
      },
      body,
    };
  },

  secretFrom: (random) => random.toString('base64url'),
};

type Reading = Pick<TranslationContext, 'settings'> & { readonly what: string };
type Reader = (payload: unknown, reading: Reading) => readonly TranslatedEvent[];

/** What is read from each event; those left out (opt-in, task completed, data ready ...) tell nothing more. */
const readers: Readonly<Record<string, Reader>> = {
  'contact_center.user_login': session('user_login'),
  'contact_center.user_logout': session('user_logout'),
  'contact_center.user_status_changed': statusChange,
  'contact_center.task_entered_queue': milestone('offered', queueEvent),
  'contact_center.task_canceled': milestone('abandoned', engagementEvent),
  'contact_center.engagement_user_answered': agentMilestone('answered', 'engagement_user_answered'),
  'contact_center.engagement_user_hold': agentMilestone('held', 'engagement_user_hold'),
  'contact_center.engagement_user_unhold': agentMilestone('retrieved', 'engagement_user_unhold'),
  'contact_center.engagement_user_ended': agentMilestone('ended'),
  'contact_center.engagement_wrap_up_started': agentMilestone('wrap-started', 'engagement_wrap_up_started'),
  'contact_center.engagement_wrap_up_ended': agentMilestone('wrap-ended'),
  'contact_center.engagement_ended': milestone('ended', engagementEvent),
};

function session(state: 'user_login' | 'user_logout'): Reader {
  return (payload, { what, settings }) => {
    const { object } = readPayload(userEvent, payload, what).payload;
    const agentId = agentOf(object, settings, what);
    const name = { name: object.display_name };
    // Zoom tells of no new user of its contact center, but who logs in.
    const isNew = state === 'user_login' && announcesPeople(settings) && tellsName(name);
    return [
      activity(agentId, state, timeOf(payload, what)),
      ...(isNew ? [announcedPerson(agentId, name)] : []),
    ];
  };
}

/** Where contacts tell what an agent is busy with, the status that only says "busy" would collide with them. */
function statusChange(payload: unknown, { what, settings }: Reading): readonly TranslatedEvent[] {
  const { object } = readPayload(statusEvent, payload, what).payload;
  const { current_status_name: state, current_sub_status_name: reason } = object;
  if (settings.activity === 'contacts' && state.toLowerCase() === 'occupied') return [];
  const change = activity(agentOf(object, settings, what), state, timeOf(payload, what));
  return [{ ...change, ...(reason && { reason }) }];
}

function milestone(reached: Milestone, schema: z.ZodMiniType<ContactEvent>): Reader {
  return (payload, { what, settings }) => {
    if (!wantsMedium(settings, channelOf(payload, what))) return [];
    const { object } = readPayload(schema, payload, what).payload;
    const collectionPoint = queueOf(object, settings, what);
    return [
      {
        type: 'contact-milestone',
        contactId: object.engagement_id,
        ...(collectionPoint && { collectionPoint }),
        ...('user_id' in object && { agentId: agentOf(object, settings, what) }),
        ...(object.engagement_direction && { direction: object.engagement_direction }),
        at: timeOf(payload, what),
        milestone: reached,
      },
    ];
  };
}

/**
 * The milestone of an agent's leg; where contacts feed the activity, also the state it puts the agent in. That is told of
 * every medium, because the status that is left out for it is of none: an agent in a chat would be shown as ready.
 */
function agentMilestone(reached: Milestone, state?: string): Reader {
  const read = milestone(reached, agentEvent);
  return (payload, reading) => {
    const milestones = read(payload, reading);
    if (!state || reading.settings.activity !== 'contacts') return milestones;
    const { what, settings } = reading;
    const { object } = readPayload(agentEvent, payload, what).payload;
    return [...milestones, activity(agentOf(object, settings, what), state, timeOf(payload, what))];
  };
}

function activity(agentId: string, state: string, eventTime: Instant) {
  return { type: 'agent-activity', agentId, eventTime, state, ...knownClass(codes, state) } as const;
}

function agentOf(object: z.infer<typeof userIds>, { ids }: SourceConfiguration, what: string): string {
  return chosenId(ids.agentId, object, what);
}

/** Undefined for an engagement that is in no queue. */
function queueOf(object: ContactEvent['payload']['object'], { ids }: SourceConfiguration, what: string) {
  return object.cc_queue_id ? chosenId(ids.collectionPoint, { ...object }, what) : undefined;
}

function channelOf(payload: unknown, what: string): string {
  const { channel, channel_name } = readPayload(channelEvent, payload, what).payload.object;
  const found = channel || channel_name;
  if (found) return found;
  throw missingField(what, 'payload.object.channel');
}

function timeOf(payload: unknown, what: string): Instant {
  const {
    event_ts,
    payload: { object },
  } = readPayload(timedEvent, payload, what);
  const { date_time_ms, date_time, last_modified_time_ms, last_modified_time } = object;
  const at = date_time_ms ?? date_time ?? last_modified_time_ms ?? last_modified_time ?? event_ts;
  if (at) return at;
  throw missingField(what, 'payload.object.date_time_ms');
}

function signature(secret: string, timestamp: string, body: Buffer): string {
  return `v0=${hmac(secret, [`v0:${timestamp}:`, body], sha256Hex)}`;
}

/** What has no value is left out, null or (as the sub-status of Zoom's own samples) empty. */
function optional<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.nullish(z.union([z.literal(''), schema]));
}

function webhookWith<Shape extends z.core.$ZodLooseShape>(object: Shape) {
  return z.object({ event_ts: z.nullish(unixMs), payload: z.object({ object: z.object(object) }) });
}
