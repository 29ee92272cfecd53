import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import { SignatureRefused } from '../errors.ts';
import type { EventOf, TranslatedEvent } from '../events/event.ts';
import { type Instant, toInstant } from '../events/instant.ts';
import { failClosed } from '../signatures/fail-closed.ts';
import { hmac } from '../signatures/hmac.ts';
import { requireFresh } from '../signatures/require-fresh.ts';
import { requireHeader } from '../signatures/require-header.ts';
import { requireSigner } from '../signatures/require-signer.ts';
import { knownClass } from './known-class.ts';
import { parseJson } from './parse-json.ts';
import { missingField, readPayload } from './read-payload.ts';
import type { CodeTable, WebhookSource } from './source.ts';
import { vendorField } from './vendor-field.ts';
import { wantsMedium } from './wants-medium.ts';

/** The events; the signature stands in https://developer.zendesk.com/documentation/webhooks/verifying/ */
const documentation =
  'https://developer.zendesk.com/api-reference/webhooks/event-types/agent-availability-events/';

const sha256Base64 = { algorithm: 'sha256', encoding: 'base64' } as const;
const { id, contactId, word, time } = vendorField;
const optionalWord = z.nullish(z.union([z.literal(''), word]));

const typed = z.object({ type: z.string() });

const agentEvent = z.object({ time: z.nullish(time), detail: z.object({ agent_id: id }) });
const updated = { updated_at: z.nullish(time) };

const unifiedState = z.object({ name: word, reason: optionalWord });
const unifiedEvent = webhookWith({
  new_unified_state: unifiedState,
  previous_unified_state: z.nullish(z.object({ name: optionalWord })),
});
const channelEvent = webhookWith({ channel: word, new_state: word, previous_state: optionalWord });
const workItemEvent = webhookWith({
  work_item_id: contactId,
  channel: word,
  reason: optionalWord,
  previous_reason: optionalWord,
});

type AgentEvent = z.infer<typeof agentEvent> & { event: { updated_at?: Instant | null | undefined } };
type Change = {
  readonly from: string | null | undefined;
  readonly to: string;
  readonly reason?: string | null | undefined;
};

/** Not a word of Zendesk's: there is no login event, an agent who is no longer offline has logged in. */
const login = 'login';
const removed = 'work_item_removed';

/**
 * The default statuses, by name, because their ids in the samples differ from those of the Unified Agent Status API; and
 * what work items tell. No reason has a code: they say how a status came about (AGENT_STATUS_SWITCHER, PUBLIC_API ...),
 * not what the agent does. A deployment may map those that mean something to it.
 */
const codes: CodeTable = {
  states: {
    [login]: { code: 'LOGIN', stateClass: 'unavailable' },
    online: { code: 'AVAIL', stateClass: 'available' },
    away: { code: 'NOTREADY', stateClass: 'unavailable' },
    'transfers only': { code: 'XFERONLY', stateClass: 'available' },
    transfers_only: { code: 'XFERONLY', stateClass: 'available' },
    offline: { code: 'LOGOUT', stateClass: 'offline' },
    OFFERED: { code: 'RING', stateClass: 'busy' },
    ACCEPTED: { code: 'TALK', stateClass: 'busy' },
    OFFER_MISSED: { code: 'AVAIL', stateClass: 'available' },
    OFFER_OBSOLETED: { code: 'AVAIL', stateClass: 'available' },
    [removed]: { code: 'AVAIL', stateClass: 'available' },
  },
  reasons: {},
};

/** Zendesk's omnichannel routing: agents' statuses, and the work items that they are offered. */
export const zendesk: WebhookSource = {
  transport: 'webhook',
  vendor: 'zendesk',
  documentation,
  successStatus: 200,
  // What is surely tried again, up to three times; a 500 is not, and a 503 only with a short Retry-After.
  retryStatus: 409,
  mediaTypes: ['application/json'],
  // No window is prescribed. The few retries follow shortly, and whether each is signed anew is not documented.
  toleranceSeconds: 300,
  firstParty: false,
  codes,
  options: {
    agentIds: ['detail.agent_id'],
    collectionPoints: [],
    activity: ['status', 'contacts'],
    // Where planning is of one channel (`talk`, `messaging`, `support`), its status may count instead of the unified one.
    settings: { statusChannel: z.optional(word) },
  },

  verify: failClosed((webhook, trust) => {
    const timestamp = requireHeader(webhook, 'x-zendesk-webhook-signature-timestamp');
    const given = [requireHeader(webhook, 'x-zendesk-webhook-signature')];
    const secret = requireSigner(given, trust.secrets, (key) => signature(key, timestamp, webhook.body));
    requireFresh(unixSecondsOf(timestamp), trust);
    return secret;
  }),

  parse: ({ body }) => parseJson(body),

  translate: (payload, { settings }) => {
    const { type } = readPayload(typed, payload, 'a zendesk webhook');
    const name = type.replace(/^zen:event-type:/, '');
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    const events = read?.(payload, `zendesk ${name}`, settings) ?? [];
    return { events, ignored: events.length > 0 ? 0 : 1 };
  },

  sign: ({ headers, body }, { secret, nowMs }) => {
    const timestamp = `${new Date(nowMs).toISOString().slice(0, 19)}Z`;
    return {
      headers: {
        ...headers,
        'x-zendesk-webhook-signature': signature(secret, timestamp, body),
        'x-zendesk-webhook-signature-timestamp': timestamp,
      },
      body,
    };
  },

  secretFrom: (random) => random.toString('base64'),
};

