import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { loadEnvironment } from '../../infra/environments/load-environment.ts';
import { readSamples } from '../../infra/samples/read-samples.ts';
import type { SourceConfiguration } from '../../shared/configuration/configuration.ts';
import { AdapterError } from '../../shared/errors.ts';
import { configuredSource } from '../../shared/sources/configured-source.ts';
import { sources } from '../../shared/sources/registry.ts';
import type {
  AwsSource,
  SignedWebhook,
  Source,
  Translation,
  Trust,
  UnsignedWebhook,
  Webhook,
  WebhookSource,
} from '../../shared/sources/source.ts';

/** A worked example of a vendor's signature: what came in, what it is held against, and what becomes of it. */
const vector = z.strictObject({
  name: z.string(),
  secrets: z.array(z.string()),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  method: z._default(z.string(), 'POST'),
  queryString: z._default(z.string(), ''),
  /** What the configuration says beside the local environment's entry of the source: a `publicUrl`, for one. */
  settings: z._default(z.record(z.string(), z.unknown()), {}),
  nowUnixSeconds: z.int(),
  /** The source's own where left out. */
  toleranceSeconds: z.optional(z.int()),
  expect: z.enum(['accepted', 'refused']),
});
const handshake = z.strictObject({
  ...z.omit(vector, { expect: true }).shape,
  answer: z.strictObject({
    status: z.int(),
    headers: z.optional(z.record(z.string(), z.string())),
    body: z.optional(z.record(z.string(), z.string())),
  }),
});
const fixture = z.strictObject({
  signedHeaders: z.array(z.string()),
  /** Whether the URL's query carries the proof or part of it. */
  signedQuery: z._default(z.boolean(), false),
  /**
   * What of the body the scheme protects: all of it, the decoded fields of a form (so that another spelling of the same fields is
   * the same), only the secret that stands in it, or nothing.
   */
  signedBody: z.enum(['whole', 'form', 'secret', 'none']),
  unknownEvent: z.record(z.string(), z.unknown()),
  vectors: z.array(vector),
  handshakes: z.array(handshake),
});
export type Vector = z.infer<typeof vector> | z.infer<typeof handshake>;

export const nowMs = 1_773_133_283_000;
const receivedAt = new Date(nowMs).toISOString();

export const json = (body: Buffer | string): UnsignedWebhook => ({
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(body),
});

/** A source with what every source has: its samples and the events they stand for. */
function translated(name: string, source: Source) {
  const settings = settingsOf(name);
  return {
    name,
    source,
    settings,
    samples: readSamples(name),
    expected: (sample: string): unknown => readJson(`expected/${name}/${sample}.json`),
    translate: (payload: unknown): Translation => source.translate(payload, { settings, receivedAt }),
  };
}

/** A source that sends webhooks, with all that the contract holds it against. */
export function underTest(name: string, registered: WebhookSource) {
  const base = translated(name, registered);
  const { settings } = base;
  const source = configuredSource(registered, settings);
  const secret = source.secretFrom(Buffer.alloc(32, 7));
  const otherSecret = source.secretFrom(randomBytes(32));
  const verify = (webhook: SignedWebhook, trust: Partial<Trust> = {}): string =>
    source.verify(asReceived(webhook, settings), {
      ...trustOf(source, settings),
      secrets: [secret],
      ...trust,
    });
  return {
    ...base,
    source,
    secret,
    otherSecret,
    fixture: fixture.parse(readJson(`../fixtures/${name}/signature.json`)),
    sign: (webhook: UnsignedWebhook): SignedWebhook => source.sign(webhook, { secret, nowMs, settings }),
    verify,
    /** The payload of a webhook, once it is proved. */
    read: (webhook: SignedWebhook, trust: Partial<Trust> = {}): unknown => {
      verify(webhook, trust);
      return source.parse(asReceived(webhook, settings));
    },
  };
}
export type UnderTest = ReturnType<typeof underTest>;

const all = Object.entries(sources);
export const webhookSources = all.flatMap(([name, source]) =>
  source.transport === 'webhook' ? [underTest(name, source)] : [],
);
export const awsSources = all.flatMap(([name, source]) =>
  source.transport === 'aws' ? [{ ...translated(name, source), source: source satisfies AwsSource }] : [],
);
export const allSources = all.map(([name, source]) => translated(name, source));

export function webhookSource(name: string): UnderTest {
  const found = webhookSources.find((one) => one.name === name);
  if (!found) throw new Error(`${name} is no registered source of webhooks`);
  return found;
}

/** The secret that a vector's webhook is proved by; throws as the source does. */
export function verifyVector(subject: UnderTest, vector: Vector): string {
  const configured = { ...subject.settings, ...vector.settings };
  const source = configuredSource(subject.source, configured);
  const { secrets, nowUnixSeconds, toleranceSeconds = source.toleranceSeconds } = vector;
  return source.verify(received(vector, configured), {
    secrets,
    nowMs: nowUnixSeconds * 1000,
    toleranceSeconds,
    settings: configured,
  });
}

/** The answer to a vector's handshake, whether it has to prove itself or not. */
export function answerVector(subject: UnderTest, vector: Vector) {
  const configured = { ...subject.settings, ...vector.settings };
  const source = configuredSource(subject.source, configured);
  const webhook = received(vector, configured);
  return (
    source.greet?.(webhook) ?? source.answerHandshake?.(source.parse(webhook), verifyVector(subject, vector))
  );
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

function received({ method, queryString, headers, body }: Vector, settings: SourceConfiguration): Webhook {
  return { ...asReceived({ headers, body: Buffer.from(body), queryString }, settings), method };
}

export function asReceived(
  { headers, body, queryString = '' }: SignedWebhook,
  { publicUrl = '' }: Pick<SourceConfiguration, 'publicUrl'>,
): Webhook {
  return { method: 'POST', path: '/webhooks/any', url: publicUrl, queryString, headers, body };
}

function trustOf({ toleranceSeconds }: WebhookSource, settings: SourceConfiguration): Trust {
  return { secrets: [], nowMs, toleranceSeconds, settings };
}

/** As the local environment configures it, which has a source of each vendor by the vendor's name. */
export function settingsOf(name: string): SourceConfiguration {
  const settings = loadEnvironment('local').sources[name];
  if (!settings) throw new Error(`infra/environments/local.json has no source ${name}`);
  return settings;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}
