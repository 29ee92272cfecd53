import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { type Fault, InvalidEvents, Untranslatable } from '../errors.ts';
import { eventUnion, type TranslatedEvent } from '../events/event.ts';
import { faultsOf } from '../events/faults.ts';
import { failClosed } from '../signatures/fail-closed.ts';
import { hmac } from '../signatures/hmac.ts';
import { requireFresh } from '../signatures/require-fresh.ts';
import { requireHeader } from '../signatures/require-header.ts';
import { requireSigner } from '../signatures/require-signer.ts';
import { parseJson } from './parse-json.ts';
import type { WebhookSource } from './source.ts';
import { vendorField } from './vendor-field.ts';

const documentation =
  'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md';

/** More than a body of the largest size can hold of the smallest event, so that only nonsense is ever too many. */
const eventsPerRequest = 20_000;

/** Our own event schema, except that a sender may write its times with any offset and precision of RFC 3339. */
const singleEvent = z.compile(eventUnion(vendorField.time));
const eventList = z.looseObject({
  events: z.array(z.unknown()).check(z.minLength(1), z.maxLength(eventsPerRequest)),
});

/** First-party senders: one canonical event or `{"events": [...]}`, signed by Standard Webhooks 1.0.0, version `v1`. */
export const standard: WebhookSource = {
  transport: 'webhook',
  vendor: 'standard',
  documentation,
  successStatus: 202,
  mediaTypes: ['application/json'],
  // What the reference libraries allow; every attempt carries a time and a signature of its own.
  toleranceSeconds: 300,
  firstParty: true,
  // A sender of our own schema may write codes straight away.
  codes: { states: {}, reasons: {}, ownCodes: true },
  options: { agentIds: ['agentId'], collectionPoints: ['collectionPoint'], activity: ['status'] },

  verify: failClosed((webhook, trust) => {
    const id = requireHeader(webhook, 'webhook-id');
    const timestamp = requireHeader(webhook, 'webhook-timestamp');
    const given = requireHeader(webhook, 'webhook-signature').split(' ');
    const secrets = trust.secrets.filter((secret) => keyOf(secret).length > 0);
    const signer = requireSigner(given, secrets, (secret) =>
      signature(secret, { id, timestamp, body: webhook.body }),
    );
    requireFresh(timestamp, trust);
    return signer;
  }),

  parse: ({ body }) => parseEvents(body),

  translate: (payload) => {
    const { events, faults } = isList(payload) ? readList(payload) : readEvent(payload, []);
    if (faults.length > 0) throw invalid(faults);
    return { events, ignored: 0 };
  },

  sign: ({ headers, body }, { secret, nowMs }) => {
    const timestamp = String(Math.floor(nowMs / 1000));
    const id = `msg_${createHash('sha256').update(timestamp).update(body).digest('base64url').slice(0, 27)}`;
    return {
      headers: {
        ...headers,
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signature(secret, { id, timestamp, body }),
      },
      body,
    };
  },

  secretFrom: (random) => `whsec_${random.toString('base64')}`,
};

function signature(secret: string, signed: { id: string; timestamp: string; body: Buffer }): string {
  const { id, timestamp, body } = signed;
  const form = { algorithm: 'sha256', encoding: 'base64' } as const;
  return `v1,${hmac(keyOf(secret), [`${id}.${timestamp}.`, body], form)}`;
}

/** Empty for the key pair of `v1a`: its public half is no secret, and anyone could sign with it. */
function keyOf(secret: string): Buffer {
  const text = /^wh[ps]k_/.test(secret) ? '' : secret.replace(/^whsec_/, '');
  return Buffer.from(text, 'base64');
}

function parseEvents(body: Buffer): unknown {
  try {
    return parseJson(body);
  } catch (cause) {
    if (!(cause instanceof Untranslatable)) throw cause;
    throw new InvalidEvents(cause.message, [{ path: '(body)', message: 'must be JSON in UTF-8' }], { cause });
  }
}

function isList(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && Object.hasOwn(payload, 'events');
}

type Reading = { readonly events: readonly TranslatedEvent[]; readonly faults: readonly Fault[] };

/** Event by event, because a validator over the whole list falls over its own faults when there are very many. */
function readList(payload: unknown): Reading {
  const list = eventList.safeParse(payload);
  if (!list.success) return { events: [], faults: faultsOf(list.error) };
  const { events, ...others } = list.data;
  const read = events.map((event, index) => readEvent(event, ['events', index]));
  const unknownKeys = Object.keys(others).map((key) => ({ path: key, message: 'is not a key of ours' }));
  return {
    events: read.flatMap((one) => one.events),
    faults: [...unknownKeys, ...read.flatMap((one) => one.faults)],
  };
}

function readEvent(event: unknown, path: readonly PropertyKey[]): Reading {
  const parsed = singleEvent.safeParse(event);
  return parsed.success
    ? { events: [parsed.data], faults: [] }
    : { events: [], faults: faultsOf(parsed.error, path) };
}

function invalid(faults: readonly Fault[]): InvalidEvents {
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  return new InvalidEvents(
    `${count} in the events; nothing of this request was accepted: correct and send it whole`,
    faults,
  );
}