type Reader = (payload: unknown, what: string, settings: SourceConfiguration) => readonly TranslatedEvent[];

/** What is read from each event; those left out (capacity, channels, groups) tell nothing more. */
const readers: Readonly<Record<string, Reader>> = {
  'agent.unified_state_changed': (payload, what, { statusChannel }) => {
    // Either stream tells the same changes, at other instants: both would collide on one key.
    if (statusChannel !== undefined) return [];
    const webhook = readPayload(unifiedEvent, payload, what);
    const { new_unified_state: state, previous_unified_state: previous } = webhook.event;
    return statusChange(webhook, { from: previous?.name, to: state.name, reason: state.reason }, what);
  },
  'agent.state_changed': (payload, what, { statusChannel }) => {
    if (typeof statusChannel !== 'string') return [];
    const webhook = readPayload(channelEvent, payload, what);
    const { channel, new_state: to, previous_state: from } = webhook.event;
    return isSame(channel, statusChannel) ? statusChange(webhook, { from, to }, what) : [];
  },
  'agent.work_item_added': workItem(byReason),
  'agent.work_item_updated': workItem(byReason),
  'agent.work_item_removed': workItem(byRemoval),
};

/**
 * The status, behind the login that it may mean. Both bear one instant, of which the API keeps one state: the later in
 * this list, which is the one that goes on. A status of the account's own counts as unavailable until it is mapped.
 */
function statusChange(
  webhook: AgentEvent,
  { from, to, reason }: Change,
  what: string,
): readonly TranslatedEvent[] {
  const changed = {
    type: 'agent-activity',
    agentId: webhook.detail.agent_id,
    eventTime: timeOf(webhook, what),
  } as const;
  const { stateClass = 'unavailable' } = knownClass(codes, to.toLowerCase());
  const status = { ...changed, state: to, ...(reason && { reason }), stateClass };
  const isLogin = from && isSame(from, 'offline') && !isSame(to, 'offline');
  return isLogin ? [{ ...changed, state: login, ...knownClass(codes, login) }, status] : [status];
}

type WorkItem = z.infer<typeof workItemEvent>['event'];
type Milestone = EventOf<'contact-milestone'>['milestone'];
/** What a work item tells: of the contact, and of the agent in `contacts` mode. */
type Told = { readonly milestone?: Milestone | undefined; readonly state?: string };

const milestones: Readonly<Record<string, Milestone>> = { OFFERED: 'offered', ACCEPTED: 'answered' };

/** An offer that ends like this goes on to another agent, so that the contact has not ended. */
const unanswered = new Set(['OFFERED', 'OFFER_MISSED', 'OFFER_OBSOLETED']);

/** Offers and acceptances; an assignment (a ticket on a list, a transfer) says nothing of when work on it begins. */
function byReason({ reason }: WorkItem): Told {
  const word = (reason ?? '').toUpperCase();
  return { milestone: milestones[word], ...(Object.hasOwn(codes.states, word) && { state: word }) };
}

/** The end of the agent's part. The status has stayed what it was; whether another item is in work is not told. */
function byRemoval({ reason, previous_reason }: WorkItem): Told {
  const goesOn = [reason, previous_reason].some((word) => word && unanswered.has(word.toUpperCase()));
  return { milestone: goesOn ? undefined : 'ended', state: removed };
}

function workItem(tell: (event: WorkItem) => Told): Reader {
  return (payload, what, settings) => {
    const webhook = readPayload(workItemEvent, payload, what);
    const { work_item_id: contactId, channel } = webhook.event;
    if (!wantsChannel(settings, channel)) return [];
    const agentId = webhook.detail.agent_id;
    const at = timeOf(webhook, what);
    const { milestone, state } = tell(webhook.event);
    const events: TranslatedEvent[] = [];
    if (milestone) events.push({ type: 'contact-milestone', contactId, agentId, at, milestone });
    if (state && settings.activity === 'contacts')
      events.push({ type: 'agent-activity', agentId, eventTime: at, state, ...knownClass(codes, state) });
    return events;
  };
}

/** `talk` is what others call voice. */
function wantsChannel(settings: SourceConfiguration, channel: string): boolean {
  return wantsMedium(settings, channel) || (isSame(channel, 'talk') && wantsMedium(settings, 'voice'));
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** When it happened, else when the event was made of it. */
function timeOf({ event, time }: AgentEvent, what: string): Instant {
  const at = event.updated_at ?? time;
  if (at) return at;
  throw missingField(what, 'event.updated_at');
}

function unixSecondsOf(timestamp: string): string {
  const at = toInstant(timestamp);
  if (at) return String(Math.floor(Date.parse(at) / 1000));
  throw new SignatureRefused('the signed time is not an ISO 8601 time, such as 2026-11-23T09:01:22Z');
}

/** The time as its header says it, straight before the body: no separator stands between them. */
function signature(secret: string, timestamp: string, body: Buffer): string {
  return hmac(secret, [timestamp, body], sha256Base64);
}

function webhookWith<Shape extends z.core.$ZodLooseShape>(event: Shape) {
  return z.extend(agentEvent, { event: z.object({ ...event, ...updated }) });
}
