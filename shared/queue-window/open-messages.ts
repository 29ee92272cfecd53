import { AdapterError } from '../errors.ts';
import { openEnvelope } from '../events/envelope.ts';
import type { CanonicalEvent } from '../events/event.ts';
import type { DeadLetterReason } from '../ports/dead-letters.ts';
import type { QueueMessage } from './queue-message.ts';

/** Queues keep messages 14 days; what is older than this is dead-lettered, with its reason, long before SQS drops it. */
export const maxAgeDays = 5;

export type OpenMessage = { readonly message: QueueMessage; readonly events: readonly CanonicalEvent[] };

/** A message that goes to the dead letters whole. */
export type RejectedMessage = {
  readonly message: QueueMessage;
  readonly reason: DeadLetterReason;
  readonly detail: string;
};

/** The events of the messages, and the messages that have none to deliver. */
export function openMessages(messages: readonly QueueMessage[], nowMs: number) {
  const open: OpenMessage[] = [];
  const rejected: RejectedMessage[] = [];
  for (const message of messages) {
    const fault = isTooOld(message, nowMs);
    if (fault) rejected.push({ message, reason: 'too-old', detail: fault });
    else {
      const opened = openMessage(message);
      if ('events' in opened) open.push(opened);
      else rejected.push(opened);
    }
  }
  return { open, rejected };
}

function openMessage(message: QueueMessage): OpenMessage | RejectedMessage {
  try {
    return { message, events: openEnvelope(message.body) };
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return { message, reason: 'unreadable', detail: error.message };
  }
}

function isTooOld({ sentAtMs }: QueueMessage, nowMs: number): string | undefined {
  const days = (nowMs - sentAtMs) / 86_400_000;
  return days > maxAgeDays
    ? `waited ${days.toFixed(1)} days in the queue, more than the ${maxAgeDays} allowed`
    : undefined;
}
