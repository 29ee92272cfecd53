import type { Configuration, SourceConfiguration } from '../../shared/configuration/configuration.ts';
import { ConfigurationError } from '../../shared/errors.ts';
import type { TranslatedEvent } from '../../shared/events/event.ts';
import { sources } from '../../shared/sources/registry.ts';
import type { SignedWebhook, Source } from '../../shared/sources/source.ts';
import { freshen } from '../samples/freshen.ts';
import { readSamples } from '../samples/read-samples.ts';

/** A sample webhook moved to the present: the body a vendor would send now, and the events it stands for. */
export type FreshSample = {
  readonly name: string;
  readonly body: Buffer;
  readonly events: readonly TranslatedEvent[];
};

export function sourceOf({ vendor }: Pick<SourceConfiguration, 'vendor'>): Source {
  const source = sources[vendor];
  if (!source) throw new ConfigurationError(`there is no source for the vendor ${vendor}`);
  return source;
}

/**
 * A vendor's sample webhooks, all of them moved by as much as brings the last one to now, so that they tell of the
 * same day as they were written.
 */
export function freshSamples(settings: Configuration['sources'][string], nowMs: number): FreshSample[] {
  const source = sourceOf(settings);
  const samples = readSamples(settings.vendor).map(({ name, body }) => ({
    name,
    text: body.toString('utf8'),
  }));
  const eventsOf = (text: string) => eventsIn(text, source, settings);
  const times = samples
    .flatMap(({ text }) => eventsOf(text).map(timeOf))
    .filter((time) => time !== undefined);
  const shiftMs = nowMs - Math.max(...times.map((time) => Date.parse(time)));
  return samples.map(({ name, text }) => {
    const fresh = freshen(text, shiftMs);
    return { name, body: Buffer.from(fresh), events: eventsOf(fresh) };
  });
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
    : all.find(({ events }) => events[0]?.type === 'agent-activity');
  if (!sample)
    throw new ConfigurationError(
      `there is no sample ${name ?? 'of a state'}; there are ${all.map((one) => one.name).join(', ')}`,
    );
  const [first] = sample.events;
  const time = first && timeOf(first);
  const shiftMs = time ? nowMs - Date.parse(time) : 0;
  const text = freshen(sample.body.toString('utf8'), shiftMs);
  return { ...sample, body: Buffer.from(text), events: eventsIn(text, sourceOf(settings), settings) };
}

/** Sends a signed webhook as its vendor would. */
export async function postWebhook(
  url: string,
  { headers, body }: SignedWebhook,
): Promise<{ status: number; text: string }> {
  const answer = await fetch(url, { method: 'POST', headers: { ...headers }, body: new Uint8Array(body) });
  return { status: answer.status, text: await answer.text() };
}

/** The events of a sample, by signing it with a secret of the moment and having the source read it. */
function eventsIn(text: string, source: Source, settings: SourceConfiguration): readonly TranslatedEvent[] {
  const [body, secret, nowMs] = [Buffer.from(text), source.secretFrom(Buffer.alloc(32, 7)), Date.now()];
  const signed = source.sign(body, secret, nowMs);
  const webhook = { method: 'POST', path: '/', queryString: '', headers: signed.headers, body: signed.body };
  const trust = {
    secrets: [secret],
    nowMs,
    toleranceSeconds: source.toleranceSeconds,
    publicUrl: settings.publicUrl,
  };
  const payload = source.verify(webhook, trust);
  if (source.answerHandshake?.(payload, trust)) return [];
  return source.translate(payload, { settings, receivedAt: new Date(nowMs).toISOString() }).events;
}

function timeOf(event: TranslatedEvent): string | undefined {
  if ('eventTime' in event) return event.eventTime;
  if ('at' in event) return event.at;
  if ('asOf' in event && event.type === 'contact-summary') return event.asOf;
  return undefined;
}
