import { contactEventTypes, type TranslatedEvent } from '../../shared/events/event.ts';
import type { ContactEvent } from '../../shared/roll-up/contact-facts.ts';
import { awsSources, webhookSources } from './source-under-test.ts';

/** What a source's samples, signed and read as they come in, tell of contacts. */
export const contactEvents: readonly { readonly name: string; readonly told: readonly ContactEvent[] }[] = [
  ...webhookSources.map(({ name, samples, sign, read, translate }) => ({
    name,
    told: samples.flatMap((sample) => ofContacts(name, translate(read(sign(sample))).events)),
  })),
  ...awsSources.map(({ name, samples, translate }) => ({
    name,
    told: samples.flatMap(({ body }) => ofContacts(name, translate(JSON.parse(body.toString())).events)),
  })),
];

function ofContacts(source: string, events: readonly TranslatedEvent[]): ContactEvent[] {
  const provenance = { source, accountId: '1', receivedAt: '2026-03-10T09:00:00.000Z', id: 'told' };
  return events
    .filter(({ type }) => contactEventTypes.has(type))
    .map((event) => ({ ...event, ...provenance }) as ContactEvent);
}
