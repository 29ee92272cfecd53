import * as z from 'zod/mini';
import { SignatureRefused } from '../errors.ts';
import type { EventOf, TranslatedEvent } from '../events/event.ts';
import type { Instant } from '../events/instant.ts';
import { failClosed } from '../signatures/fail-closed.ts';
import { hmac } from '../signatures/hmac.ts';
import { requireFresh } from '../signatures/require-fresh.ts';
import { requireHeader } from '../signatures/require-header.ts';
import { requireSigner } from '../signatures/require-signer.ts';
import { knownClass } from './known-class.ts';
import { parseJson } from './parse-json.ts';
import { missingField, readPayload } from './read-payload.ts';
import type { CodeTable, Source, TranslationContext } from './source.ts';
import { vendorField } from './vendor-field.ts';
import { wantsMedium } from './wants-medium.ts';

/** Transport, signature and handshake; the events stand in https://developers.zoom.us/docs/api/contact-center/events.md */
const documentation = 'https://developers.zoom.us/docs/api/webhooks/';

const sha256Hex = { algorithm: 'sha256', encoding: 'hex' } as const;
const { id, contactId, word, time, unixMs, direction } = vendorField;

const named = z.object({ event: z.string() });

/** A colon could make the token read as a webhook's signed text; signing it would then let anyone forge one. */
const plainToken = z.string().check(z.regex(/^[^:]{1,128}$/));
const challenge = z.object({
  event: z.literal('endpoint.url_validation'),
  payload: z.object({ plainToken }),
});
const provedChallenge = z.extend(challenge, { encryptedToken: z.string() });

/** Tasks have no `date_time`; the twin without `_ms` is older, and to the second. */
const timedEvent = webhookWith({
  date_time_ms: z.nullish(time),
  date_time: z.nullish(time),
  last_modified_time_ms: z.nullish(time),
  last_modified_time: z.nullish(time),
});

const userEvent = webhookWith({ user_id: id });
const statusEvent = webhookWith({
  user_id: id,
  current_status_name: word,
  current_sub_status_name: z.nullish(z.union([z.literal(''), word])),
});

const channelEvent = webhookWith({ channel: z.nullish(word), channel_name: z.nullish(word) });
const contact = {
  engagement_id: contactId,
  cc_queue_id: z.nullish(id),
  engagement_direction: z.nullish(direction),
};
const engagementEvent = webhookWith(contact);
const queueEvent = webhookWith({ ...contact, cc_queue_id: id });
const agentEvent = webhookWith({ ...contact, user_id: id });
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
  },
  reasons: { Break: 'BREAK', Meal: 'MEAL' },
};

/** Zoom Contact Center: agents' statuses and engagements; the handshake is repeated every 72 hours. */
export const zoom: Source = {
  vendor: 'zoom',
  documentation,
  successStatus: 200,
  mediaTypes: ['application/json'],
  // The last retry comes after 85 minutes, and it is not documented that it is signed anew.
  toleranceSeconds: 7200,
  firstParty: false,
  codes,

  verify: failClosed((webhook, trust) => {
    const timestamp = requireHeader(webhook, 'x-zm-request-timestamp');
    const given = [requireHeader(webhook, 'x-zm-signature')];
    const secret = requireSigner(given, trust.secrets, (key) => signature(key, timestamp, webhook.body));
    requireFresh(timestamp, trust);
    return withProof(parseJson(webhook.body), secret);
  }),

  answerHandshake: (payload) => {
    const proved = provedChallenge.safeParse(payload);
    if (!proved.success) return undefined;
    const { encryptedToken, payload: asked } = proved.data;
    return { status: 200, body: { plainToken: asked.plainToken, encryptedToken } };
  },

  translate: (payload, { settings }) => {
    const { event } = readPayload(named, payload, 'a zoom webhook');
    const read = Object.hasOwn(readers, event) ? readers[event] : undefined;
    const translated = read?.(payload, { what: `zoom ${event}`, settings });
    return translated ? { events: [translated], ignored: 0 } : { events: [], ignored: 1 };
  },

  sign: (body, secret, nowMs) => {
    const timestamp = String(Math.floor(nowMs / 1000));
    return {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-zm-request-timestamp': timestamp,
        'x-zm-signature': signature(secret, timestamp, body),
      },
      body,
    };
  },

  secretFrom: (random) => random.toString('base64url'),
};

