import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { TranslatedEvent } from '../events/event.ts';
import { fromEpochMs } from '../events/instant.ts';
import { failClosed } from '../signatures/fail-closed.ts';
import { basicAuthorization, requireAuthorization } from '../signatures/require-authorization.ts';
import { requireToken } from '../signatures/require-token.ts';
import { chosenId } from './chosen-id.ts';
import { knownClass } from './known-class.ts';
import { parseForm } from './parse-form.ts';
import { parseJson } from './parse-json.ts';
import { readPayload } from './read-payload.ts';
import { echoValidationToken } from './ringcentral-validation.ts';
import type { CodeTable, TranslationContext, WebhookSource } from './source.ts';
import { numeral, vendorField } from './vendor-field.ts';
import { wantsMedium } from './wants-medium.ts';

/** What is sent; how it is sent and configured stands in https://developers.ringcentral.com/engage/voice/guide/notifications/wfm/configure-wfm */
const documentation = 'https://developers.ringcentral.com/engage/voice/guide/notifications/wfm/payload-wfm';

/** Every call is one of this medium; the end of a chat is not told. */
const medium = 'voice';
const { id, contactId, word, zonedTime } = vendorField;
const secretHeader = 'x-webhook-secret';

/** URL-encoded, every value is a text and a missing one is empty; as JSON it is null as well. */
function optional<Field extends z.ZodMiniType>(field: Field) {
  return z.nullish(z.union([z.literal(''), field]));
}

/** One too long to be an id (a username easily is) counts as missing: it matters only where it is the chosen one. */
const idChoice = optional(
  z.union([
    id,
    z.pipe(
      contactId,
      z.transform(() => undefined),
    ),
  ]),
);
const agentIds = { agent_id: idChoice, external_agent_id: idChoice, username: idChoice };
const seconds = z.pipe(numeral, z.int('must be whole seconds').check(z.gte(0)));
const upperCase = z.string().check(z.toUpperCase());

const named = z.object({ event_type: word });
const directions: Readonly<Record<string, Direction>> = {
  'ACD-CALL': 'inbound',
  'VPD-CALL': 'outbound',
};
const stateMark = z.object({ prev_state: z.string() });

const stateEvent = (context: TranslationContext) =>
  z.object({
    ...agentIds,
    event_type: word,
    date_time: zonedTime(context),
    event_aux_type: optional(word),
    pending_disp: z.nullish(z.union([z.string(), z.number(), z.boolean()])),
    call_id: optional(contactId),
    call_type: z.nullish(upperCase),
    call_source_id: idChoice,
    call_source_name: idChoice,
  });

const callEvent = (context: TranslationContext) =>
  z.object({
    ...agentIds,
    call_id: contactId,
    call_start: zonedTime(context),
    // A further outcome is schema drift: whether a call counts as handled cannot be guessed.
    call_state: z.pipe(upperCase, z.enum(['ANSWERED', 'DEFLECTED', 'ABANDON', 'ABANDONED', 'MACHINE'])),
    call_duration: seconds,
    queue_duration: optional(seconds),
    gate_id: idChoice,
    gate_name: idChoice,
  });

type State = z.infer<ReturnType<typeof stateEvent>>;
type Call = z.infer<ReturnType<typeof callEvent>>;
type Text = string | null | undefined;
type Agents = Pick<Call, keyof typeof agentIds>;
type Queue = Pick<Call, 'gate_id' | 'gate_name'>;
type Direction = 'inbound' | 'outbound';

/** WORKING while a call waits for its disposition: that, and no state of its own, is how wrap-up shows. */
const wrapUp = 'WORKING pending_disp';

/**
 * The base states, to one of which every custom state belongs. OUTBOUND, the hyphens, and the states that only the
 * administrators' guide names (MONITORING, OFFLINE, RNA-STATE) are not confirmed against a live account.
 */
