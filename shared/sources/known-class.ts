import type { StateClass } from '../events/event.ts';
import type { CodeTable } from './source.ts';

/** The class of a state that stands in the source's own table, as a field to spread into an event; none for others. */
export function knownClass({ states }: CodeTable, state: string): { stateClass?: StateClass } {
  const known = Object.hasOwn(states, state) ? states[state] : undefined;
  return known ? { stateClass: known.stateClass } : {};
}
