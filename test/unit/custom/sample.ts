import type { SourceConfiguration } from '../../../shared/configuration/configuration.ts';
import { configuredSource } from '../../../shared/sources/configured-source.ts';
import { custom } from '../../../shared/sources/custom.ts';
import type { Webhook, WebhookSource } from '../../../shared/sources/source.ts';
import { settingsFor } from '../sources/sample.ts';

/** What the tests of declared sources speak of. */
export const nowMs = Date.parse('2026-03-10T09:01:23.000Z');
export const receivedAt = new Date(nowMs).toISOString();

/** A rule that needs little of a payload. */
export const anyRule = {
  emit: 'person',
  fields: { agentId: '$.id', firstName: { value: 'A' }, lastName: { value: 'B' } },
} as const;
export const hmacOverBody = {
  kind: 'hmac',
  algorithm: 'sha256',
  encoding: 'hex',
  signatureHeader: 'X-Signature',
  template: '{body}',
} as const;

type Given = { readonly verifier?: object; readonly mapping?: object } & Readonly<Record<string, unknown>>;

export function entryOf({ verifier = hmacOverBody, mapping = {}, ...rest }: Given): SourceConfiguration {
  return settingsFor(custom, { verifier, mapping: { rules: [anyRule], ...mapping }, ...rest });
}

/** The source as an entry declares it. */
export function declared(given: Given): WebhookSource & { readonly entry: SourceConfiguration } {
  const entry = entryOf(given);
  return { ...configuredSource(custom, entry), entry };
}

export function webhookOf(given: Partial<Webhook> = {}): Webhook {
  return {
    method: 'POST',
    path: '/webhooks/acd',
    url: 'https://hooks.example/webhooks/acd',
    queryString: '',
    headers: { 'content-type': 'application/json' },
    body: Buffer.from('{"id":"1001"}'),
    ...given,
  };
}
