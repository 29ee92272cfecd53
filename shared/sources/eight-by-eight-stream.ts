import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { TranslatedEvent } from '../events/event.ts';
import { readInteraction } from './eight-by-eight-interaction.ts';
import { readStatus } from './eight-by-eight-status.ts';
import { parseJson } from './parse-json.ts';
import { readPayload } from './read-payload.ts';
import type { Translation } from './source.ts';
import { vendorField } from './vendor-field.ts';

const what = 'an 8x8 stream event';
const anyFields = z.record(z.string(), z.unknown());
const pulsarMessage = z.object({ payload: z.string(), publishTime: z.nullish(vendorField.time) });

/**
 * What a bridge posts of the event stream: one event or a list of them, each as it is or still in its Pulsar message.
 * https://developer.8x8.com/actions-events/docs/streaming/message-format
 */
export function readStream(payload: unknown, settings: SourceConfiguration): Translation {
  const messages: readonly unknown[] = Array.isArray(payload) ? payload : [payload];
  const parts = messages.map((message) => readMessage(message, settings));
  return { events: parts.flat(), ignored: parts.filter((events) => events.length === 0).length };
}

function readMessage(message: unknown, settings: SourceConfiguration): readonly TranslatedEvent[] {
  if (!Object.hasOwn(readPayload(anyFields, message, what), 'payload')) return readEvent(message, settings);
  const { payload, publishTime } = readPayload(pulsarMessage, message, 'an 8x8 Pulsar message');
  return readEvent(parseJson(Buffer.from(payload, 'base64')), settings, publishTime ?? undefined);
}

/** An event's only key is what it is of; agents' skills and the like are none of ours. */
function readEvent(
  event: unknown,
  settings: SourceConfiguration,
  publishedAt?: string,
): readonly TranslatedEvent[] {
  const of = readPayload(anyFields, event, what);
  if (Object.hasOwn(of, 'AgentStatusChange')) return readStatus(event, settings, publishedAt);
  if (Object.hasOwn(of, 'Interaction')) return readInteraction(event, settings, publishedAt);
  return [];
}
