import * as z from 'zod/mini';
import { grantDelivery } from '../sources/cloud-events.ts';
import { parseJson } from '../sources/parse-json.ts';
import type { HandshakeAnswer, Webhook, WebhookSource } from '../sources/source.ts';
import { fieldPath, knownPath, valueAt } from './field-path.ts';
import { headerName } from './signature-header.ts';

/** How a vendor asks whether an address takes its webhooks; none of these is proved, and none says anything of ours. */
export const handshake = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** The header of a request without a body comes back, as RingCentral's `Validation-Token`. */
  z.strictObject({ kind: z.literal('echo-header'), header: headerName }),
  z.strictObject({ kind: z.literal('head-200') }),
  z.strictObject({ kind: z.literal('cloudevents-options') }),
  /** A JSON body of this kind is answered with success, as 8x8's `WEB_HOOK_VERIFY`. */
  z.strictObject({
    kind: z.literal('json-event-2xx'),
    path: fieldPath,
    value: z.string().check(z.minLength(1)),
  }),
]);
export type Handshake = z.infer<typeof handshake>;

type Greeting = Pick<WebhookSource, 'handshakeMethods' | 'greet'>;

export function greetingOf(settings: Handshake): Greeting {
  switch (settings.kind) {
    case 'none':
      return {};
    case 'head-200':
      return {
        handshakeMethods: ['HEAD'],
        greet: ({ method }) => (method === 'HEAD' ? { status: 200 } : undefined),
      };
    case 'cloudevents-options':
      return { handshakeMethods: ['OPTIONS'], greet: grantDelivery };
    case 'echo-header':
      return { greet: echo(settings.header.toLowerCase()) };
    case 'json-event-2xx':
      return { greet: answerEvent(settings) };
  }
}

/** With a body it could be an event that carries the header all the same, which must not be lost. */
function echo(header: string) {
  return ({ headers, body }: Webhook): HandshakeAnswer | undefined => {
    const value = Object.hasOwn(headers, header) ? headers[header] : undefined;
    if (!value || body.length > 0 || !/^[\x21-\x7e]{1,256}$/.test(value)) return undefined;
    return { status: 200, headers: { [header]: value, 'content-type': 'application/json' } };
  };
}

/** Handshakes are short: a long body is an event, and is not read before it is proved. */
const longestHandshake = 4096;

function answerEvent({ path, value }: Extract<Handshake, { kind: 'json-event-2xx' }>) {
  const at = knownPath(path);
  return ({ body }: Webhook): HandshakeAnswer | undefined => {
    if (body.length > longestHandshake || !body.includes(value)) return undefined;
    try {
      const payload = parseJson(body);
      return valueAt({ payload, item: payload }, at) === value ? { status: 200 } : undefined;
    } catch {
      // No JSON is no handshake, and has to be verified as any webhook.
      return undefined;
    }
  };
}