const codes: CodeTable = {
  states: {
    LOGIN: { code: 'LOGIN', stateClass: 'unavailable' },
    LOGOUT: { code: 'LOGOUT', stateClass: 'offline' },
    OFFLINE: { code: 'LOGOUT', stateClass: 'offline' },
    AVAILABLE: { code: 'AVAIL', stateClass: 'available' },
    TRANSITION: { code: 'RING', stateClass: 'busy' },
    ENGAGED: { code: 'TALK', stateClass: 'busy' },
    [wrapUp]: { code: 'WRAP', stateClass: 'busy' },
    // On a call, after one, or other work: the vendor's pages differ.
    WORKING: { code: 'BUSY', stateClass: 'busy' },
    OUTBOUND: { code: 'OUTBOUND', stateClass: 'busy' },
    MONITORING: { code: 'MONITOR', stateClass: 'busy' },
    LUNCH: { code: 'LUNCH', stateClass: 'unavailable' },
    'ON BREAK': { code: 'BREAK', stateClass: 'unavailable' },
    'ON-BREAK': { code: 'BREAK', stateClass: 'unavailable' },
    TRAINING: { code: 'TRAINING', stateClass: 'unavailable' },
    AWAY: { code: 'AWAY', stateClass: 'unavailable' },
    'RNA-STATE': { code: 'NOTREADY', stateClass: 'unavailable' },
  },
  reasons: {},
};
const knownStates = new Set(Object.keys(codes.states));

/** RingCX: agents' states and ended calls, as "Generic HTTP" and the agent-state subscriptions push them. */
export const ringcx: WebhookSource = {
  transport: 'webhook',
  vendor: 'ringcx',
  documentation,
  successStatus: 200,
  // None is documented; JSON has been seen as text/json, and what is sent in the URL has none.
  mediaTypes: 'any',
  // Nothing is signed.
  toleranceSeconds: null,
  firstParty: false,
  codes,
  options: {
    agentIds: ['agent_id', 'external_agent_id', 'username'],
    collectionPoints: ['gate_id', 'gate_name'],
    activity: ['status'],
    needsTimeZone: true,
  },

  greet: (webhook) =>
    new URLSearchParams(webhook.queryString).has('event_type') ? undefined : echoValidationToken(webhook),

  verify: failClosed((webhook, { secrets }) =>
    webhook.headers['authorization']
      ? requireAuthorization(webhook, secrets)
      : requireToken(webhook.headers[secretHeader], secrets, `the header ${secretHeader} (or authorization)`),
  ),

  parse: ({ body, queryString }) => {
    if (body.length === 0) return fieldsOf(Buffer.from(queryString));
    return startsAsJson.test(body.toString('latin1', 0, 100)) ? parseJson(body) : fieldsOf(body);
  },

  translate: (payload, context) => {
    const { event_type: type } = readPayload(named, payload, 'a ringcx webhook');
    const events = readEvent(type, payload, context);
    return { events, ignored: events.length > 0 ? 0 : 1 };
  },

  sign: ({ headers, body }, { secret }) => ({
    headers: { ...headers, authorization: basicAuthorization(secret) },
    body,
  }),

  secretFrom: (random) => `wfm:${random.toString('base64url')}`,
  secretIsOurs: true,
};

