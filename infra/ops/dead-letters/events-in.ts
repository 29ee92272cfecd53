import { AdapterError } from '../../../shared/errors.ts';
import { openEnvelope } from '../../../shared/events/envelope.ts';
import type { CanonicalEvent } from '../../../shared/events/event.ts';

/** The events of an original that is a message of ours; undefined for every other. */
export function eventsIn(original: string): readonly CanonicalEvent[] | undefined {
  try {
    return openEnvelope(original);
  } catch (error) {
    if (error instanceof AdapterError) return undefined;
    throw error;
  }
}
