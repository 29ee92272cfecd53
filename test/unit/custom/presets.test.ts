import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SignatureRefused } from '../../../shared/errors.ts';
import { declared, webhookOf } from './sample.ts';

type Vector = {
  name: string;
  secrets: string[];
  headers: Record<string, string>;
  body: string;
  queryString?: string;
  nowUnixSeconds: number;
  expect: 'accepted' | 'refused';
};
type Preset = { vendor: string; verifier: object; vectors: Vector[]; format?: string; timeZone?: string };

/** Vendors' own schemes, each declared by settings alone, with worked examples of their signatures. */
const presets: Preset[] = JSON.parse(
  readFileSync(new URL('../../fixtures/custom/presets.json', import.meta.url), 'utf8'),
);

describe.each(presets)('the verifier of $vendor', ({ verifier, vectors, format = 'json', timeZone }) => {
  const source = declared({ verifier, mapping: { format }, ...(timeZone && { timeZone }) });

  test.each(vectors)('says of $name: $expect', ({ secrets, nowUnixSeconds, expect: outcome, ...given }) => {
    const trust = { nowMs: nowUnixSeconds * 1000, toleranceSeconds: source.toleranceSeconds };
    const webhook = webhookOf({ ...given, body: Buffer.from(given.body) });
    const verify = () => source.verify(webhook, { secrets, settings: source.entry, ...trust });
    if (outcome === 'refused') expect(verify).toThrow(SignatureRefused);
    else expect(verify()).toBe(secrets[0]);
  });

  test('accepts what it signs itself, and refuses it under another secret', () => {
    const secret = source.secretFrom(Buffer.alloc(32, 7));
    const {
      headers,
      body,
      queryString = '',
    } = source.sign(
      {
        headers: Object.fromEntries(Object.entries(vectors[0]?.headers ?? {})),
        body: Buffer.from(
          format === 'form' ? 'id=1' : '{"id":"1","type":"t","webhook_url":"https://a.example"}',
        ),
      },
      { secret, nowMs, settings: source.entry },
    );
    const webhook = webhookOf({ headers, body, queryString });
    const trust = { nowMs, toleranceSeconds: source.toleranceSeconds, settings: source.entry };
    expect(source.verify(webhook, { ...trust, secrets: ['other', secret] })).toBe(secret);
    const other = source.secretFrom(Buffer.alloc(32, 8));
    for (const secrets of [[other], [''], []])
      expect(() => source.verify(webhook, { ...trust, secrets })).toThrow(SignatureRefused);
  });
});

const nowMs = 1_773_133_283_000;

test('the Dialpad preset reads the claims as the payload, with long ids exact', () => {
  const preset = presets.find(({ vendor }) => vendor === 'dialpad');
  const source = declared({ verifier: preset?.verifier ?? {} });
  const [first] = preset?.vectors ?? [];
  expect(source.mediaTypes).toBe('any');
  expect(source.parse(webhookOf({ body: Buffer.from(first?.body ?? '') }))).toMatchObject({
    content: { on_duty_status: 'available', target: { id: 5100000000000001 } },
  });
});

test('the 8x8 preset names where an unknown key is published', () => {
  const preset = presets.find(({ vendor }) => vendor === '8x8');
  const source = declared({ verifier: preset?.verifier ?? {} });
  const [first] = preset?.vectors ?? [];
  const webhook = webhookOf({ ...first, body: Buffer.from(first?.body ?? '') });
  const trust = { secrets: ['no key'], nowMs: 0, toleranceSeconds: 300, settings: source.entry };
  expect(() => source.verify(webhook, trust)).toThrow('https://api.8x8.com/vcc/us/chat/v2/jwk/key1/public');
});
