import type { CanonicalEvent } from '../../../shared/events/event.ts';
import type { StoredDeadLetter, StoredDeadLetters } from '../../../shared/ports/stored-dead-letters.ts';
import type { Filter } from './command.ts';
import { eventsIn } from './events-in.ts';

/** The dead letters that the filter asks for, the first seen first. */
export async function selectLetters(
  letters: Pick<StoredDeadLetters, 'all'>,
  filter: Filter,
): Promise<readonly StoredDeadLetter[]> {
  const selected: StoredDeadLetter[] = [];
  for await (const letter of letters.all()) {
    if (matches(letter, filter) && (await tellsOf(letter, filter))) selected.push(letter);
  }
  return selected.toSorted((one, other) => one.firstSeenAt.localeCompare(other.firstSeenAt));
}

type Head = Pick<StoredDeadLetter, 'id' | 'reason' | 'source' | 'firstSeenAt'>;

/** Whether what stands on the outside of a letter is what the filter asks for. */
export function matches({ id, reason, source, firstSeenAt }: Head, filter: Filter): boolean {
  return (
    isAmong(id, filter.ids) &&
    isAmong(reason, filter.reasons) &&
    isAmong(source, filter.sources) &&
    (filter.from === undefined || firstSeenAt >= filter.from) &&
    (filter.to === undefined || firstSeenAt < filter.to)
  );
}

/** Agents and collection points stand in the original alone, and only there as events; it is read where they matter. */
async function tellsOf(letter: Pick<StoredDeadLetter, 'original'>, filter: Filter): Promise<boolean> {
  const { agents, collectionPoints } = filter;
  if (agents.length + collectionPoints.length === 0) return true;
  return (eventsIn(await letter.original()) ?? []).some(
    (event) => isOf(event, 'agentId', agents) && isOf(event, 'collectionPoint', collectionPoints),
  );
}

function isOf(event: CanonicalEvent, key: 'agentId' | 'collectionPoint', wanted: readonly string[]): boolean {
  const { [key]: value }: { agentId?: string | undefined; collectionPoint?: string | undefined } = event;
  return wanted.length === 0 || (value !== undefined && wanted.includes(value));
}

function isAmong<Value>(value: Value, wanted: readonly Value[]): boolean {
  return wanted.length === 0 || wanted.includes(value);
}
