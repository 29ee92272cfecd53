import type { Configuration } from '../configuration/configuration.ts';
import { UnknownSource } from '../errors.ts';
import type { Received } from '../receive/translate-payload.ts';
import { configuredSource } from '../sources/configured-source.ts';
import type { Source, Webhook, WebhookSource } from '../sources/source.ts';

/** A webhook and the source that its address names. */
export type WebhookRequest = {
  readonly sourceName: string;
  readonly webhook: Webhook;
  /** By which what comes of it can be followed. */
  readonly correlationId?: string | undefined;
};

/** A webhook with all that is known of it before it is verified. */
export type Arrival = WebhookRequest & Received & { readonly source: WebhookSource; readonly nowMs: number };

type Known = {
  readonly configuration: Configuration;
  readonly sources: Readonly<Record<string, Source>>;
  readonly now: () => number;
};

/** Throws UnknownSource where the configuration has no source of that name that webhooks come from. */
export function findSource(request: WebhookRequest, { configuration, sources, now }: Known): Arrival {
  const { sourceName, correlationId } = request;
  const settings = own(configuration.sources, sourceName);
  const source = settings && own(sources, settings.vendor);
  if (!settings || source?.transport !== 'webhook')
    throw new UnknownSource('no source of that name is configured: check the last part of the webhook URL');
  const nowMs = now();
  const receivedAt = new Date(nowMs).toISOString();
  const provenance = { source: sourceName, accountId: settings.accountId, receivedAt, correlationId };
  return { ...request, source: configuredSource(source, settings), settings, provenance, nowMs };
}

/** The name comes from outside, and every object has a `constructor`. */
function own<Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