type Reading = Pick<TranslationContext, 'settings'> & { readonly what: string };
type Reader = (payload: unknown, reading: Reading) => TranslatedEvent | undefined;

/** What is read from each event; those left out (opt-in, task completed, data ready ...) tell nothing more. */
const readers: Readonly<Record<string, Reader>> = {
  'contact_center.user_login': session('user_login'),
  'contact_center.user_logout': session('user_logout'),
  'contact_center.user_status_changed': statusChange,
  'contact_center.task_entered_queue': milestone('offered', queueEvent),
  'contact_center.task_canceled': milestone('abandoned', engagementEvent),
  'contact_center.engagement_user_answered': milestone('answered', agentEvent),
  'contact_center.engagement_user_hold': milestone('held', agentEvent),
  'contact_center.engagement_user_unhold': milestone('retrieved', agentEvent),
  'contact_center.engagement_user_ended': milestone('ended', agentEvent),
  'contact_center.engagement_wrap_up_started': milestone('wrap-started', agentEvent),
  'contact_center.engagement_wrap_up_ended': milestone('wrap-ended', agentEvent),
  'contact_center.engagement_ended': milestone('ended', engagementEvent),
};

function session(state: 'user_login' | 'user_logout'): Reader {
  return (payload, { what }) => {
    const { user_id } = readPayload(userEvent, payload, what).payload.object;
    const eventTime = timeOf(payload, what);
    return { type: 'agent-activity', agentId: user_id, eventTime, state, ...knownClass(codes, state) };
  };
}

function statusChange(payload: unknown, { what }: Reading): TranslatedEvent {
  const { object } = readPayload(statusEvent, payload, what).payload;
  const { user_id, current_status_name: state, current_sub_status_name: reason } = object;
  const eventTime = timeOf(payload, what);
  const change = { type: 'agent-activity', agentId: user_id, eventTime, state } as const;
  return { ...change, ...(reason && { reason }), ...knownClass(codes, state) };
}

function milestone(reached: Milestone, schema: z.ZodMiniType<ContactEvent>): Reader {
  return (payload, { what, settings }) => {
    if (!wantsMedium(settings, channelOf(payload, what))) return undefined;
    const { object } = readPayload(schema, payload, what).payload;
    return {
      type: 'contact-milestone',
      contactId: object.engagement_id,
      ...(object.cc_queue_id && { collectionPoint: object.cc_queue_id }),
      ...('user_id' in object && { agentId: object.user_id }),
      ...(object.engagement_direction && { direction: object.engagement_direction }),
      at: timeOf(payload, what),
      milestone: reached,
    };
  };
}

function channelOf(payload: unknown, what: string): string {
  const { channel, channel_name } = readPayload(channelEvent, payload, what).payload.object;
  const found = channel ?? channel_name;
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

/**
 * A challenge with its answer, made here because only the check knows which secret Zoom signed with; any other payload
 * as it is. A challenge without a token of the bounded form is refused: we sign no text of a caller's choice.
 */
function withProof(payload: unknown, secret: string): unknown {
  if (readPayload(named, payload, 'a zoom webhook').event !== 'endpoint.url_validation') return payload;
  const asked = challenge.safeParse(payload);
  if (!asked.success)
    throw new SignatureRefused('the plainToken to be signed must be 1 to 128 characters without a colon');
  return { ...asked.data, encryptedToken: hmac(secret, [asked.data.payload.plainToken], sha256Hex) };
}

function signature(secret: string, timestamp: string, body: Buffer): string {
  return `v0=${hmac(secret, [`v0:${timestamp}:`, body], sha256Hex)}`;
}

function webhookWith<Shape extends z.core.$ZodLooseShape>(object: Shape) {
  return z.object({ event_ts: z.nullish(unixMs), payload: z.object({ object: z.object(object) }) });
}
