import * as z from 'zod/mini';
import { type Fault, InvalidEvents, Untranslatable } from '../errors.ts';
import { compileWhenBusy } from '../events/compile-when-busy.ts';
import { eventUnion, type TranslatedEvent } from '../events/event.ts';
import { faultsOf, pathText } from '../events/faults.ts';
import { failClosed } from '../signatures/fail-closed.ts';
import { requireStandardSigner, standardHeaders } from '../signatures/standard-webhooks.ts';
import { type CloudEvent, cloudEventMediaTypes, grantDelivery, readCloudEvents } from './cloud-events.ts';
import { parseJson } from './parse-json.ts';
import type { Webhook, WebhookSource } from './source.ts';
import { vendorField } from './vendor-field.ts';

const documentation =
  'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md';

/** More than a body of the largest size can hold of the smallest event, so that only nonsense is ever too many. */
const eventsPerRequest = 20_000;

/** Our own event schema, except that a sender may write its times with any offset and precision of RFC 3339. */
const singleEvent = compileWhenBusy(eventUnion(vendorField.time));
/** Several events; which other keys there are is told one by one, and the events are read one by one. */
export const eventList = z.looseObject({
  events: z.array(z.unknown()).check(z.minLength(1), z.maxLength(eventsPerRequest)),
});

/** A key that no JSON can have, so that no body passes for CloudEvents by what it says. */
const cloudEvents = Symbol('cloudEvents');
type CloudEvents = { readonly [cloudEvents]: readonly CloudEvent[] };

/**
 * First-party senders: one canonical event or `{"events": [...]}`, bare or as the data of CloudEvents, signed by Standard
 * Webhooks 1.0.0 (`v1` or `v1a`).
 */
export const standard: WebhookSource = {
  transport: 'webhook',
  vendor: 'standard',
  documentation,
  successStatus: 202,
  mediaTypes: ['application/json', ...cloudEventMediaTypes],
  // What the reference libraries allow; every attempt carries a time and a signature of its own.
  toleranceSeconds: 300,
  firstParty: true,
  // A sender of our own schema may write codes straight away.
  codes: { states: {}, reasons: {}, ownCodes: true },
  options: { agentIds: ['agentId'], collectionPoints: ['collectionPoint'], activity: ['status'] },

  handshakeMethods: ['OPTIONS'],
  greet: grantDelivery,
  verify: failClosed(requireStandardSigner),
  parse: parseEvents,

  translate: (payload) => {
    const { events, faults } = isCloudEvents(payload)
      ? readAll(payload[cloudEvents])
      : readPlain(payload, []);
    if (faults.length > 0) throw invalid(faults);
    return { events, ignored: 0 };
  },

  sign: ({ headers, body }, { secret, nowMs }) => ({
    headers: { ...headers, ...standardHeaders(body, secret, nowMs) },
    body,
  }),

  secretFrom: (random) => `whsec_${random.toString('base64')}`,
  secretIsOurs: true,
};

function parseEvents(webhook: Webhook): unknown {
  try {
    const read = readCloudEvents(webhook);
    return read ? { [cloudEvents]: read } : parseJson(webhook.body);
  } catch (cause) {
    if (!(cause instanceof Untranslatable)) throw cause;
    throw new InvalidEvents(cause.message, [{ path: '(body)', message: 'must be JSON in UTF-8' }], { cause });
  }
}

function isCloudEvents(payload: unknown): payload is CloudEvents {
  return typeof payload === 'object' && payload !== null && cloudEvents in payload;
}

function readAll(events: readonly CloudEvent[]): Reading {
  const read = events.map((event) => readPlain(dataOf(event), event.path));
  return { events: read.flatMap((one) => one.events), faults: read.flatMap((one) => one.faults) };
}

/** Each type's own time, which the envelope's stands in for. */
const timeFields: Readonly<Record<string, string>> = {
  'agent-activity': 'eventTime',
  'contact-milestone': 'at',
};

/**
 * The data, with what only the envelope says: the type (`agent-activity`, or with a prefix such as `com.example.agent-activity`), the
 * time, and the identity, which is source and id together.
 */
function dataOf({ data, id, source, type, time }: CloudEvent): unknown {
  if (typeof data !== 'object' || data === null || Array.isArray(data) || isList(data)) return data;
  const ownType = 'type' in data ? String(data.type) : (type.split('.').at(-1) ?? type);
  const timeField = timeFields[ownType];
  const identity = `${source} ${id}`;
  return {
    type: ownType,
    ...(identity.length <= 255 && { id: identity }),
    ...(timeField && time && { [timeField]: time }),
    ...data,
  };
}

function readPlain(payload: unknown, path: readonly PropertyKey[]): Reading {
  return isList(payload) ? readList(payload, path) : readEvent(payload, path);
}

function isList(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && Object.hasOwn(payload, 'events');
}

type Reading = { readonly events: readonly TranslatedEvent[]; readonly faults: readonly Fault[] };

/** Event by event, because a validator over the whole list falls over its own faults when there are very many. */
function readList(payload: unknown, path: readonly PropertyKey[]): Reading {
  const list = eventList.safeParse(payload);
  if (!list.success) return { events: [], faults: faultsOf(list.error, path) };
  const { events, ...others } = list.data;
  const read = events.map((event, index) => readEvent(event, [...path, 'events', index]));
  const unknownKeys = Object.keys(others).map((key) => ({
    path: pathText([...path, key]),
    message: 'is not a key of ours',
  }));
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
