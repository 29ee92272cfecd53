import { randomBytes } from 'node:crypto';
import type { SourceConfiguration } from '../../shared/configuration/configuration.ts';
import { ConfigurationError } from '../../shared/errors.ts';
import type { TranslatedEvent } from '../../shared/events/event.ts';
import { configuredSource } from '../../shared/sources/configured-source.ts';
import { parseJson } from '../../shared/sources/parse-json.ts';
import { sources } from '../../shared/sources/registry.ts';
import type { Seal, SignedWebhook, Source, WebhookSource } from '../../shared/sources/source.ts';
import { freshen } from '../samples/freshen.ts';
import { readSamples, type Sample } from '../samples/read-samples.ts';

/** A sample webhook moved to the present: as a vendor would write it now, and the events it stands for. */
export type FreshSample = Sample & { readonly events: readonly TranslatedEvent[] };

export function sourceOf({ vendor }: Pick<SourceConfiguration, 'vendor'>): Source {
  const source = sources[vendor];
  if (!source) throw new ConfigurationError(`there is no source for the vendor ${vendor}`);
  return source;
}

/** The same, where webhooks are what the vendor sends; throws ConfigurationError for one that comes over AWS. */
export function webhookSourceOf(settings: SourceConfiguration): WebhookSource {
  const source = sourceOf(settings);
  if (source.transport === 'webhook') return configuredSource(source, settings);
  throw new ConfigurationError(`${source.vendor} sends no webhooks: its events come over AWS`);
}

/**
 * A vendor's samples, all of them moved by as much as brings the last one to now, so that they tell of the same day as
 * they were written.
 */
export function freshSamples(settings: SourceConfiguration, nowMs: number): FreshSample[] {
  const samples = readSamples(settings.vendor);
  const times = samples
    .flatMap((sample) => eventsIn(sample, settings).map(timeOf))
    .filter((time) => time !== undefined);
  const shiftMs = nowMs - Math.max(...times.map((time) => Date.parse(time)));
  return samples.map((sample) => moved(sample, settings, shiftMs));
}

/** One sample by its name, or the first that tells of an agent's state, at this very time. */
export function freshSample(
  settings: SourceConfiguration,
  name: string | undefined,
  nowMs: number,
): FreshSample {
  const all = freshSamples(settings, nowMs);
  const sample = name
    ? all.find((one) => one.name === name)
    : (all.find(({ events }) => events[0]?.type === 'agent-activity') ?? all.find(({ events }) => events[0]));
  if (!sample)
    throw new ConfigurationError(
      `there is no sample ${name ?? 'of an event'}; there are ${all.map((one) => one.name).join(', ')}`,
    );
  return movedToNow(sample, settings, nowMs);
}

/** Every sample of a vendor, each moved by itself so that it tells of this very time. */
export function samplesOfNow(settings: SourceConfiguration, nowMs: number): FreshSample[] {
  return freshSamples(settings, nowMs).map((sample) => movedToNow(sample, settings, nowMs));
}

function movedToNow(sample: FreshSample, settings: SourceConfiguration, nowMs: number): FreshSample {
  const [first] = sample.events;
  const time = first && timeOf(first);
  return moved(sample, settings, time ? nowMs - Date.parse(time) : 0);
}

function moved(sample: Sample, settings: SourceConfiguration, shiftMs: number): FreshSample {
  const { headers, body } = sample;
  const fresh = {
    ...sample,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, freshen(value, shiftMs)]),
    ),
    body: Buffer.from(freshen(body.toString('utf8'), shiftMs)),
  };
  return { ...fresh, events: eventsIn(fresh, settings) };
}

/** Sends a signed webhook as its vendor would; `requestId` is that by which its way can be traced. */
export async function postWebhook(
  url: string,
  { headers, body, queryString }: SignedWebhook,
): Promise<{ status: number; text: string; requestId: string | undefined }> {
  const answer = await fetch(withQuery(url, queryString), {
    method: 'POST',
    headers: { ...headers },
    body: new Uint8Array(body),
  });
  const requestId = answer.headers.get('x-request-id') ?? undefined;
  return { status: answer.status, text: await answer.text(), requestId };
}

export function withQuery(url: string, queryString: string | undefined): string {
  return queryString ? `${url}?${queryString}` : url;
}

/** The events of a sample as the source reads it, once it is signed where signing is part of its form. */
function eventsIn(sample: Sample, settings: SourceConfiguration): readonly TranslatedEvent[] {
  const source = sourceOf(settings);
  const nowMs = Date.now();
  const payload =
    source.transport === 'webhook' ? payloadOf(sample, { settings, nowMs }) : parseJson(sample.body);
  return payload === undefined
    ? []
    : source.translate(payload, { settings, receivedAt: new Date(nowMs).toISOString() }).events;
}

/** Undefined for a handshake. */
function payloadOf(sample: Sample, known: Omit<Seal, 'secret'>): unknown {
  const source = webhookSourceOf(known.settings);
  const secret = momentarySecret(source, known.settings);
  const { headers, body, queryString = '' } = source.sign(sample, { ...known, secret });
  const webhook = {
    method: 'POST',
    path: '/',
    url: known.settings.publicUrl ?? '',
    queryString,
    headers,
    body,
  };
  const payload = source.parse(webhook);
  return source.answerHandshake?.(payload, secret) ? undefined : payload;
}

const secretsOfTheMoment = new WeakMap<SourceConfiguration, string>();

/** One for each entry, because some are slow to make. */
function momentarySecret(source: WebhookSource, settings: SourceConfiguration): string {
  const secret = secretsOfTheMoment.get(settings) ?? source.secretFrom(randomBytes(32));
  secretsOfTheMoment.set(settings, secret);
  return secret;
}

function timeOf(event: TranslatedEvent): string | undefined {
  if ('eventTime' in event) return event.eventTime;
  if ('at' in event) return event.at;
  if ('asOf' in event && event.type === 'contact-summary') return event.asOf;
  return undefined;
}
