import { Untranslatable } from '../errors.ts';
import type { CanonicalEvent, Provenance, TranslatedEvent } from './event.ts';

/**
 * What travels in one SQS message: the events of one webhook, what they share stated once.
 * It is written by receive-webhook and roll-up alone, so the reader checks its version and outline and trusts the rest.
 */
export type Envelope = Provenance & { readonly v: 1; readonly events: readonly IdentifiedEvent[] };

/** A translated event that has its id. */
export type IdentifiedEvent = TranslatedEvent & { readonly id: string };

/** One billing unit of SQS, in bytes. */
export const maxMessageBytes = 65_536;

/**
 * The bodies of the messages that carry these events, each at most 64 KB (an event larger than that travels alone).
 * They are plain ASCII: SQS refuses U+FFFE and U+FFFF, and every other character beyond ASCII is escaped with them,
 * so that lone surrogates survive too and a body's length is its size in bytes.
 */
export function packEnvelopes(provenance: Provenance, events: readonly IdentifiedEvent[]): string[] {
  const { source, accountId, receivedAt, correlationId } = provenance;
  const head = `${asciiJson({ v: 1, source, accountId, receivedAt, correlationId }).slice(0, -1)},"events":[`;
  const bodies: string[] = [];
  let body = '';
  for (const event of events) {
    const text = asciiJson(event);
    if (body && body.length + text.length + 3 > maxMessageBytes) {
      bodies.push(`${body}]}`);
      body = '';
    }
    body = body ? `${body},${text}` : head + text;
  }
  return body ? [...bodies, `${body}]}`] : bodies;
}

/** The events of a message's body, in their order; throws Untranslatable where it is not an envelope of ours. */
export function openEnvelope(body: string): CanonicalEvent[] {
  const { events, source, accountId, receivedAt, correlationId } = parseEnvelope(body);
  // Messages of before there were correlation ids have none.
  const provenance = { source, accountId, receivedAt, ...(correlationId !== undefined && { correlationId }) };
  // Nobody else has what was parsed here, so that it need not be copied.
  return events.map((event) => Object.assign(event, provenance));
}

/** What an event shares with all that came in with it, and what is its own: the two that an envelope is packed of. */
export function splitEvent({ source, accountId, receivedAt, correlationId, ...own }: CanonicalEvent): {
  readonly provenance: Provenance;
  readonly own: IdentifiedEvent;
} {
  return { provenance: { source, accountId, receivedAt, correlationId }, own };
}

function parseEnvelope(body: string): Envelope {
  let data: unknown;
  try {
    data = JSON.parse(body);
  } catch (cause) {
    throw new Untranslatable('the message is not JSON', { cause });
  }
  if (!isEnvelope(data)) throw new Untranslatable('the message is not an event envelope of version 1');
  return data;
}

function isEnvelope(data: unknown): data is Envelope {
  if (typeof data !== 'object' || data === null) return false;
  const { v, source, accountId, receivedAt, correlationId, events }: Partial<Record<string, unknown>> = {
    ...data,
  };
  return (
    v === 1 &&
    ['string', 'undefined'].includes(typeof correlationId) &&
    [source, accountId, receivedAt].every((text) => typeof text === 'string') &&
    Array.isArray(events) &&
    events.every((event) => typeof event?.type === 'string' && typeof event?.id === 'string')
  );
}

const beyondAscii = /[^\x20-\x7e]/g;

function asciiJson(value: unknown): string {
  const text = JSON.stringify(value);
  // Few have any, and to look for the first is cheaper than to replace none.
  if (text.search(beyondAscii) < 0) return text;
  return text.replace(beyondAscii, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
