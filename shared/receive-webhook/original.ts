import { isUtf8 } from 'node:buffer';
import * as z from 'zod/mini';
import { instant } from '../events/instant.ts';
import type { Webhook } from '../sources/source.ts';
import { maskSecrets } from './mask-secrets.ts';

/** What proves or carries a right; a webhook taken up again later is trusted without it. */
const credentialHeader = /auth|cookie|signature|hmac|token|secret|password|credential|api-?key/;

/** A webhook as text: as it came in, without its credentials. */
export const originalWebhook = z.strictObject({
  method: z.string(),
  path: z.string(),
  queryString: z.string(),
  headers: z.record(z.string(), z.string()),
  receivedAt: instant,
  bodyEncoding: z.enum(['utf8', 'base64']),
  body: z.string(),
});
export type OriginalWebhook = z.infer<typeof originalWebhook>;

/** The JSON of an OriginalWebhook, with every occurrence of a secret masked. */
export function originalOf(webhook: Webhook, receivedAt: string, secrets: readonly string[]): string {
  const masked = (text: string) => maskSecrets(Buffer.from(text), secrets).toString();
  const headers = Object.entries(webhook.headers).flatMap(([name, value]) =>
    value === undefined || credentialHeader.test(name) ? [] : [[name, masked(value)] as const],
  );
  const body = maskSecrets(webhook.body, secrets);
  const bodyEncoding = isUtf8(body) ? 'utf8' : 'base64';
  return JSON.stringify({
    method: webhook.method,
    path: masked(webhook.path),
    queryString: masked(webhook.queryString),
    headers: Object.fromEntries(headers),
    receivedAt,
    bodyEncoding,
    body: body.toString(bodyEncoding),
  } satisfies OriginalWebhook);
}
