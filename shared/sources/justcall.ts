import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import { SignatureRefused } from '../errors.ts';
import type { TranslatedEvent } from '../events/event.ts';
import { toInstant } from '../events/instant.ts';
import { failClosed } from '../signatures/fail-closed.ts';
import { hmac } from '../signatures/hmac.ts';
import { requireFresh } from '../signatures/require-fresh.ts';
import { requireHeader } from '../signatures/require-header.ts';
import { requireSigner } from '../signatures/require-signer.ts';
import { chosenId } from './chosen-id.ts';
import { parseJson } from './parse-json.ts';
import { missingField, readPayload } from './read-payload.ts';
import type { WebhookSource } from './source.ts';
import { vendorField } from './vendor-field.ts';
import { wantsMedium } from './wants-medium.ts';

/**
 * The events; their `type`s stand in the API's list of webhooks, the fields in
 * https://developer.justcall.io/docs/justcall-call-object, the signature in
 * https://developer.justcall.io/docs/dynamic-webhook-signatures
 */
const documentation = 'https://developer.justcall.io/docs/call-events';

/** Every call is one of this medium; texts are another object. */
const medium = 'voice';
const { id, contactId, word } = vendorField;
const blank = z.literal('');

/** All that is signed beside the time: nothing of `data`. */
const signedFields = z.object({ webhook_url: z.string(), type: z.string() });

const typed = z.object({ type: z.string() });
const insensitive = z.pipe(
  z.string(),
  z.transform((text) => text.toLowerCase()),
);
const callFields = z.object({
  id: z.nullish(z.union([blank, contactId])),
  call_sid: z.nullish(z.union([blank, contactId])),
  justcall_number: z.nullish(z.union([blank, id])),
  justcall_line_name: z.catch(z.nullish(id), null),
  agent_id: z.nullish(z.union([blank, id])),
  // One that is no AgentId counts as missing, which matters only where it is chosen.
  agent_email: z.catch(z.nullish(id), null),
  call_date: z.string(),
  call_time: z.string(),
  call_info: z.optional(z.unknown()),
});
/** Calls that go on may hold it half filled, so that it is read only where it is needed. */
const outcome = z.object({
  data: z.object({
    call_info: z.object({
      direction: z.pipe(insensitive, z.enum(['incoming', 'outgoing'])),
      type: z.pipe(insensitive, word),
    }),
  }),
});
/** The date and the time are two fields, in UTC; their twins `call_user_*` are in the user's zone. */
const timedCall = z.pipe(
  callFields,
  z.transform((call, context) => {
    const at = toInstant(`${call.call_date}T${call.call_time}Z`);
    if (at) return { ...call, at };
    const message = 'must be a time, such as 08:10:00, and call_date its day, such as 2026-02-09';
    context.issues.push({ code: 'custom', message, input: call.call_time, path: ['call_time'] });
    return z.NEVER;
  }),
);
const callEvent = z.object({ data: timedCall });
type Call = z.infer<typeof timedCall>;

/** JustCall: calls. There is no webhook of an agent's availability. */
export const justcall: WebhookSource = {
  transport: 'webhook',
  vendor: 'justcall',
  documentation,
  successStatus: 200,
  mediaTypes: ['application/json'],
  // A day: of the signed time no zone is documented, which is 14 hours at most, nor whether a retry is signed anew. It
  // does not protect the unsigned `data`, but ends how long a webhook that was seen once can be sent with other data.
  toleranceSeconds: 86_400,
  firstParty: false,
  codes: { states: {}, reasons: {} },
  options: {
    agentIds: ['agent_id', 'agent_email'],
    collectionPoints: ['justcall_number', 'justcall_line_name'],
    activity: [],
  },

  verify: failClosed((webhook, trust) => {
    const { secrets, settings } = trust;
    const timestamp = requireHeader(webhook, 'x-justcall-request-timestamp');
    const given = [requireHeader(webhook, 'x-justcall-signature')];
    if (requireHeader(webhook, 'x-justcall-signature-version') !== 'v1')
      throw new SignatureRefused(
        'the signature is of a version other than v1, and made in a way unknown here',
      );
    const signed = signedFieldsOf(webhook.body);
    if (!signed?.webhook_url || !signed.type)
      throw new SignatureRefused('webhook_url or type is missing in the body, and both are signed');
    const signer = requireSigner(given, secrets, (key) => signature(key, { ...signed, timestamp }));
    requireOwnUrl(signed.webhook_url, settings.publicUrl ?? webhook.url);
    requireFresh(unixSecondsOf(timestamp), trust);
    return signer;
  }),

  parse: ({ body }) => parseJson(body),

  translate: (payload, { settings }) => {
    const { type } = readPayload(typed, payload, 'a justcall webhook');
    const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
    if (!read || !wantsMedium(settings, medium)) return { events: [], ignored: 1 };
    const what = `justcall ${type}`;
    const call = readPayload(callEvent, payload, what).data;
    return { events: [read(call, { what, settings })], ignored: 0 };
  },

  // A webhook names the URL that it is sent to, so that a sample written for another is readdressed before it is signed.
  sign: ({ headers, body: written }, { secret, nowMs, settings: { publicUrl } }) => {
    const body = publicUrl ? readdressed(written, publicUrl) : written;
    const timestamp = new Date(nowMs).toISOString().slice(0, 19).replace('T', ' ');
    const signed = signedFieldsOf(body) ?? { webhook_url: '', type: '' };
    return {
      headers: {
        ...headers,
        'x-justcall-signature': signature(secret, { ...signed, timestamp }),
        'x-justcall-signature-version': 'v1',
        'x-justcall-request-timestamp': timestamp,
      },
      body,
    };
  },

  secretFrom: (random) => random.subarray(0, 20).toString('hex'),
  signsUrl: true,
};

