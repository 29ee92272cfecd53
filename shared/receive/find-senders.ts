import type { Configuration } from '../configuration/configuration.ts';
import type { AwsSource, Source } from '../sources/source.ts';
import type { Received } from './translate-payload.ts';

/** A configured source whose events come over AWS, at a time. */
export type Sender = Received & { readonly source: AwsSource };

export type Known = {
  readonly configuration: Configuration;
  readonly sources: Readonly<Record<string, Source>>;
  readonly now: () => number;
  /** By which what comes of the event or the records can be followed. */
  readonly correlationId?: string | undefined;
};

/** Every configured source that events come from over AWS. */
export function awsSenders({ configuration, sources, now, correlationId }: Known): readonly Sender[] {
  const receivedAt = new Date(now()).toISOString();
  return Object.entries(configuration.sources).flatMap(([name, settings]) => {
    const source = Object.hasOwn(sources, settings.vendor) ? sources[settings.vendor] : undefined;
    const provenance = { source: name, accountId: settings.accountId, receivedAt, correlationId };
    return source?.transport === 'aws' ? [{ source, settings, provenance }] : [];
  });
}

/** The configured sources that an event is from; none where its account or organization is not configured. */
export function sendersOf(payload: unknown, senders: readonly Sender[]): readonly Sender[] {
  return senders.filter(({ source, settings }) => source.isFrom(payload, settings));
}

/** What an event that no configured source sent says of where it is from, for the log. */
export function originOf(payload: unknown, senders: readonly Sender[]): string | undefined {
  return senders.map(({ source }) => source.originOf(payload)).find((origin) => origin !== undefined);
}
