import { expect } from 'vitest';
import { type SourceConfiguration, sourceSettings } from '../../../shared/configuration/configuration.ts';
import { settingsSchema } from '../../../shared/configuration/source-settings.ts';
import type { TranslatedEvent } from '../../../shared/events/event.ts';
import type { SignedWebhook, Source, Translation, Webhook } from '../../../shared/sources/source.ts';

/** What a source's tests speak of, in as few words as each test needs. */

/** A configuration entry of the vendor with its defaults, but for what is given. */
export function settingsFor(source: Source, given: object = {}): SourceConfiguration {
  return sourceSettings.parse(settingsSchema(source).parse({ vendor: source.vendor, ...given }));
}

export const json = (value: unknown) => ({
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
});

/** A signed webhook as the gateway hands it on. */
export function received({ headers, body, queryString = '' }: SignedWebhook): Webhook {
  return { method: 'POST', path: '/', url: '', queryString, headers, body };
}

/** The one event that a translation must give. */
export function onlyEvent({ events }: Translation): TranslatedEvent | undefined {
  expect(events).toHaveLength(1);
  return events[0];
}
