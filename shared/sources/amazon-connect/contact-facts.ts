import * as z from 'zod/mini';
import type { EventOf } from '../../events/event.ts';
import { maxUnits } from '../../events/max-units.ts';
import { vendorField } from '../vendor-field.ts';

const { word } = vendorField;

/** The vendor's own samples write one key in several ways (`agentInfo`, `AgentInfo`), so that its case says nothing. */
export const lowerCasedKeys = z.pipe(
  z.record(z.string(), z.unknown()),
  z.transform((fields) =>
    Object.fromEntries(Object.entries(fields).map(([key, value]) => [key.toLowerCase(), value])),
  ),
);

/** An agent's id, of its ARN: the whole is longer than the API takes. */
export const agentIdOf = lastPartOf(/\/agent\/([^/]+)$/, 'must be an agent’s ARN');

/** A queue's id, of its ARN; undefined for an agent's own queue, which is no point where contacts are collected. */
export const queueIdOf = z.pipe(
  lastPartOf(/\/queue\/(agent\/[^/]+|[^/]+)$/, 'must be a queue’s ARN'),
  z.transform((queueId) => (queueId.startsWith('agent/') ? undefined : queueId)),
);

export const initiationMethod = z.nullish(word);

/** A supervisor who listens in makes a contact of its own, which nobody offered. */
export function isMonitoring(method: string | null | undefined): boolean {
  return method === 'MONITOR';
}

/** Of calls made through the API; chats and tasks begun so are a customer's. A callback is asked for, and queued, by the customer. */
export function directionOf(
  method: string | null | undefined,
  channel: string,
): { direction?: NonNullable<EventOf<'contact-summary'>['direction']> } {
  if (method === 'OUTBOUND' || method === 'EXTERNAL_OUTBOUND') return { direction: 'outbound' };
  if (method === 'API') return { direction: channel.toLowerCase() === 'voice' ? 'outbound' : 'inbound' };
  return method && inboundMethods.has(method) ? { direction: 'inbound' } : {};
}

const inboundMethods: ReadonlySet<string> = new Set([
  'INBOUND',
  'TRANSFER',
  'QUEUE_TRANSFER',
  'CALLBACK',
  'DISCONNECT',
  'WEBRTC_API',
]);

function lastPartOf(pattern: RegExp, expectation: string) {
  const id = z.string().check(z.minLength(1), maxUnits(50));
  return z.pipe(
    z.string().check(z.regex(pattern, expectation)),
    z.pipe(
      z.transform((arn: string) => pattern.exec(arn)?.[1] ?? ''),
      id,
    ),
  );
}
