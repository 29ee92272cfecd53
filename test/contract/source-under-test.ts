import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { readSamples } from '../../infra/samples/read-samples.ts';
import type { SourceConfiguration } from '../../shared/configuration/configuration.ts';
import { AdapterError } from '../../shared/errors.ts';
import type { SignedWebhook, Source, Translation, Trust, Webhook } from '../../shared/sources/source.ts';

/** A worked example of a vendor's signature: what came in, what it is held against, and what becomes of it. */
const vector = z.strictObject({
  name: z.string(),
  secrets: z.array(z.string()),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  nowUnixSeconds: z.int(),
  /** The source's own where left out. */
  toleranceSeconds: z.optional(z.int()),
  expect: z.enum(['accepted', 'refused']),
});
const handshake = z.strictObject({
  ...z.omit(vector, { expect: true }).shape,
  answer: z.strictObject({ status: z.int(), body: z.optional(z.record(z.string(), z.string())) }),
});
const fixture = z.strictObject({
  signedHeaders: z.array(z.string()),
  /** What of the body the scheme protects: all of it, or only the secret that stands in it. */
  signedBody: z.enum(['whole', 'secret']),
  unknownEvent: z.record(z.string(), z.unknown()),
  vectors: z.array(vector),
  handshakes: z.array(handshake),
});
export type Vector = z.infer<typeof vector> | z.infer<typeof handshake>;

export const nowMs = 1_773_133_283_000;

/** A source with all that the contract holds it against: its samples, vectors and a signing secret of its own form. */
export function underTest(name: string, source: Source) {
  const secret = source.secretFrom(Buffer.alloc(32, 7));
  const settings = {
    vendor: name,
    accountId: '1',
    mediaTypes: ['voice'],
    codes: {},
  } satisfies SourceConfiguration;
  return {
    name,
    source,
    secret,
    samples: readSamples(name),
    fixture: fixture.parse(readJson(`../fixtures/${name}/signature.json`)),
    otherSecret: source.secretFrom(Buffer.alloc(32, 8)),
    expected: (sample: string): unknown => readJson(`expected/${name}/${sample}.json`),
    sign: (body: Buffer | string): SignedWebhook => source.sign(Buffer.from(body), secret, nowMs),
    verify: (webhook: SignedWebhook, trust: Partial<Trust> = {}): unknown =>
      source.verify(asReceived(webhook), trustOf(source, { secrets: [secret], ...trust })),
    translate: (payload: unknown): Translation =>
      source.translate(payload, { settings, receivedAt: new Date(nowMs).toISOString() }),
  };
}
export type UnderTest = ReturnType<typeof underTest>;

/** What a vector's webhook proves to be; throws as the source does. */
export function verifyVector(source: Source, { secrets, headers, body, ...held }: Vector) {
  const tolerance = held.toleranceSeconds === undefined ? {} : { toleranceSeconds: held.toleranceSeconds };
  const trust = trustOf(source, { secrets, nowMs: held.nowUnixSeconds * 1000, ...tolerance });
  return { trust, payload: source.verify(asReceived({ headers, body: Buffer.from(body) }), trust) };
}

/** What an error of our own says; any other error goes on, so that it fails the test. */
export function refusalOf(attempt: () => unknown): AdapterError | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (error instanceof AdapterError) return error;
    throw error;
  }
}

function asReceived({ headers, body }: SignedWebhook): Webhook {
  return { method: 'POST', path: '/webhooks/any', queryString: '', headers, body };
}

function trustOf({ toleranceSeconds }: Source, trust: Partial<Trust>): Trust {
  return { secrets: [], nowMs, toleranceSeconds, publicUrl: undefined, ...trust };
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}
