import * as z from 'zod/mini';
import { type Fault, InvalidEvents } from '../errors.ts';
import { faultsOf } from '../events/faults.ts';
import { toInstant } from '../events/instant.ts';
import { parseJson } from './parse-json.ts';
import type { HandshakeAnswer, Webhook } from './source.ts';

/**
 * CloudEvents 1.0 over HTTP, in its three content modes, and the handshake that comes before them:
 * https://github.com/cloudevents/spec/blob/main/cloudevents/bindings/http-protocol-binding.md
 */
export const cloudEventMediaTypes = [
  'application/cloudevents+json',
  'application/cloudevents-batch+json',
] as const;

/** One event with its data read; `path` is where it stands in the body. */
export type CloudEvent = {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time?: string | null | undefined;
  readonly data: unknown;
  readonly path: readonly PropertyKey[];
};

const text = z.string().check(z.minLength(1));
/** What binary mode writes as `ce-` headers. In JSON an attribute may be null, which is the same as left out. */
export const cloudEventAttributes = z.object({
  specversion: z.literal('1.0'),
  id: text,
  source: text,
  type: text,
  time: z.nullish(
    z.string().check(z.refine((time) => toInstant(time) !== undefined, 'must be an RFC 3339 time')),
  ),
  datacontenttype: z.nullish(
    z
      .string()
      .check(z.regex(/^application\/([\w.+-]+\+)?json\s*(;|$)/i, 'must be JSON: nothing else is read')),
  ),
});
/** An event as JSON, structured or in a batch; further attributes are passed over. */
export const cloudEventJson = z.object({
  ...cloudEventAttributes.shape,
  data: z.optional(z.unknown()),
  data_base64: z.nullish(z.string()),
});

/** The events of a genuine body; undefined where it is no CloudEvent. Throws InvalidEvents with the path of each fault. */
export function readCloudEvents(webhook: Webhook): readonly CloudEvent[] | undefined {
  const { headers, body } = webhook;
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  // The batch's type begins with the single one's, which is why it is asked for first.
  if (type?.startsWith('application/cloudevents-batch')) return readBatch(parseJson(body));
  if (type?.startsWith('application/cloudevents')) return [readStructured(parseJson(body), [])];
  if (headers['ce-specversion'] === undefined) return undefined;
  return [
    { ...checked(cloudEventAttributes, binaryAttributes(headers), []), data: parseJson(body), path: [] },
  ];
}

function readBatch(batch: unknown): readonly CloudEvent[] {
  const list = checked(z.array(z.unknown()), batch, []);
  return list.map((event, index) => readStructured(event, [index]));
}

function readStructured(event: unknown, at: readonly PropertyKey[]): CloudEvent {
  const { data, data_base64, ...known } = checked(cloudEventJson, event, at);
  if (data_base64 === undefined || data_base64 === null) return { ...known, data, path: [...at, 'data'] };
  return { ...known, data: parseJson(Buffer.from(data_base64, 'base64')), path: [...at, 'data_base64'] };
}

function checked<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  at: readonly PropertyKey[],
): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidCloudEvent(faultsOf(parsed.error, at));
}

function invalidCloudEvent(faults: readonly Fault[]): InvalidEvents {
  return new InvalidEvents('the body is no CloudEvent 1.0; nothing of this request was accepted', faults);
}

/** `ce-*` headers are percent-encoded UTF-8, perhaps quoted: both are undone, once. */
function binaryAttributes(headers: Webhook['headers']): Record<string, string> {
  const found = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith('ce-') && value !== undefined
      ? [[name.slice(3), decodedHeader(name, value)] as const]
      : [],
  );
  return Object.fromEntries(found);
}

function decodedHeader(name: string, value: string): string {
  const unquoted = /^".*"$/s.test(value) ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value;
  try {
    return decodeURIComponent(unquoted);
  } catch {
    throw invalidCloudEvent([{ path: name, message: 'must be UTF-8 in percent encoding' }]);
  }
}

/** DNS names and little more: what is echoed is bounded, and says nothing but what the sender said. */
const origin = /^[\x21-\x7e]{1,255}$/;
const rate = /^\d{1,9}$/;

/**
 * The grant that a sender asks for by OPTIONS before it delivers; it proves nothing and allows nothing that a signature does
 * not. Undefined where no origin asks. https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md
 */
export function grantDelivery({ method, headers }: Webhook): HandshakeAnswer | undefined {
  const asking = headers['webhook-request-origin'];
  if (method !== 'OPTIONS' || asking === undefined || !origin.test(asking)) return undefined;
  const asked = headers['webhook-request-rate'];
  const granted = asked !== undefined && rate.test(asked) ? asked : '*';
  return {
    status: 200,
    headers: { allow: 'POST', 'webhook-allowed-origin': asking, 'webhook-allowed-rate': granted },
  };
}
