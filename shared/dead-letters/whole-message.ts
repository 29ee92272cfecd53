import { createHash } from 'node:crypto';
import { AdapterError } from '../errors.ts';
import { openEnvelope } from '../events/envelope.ts';
import type { CanonicalEvent } from '../events/event.ts';
import type { DeadLetter } from '../ports/dead-letters.ts';

/**
 * What a message that goes to the dead letters whole says of itself. The id and the time are its content's, not SQS's:
 * one that is redriven and fails again is the same dead letter again.
 */
export function wholeMessage({
  body,
  sentAtMs,
}: {
  readonly body: string;
  readonly sentAtMs: number;
}): Pick<DeadLetter, 'id' | 'source' | 'accountId' | 'firstSeenAt' | 'correlationId' | 'original'> {
  const first = firstEventIn(body);
  return {
    id: `message/${createHash('sha256').update(body).digest('hex')}`,
    source: first?.source ?? '',
    accountId: first?.accountId ?? '',
    firstSeenAt: first?.receivedAt ?? new Date(sentAtMs).toISOString(),
    correlationId: first?.correlationId,
    original: body,
  };
}

function firstEventIn(body: string): CanonicalEvent | undefined {
  try {
    return openEnvelope(body)[0];
  } catch (error) {
    // What is no envelope of ours tells nothing of where it came from.
    if (error instanceof AdapterError) return undefined;
    throw error;
  }
}