/** As no URL-encoded form begins. */
const startsAsJson = /^\s*[[{]/;

/** One field names calls and states; what is neither is a state if it comes with the one before. */
function readEvent(type: string, payload: unknown, context: TranslationContext): readonly TranslatedEvent[] {
  const what = `ringcx ${type}`;
  const name = type.toUpperCase();
  const direction = directionOf(name);
  if (direction) {
    if (!wantsMedium(context.settings, medium)) return [];
    return readCall(readPayload(callEvent(context), payload, what), { ...context, what, direction });
  }
  if (!knownStates.has(name) && !stateMark.safeParse(payload).success) return [];
  return readState(name, readPayload(stateEvent(context), payload, what), { ...context, what });
}

type Reading = TranslationContext & { readonly what: string };

function readState(name: string, event: State, { settings, what }: Reading): readonly TranslatedEvent[] {
  const { event_type, event_aux_type: aux, date_time: at, call_id: contactId } = event;
  const agentId = chosenId(settings.ids.agentId, agentsOf(event), what);
  const state = name === 'WORKING' && isPending(event) ? wrapUp : event_type;
  const changed = { type: 'agent-activity', agentId, eventTime: at, state } as const;
  const reason = aux && !sameWords(aux, event_type) ? { reason: aux } : {};
  const activity = { ...changed, ...reason, ...knownClass(codes, state) };
  if (name !== 'ENGAGED' || !contactId || !wantsMedium(settings, medium)) return [activity];
  const contact = { contactId, ...sourceOf(event, settings, what), agentId };
  return [activity, { type: 'contact-milestone', ...contact, at, milestone: 'answered' }];
}

/** The field's own description says it the other way round; every sample has 0 while nothing is pending. */
function isPending({ pending_disp: pending }: State): boolean {
  return /^(?:1|true)$/i.test(String(pending));
}

/** The name an agent sees often repeats the base state in other letters, and is no reason then. */
function sameWords(one: string, other: string): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return letters(one) === letters(other);
}

/** What the call of a state came from: a queue, unless it was dialled by a campaign. */
function sourceOf(event: State, settings: SourceConfiguration, what: string) {
  const { call_type, call_source_id: gate_id, call_source_name: gate_name } = event;
  const direction = directionOf(`${call_type}-CALL`);
  const queue = direction === 'outbound' ? {} : queueOf({ gate_id, gate_name }, settings, what);
  return { ...queue, ...(direction && { direction }) };
}

/**
 * A call that has ended comes once, or once for each agent who took part, each then with an end of its own. It lasts from
 * `call_start`, so that without the wait in the queue its rest is talk, ringing and hold included; that its duration
 * includes the wait is not confirmed against a live account.
 */
function readCall(
  call: Call,
  { settings, what, direction }: Reading & { readonly direction: Direction },
): readonly TranslatedEvent[] {
  const { call_id: contactId, call_start: offeredAt, call_duration: lasted, queue_duration: waited } = call;
  const contact = { contactId, ...queueOf(call, settings, what), direction };
  const answered = call.call_state === 'ANSWERED';
  const talked = lasted - (waited || 0);
  const endedAt = fromEpochMs(Date.parse(offeredAt) + lasted * 1000) ?? offeredAt;
  const agentId = agentsOf(call)[settings.ids.agentId];
  const ended = { type: 'contact-milestone', ...contact, at: endedAt, milestone: 'ended' } as const;
  const summary = {
    type: 'contact-summary',
    ...contact,
    offeredAt,
    answered,
    ...(answered && talked >= 0 && { talkSeconds: talked }),
    ...(typeof waited === 'number' && { waitSeconds: waited }),
    asOf: endedAt,
  } as const;
  return answered && agentId ? [{ ...ended, agentId }, summary] : [summary];
}

function agentsOf({ agent_id, external_agent_id, username }: Agents): Readonly<Record<string, Text>> {
  return { agent_id, external_agent_id, username };
}

/** None for a call that came from no queue. */
function queueOf(queue: Queue, { ids }: SourceConfiguration, what: string) {
  const { gate_id, gate_name } = queue;
  return gate_id || gate_name
    ? { collectionPoint: chosenId(ids.collectionPoint, { gate_id, gate_name }, what) }
    : {};
}

/** Of a call's type by its name, ACD-CALL or VPD-CALL: routed in by a queue, or dialled out. */
function directionOf(name: string): Direction | undefined {
  return Object.hasOwn(directions, name) ? directions[name] : undefined;
}

/** Of a form's fields or those of a query. */
function fieldsOf(form: Buffer): unknown {
  return Object.fromEntries(parseForm(form));
}