type Reading = { readonly what: string; readonly settings: SourceConfiguration };
type Reader = (call: Call, reading: Reading) => TranslatedEvent;

/**
 * What is told by each event; those left out (initiated, exits queue, updated, AI ...) tell nothing more. An exit from a
 * queue may be to an agent, a voicemail or the end.
 */
const readers: Readonly<Record<string, Reader>> = {
  'call.incoming': offered,
  'call.enters_queue': offered,
  'call.answered': (call, reading) => ({
    type: 'contact-milestone',
    ...contactOf(call, reading),
    ...agentOf(call, reading),
    direction: 'inbound',
    // That call_time is here the moment of the pick-up is not confirmed against a live account.
    at: call.at,
    milestone: 'answered',
  }),
  'call.missed': unanswered,
  'call.voicemail': unanswered,
  'call.completed': (call, reading) => {
    const { direction, type } = readPayload(outcome, { data: call }, reading.what).data.call_info;
    const way = direction === 'incoming' ? 'inbound' : 'outbound';
    return summaryOf(call, reading, { direction: way, answered: type === 'answered' });
  },
};

function offered(call: Call, reading: Reading): TranslatedEvent {
  const contact = contactOf(call, reading);
  return {
    type: 'contact-milestone',
    ...contact,
    direction: 'inbound',
    at: call.at,
    milestone: 'offered',
  };
}

/** By the events' definition: an incoming call that was not picked up, without and with a voicemail. */
function unanswered(call: Call, reading: Reading): TranslatedEvent {
  return summaryOf(call, reading, { direction: 'inbound', answered: false });
}

/**
 * Without talk, hold or wait: no field for them is documented in the call object. `asOf` is the call's own time, because
 * no later one is told and repeated deliveries shall stay equal.
 */
function summaryOf(
  call: Call,
  reading: Reading,
  how: { direction: 'inbound' | 'outbound'; answered: boolean },
): TranslatedEvent {
  return {
    type: 'contact-summary',
    ...contactOf(call, reading),
    ...how,
    offeredAt: call.at,
    asOf: call.at,
  };
}

/** The sid stands in every event, while the id is empty until the call is logged. What is called is a number, no queue. */
function contactOf(call: Call, { what, settings }: Reading) {
  const { justcall_number, justcall_line_name } = call;
  const contactId = call.call_sid || call.id;
  if (!contactId) throw missingField(what, 'data.call_sid');
  if (!justcall_number && !justcall_line_name) return { contactId };
  const point = chosenId(settings.ids.collectionPoint, { justcall_number, justcall_line_name }, what);
  return { contactId, collectionPoint: point };
}

/** None where a voice agent has answered. */
function agentOf({ agent_id, agent_email }: Call, { what, settings }: Reading): { agentId?: string } {
  if (!agent_id && !agent_email) return {};
  return { agentId: chosenId(settings.ids.agentId, { agent_id, agent_email }, what) };
}

/** What a body that nothing proves yet says of itself; undefined where it cannot be read. */
function signedFieldsOf(body: Buffer): z.infer<typeof signedFields> | undefined {
  try {
    return signedFields.safeParse(parseJson(body)).data;
  } catch {
    // A body that cannot be read proves nothing, as one without these fields.
    return undefined;
  }
}

/**
 * Every URL of an account is signed with the same secret, so that a webhook for another one would otherwise be as good as ours.
 * The query is left aside: it may hold a parameter of the deployment's, and changes nothing of where a webhook goes.
 */
function requireOwnUrl(signed: string, own: string): void {
  if (!isSameAddress(signed, own))
    throw new SignatureRefused(
      'the signed webhook_url is not the URL of this source: set publicUrl to the one that JustCall calls',
    );
}

function isSameAddress(one: string, other: string): boolean {
  const [first, second] = [URL.parse(one), URL.parse(other)];
  return !!first && first.origin === second?.origin && first.pathname === second.pathname;
}

function readdressed(body: Buffer, url: string): Buffer {
  const field = /("webhook_url"\s*:\s*)"(?:[^"\\]|\\.)*"/;
  return Buffer.from(body.toString('utf8').replace(field, (_, name) => name + JSON.stringify(url)));
}

/** As the published example has it, read as UTC; another page calls it a number. */
function unixSecondsOf(timestamp: string): string {
  if (/^\d+$/.test(timestamp)) return timestamp;
  const at = toInstant(`${timestamp}Z`);
  if (at) return String(Math.floor(Date.parse(at) / 1000));
  throw new SignatureRefused('the signed time is no time such as 2026-11-23 09:01:22');
}

type Signed = z.infer<typeof signedFields> & { readonly timestamp: string };

/** The secret is the key and the first part as well. */
function signature(secret: string, { webhook_url, type, timestamp }: Signed): string {
  const parts = [secret, encodeURIComponent(webhook_url), type, timestamp];
  return hmac(secret, [parts.join('|')], { algorithm: 'sha256', encoding: 'hex' });
}
