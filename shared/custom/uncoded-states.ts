import type { CodeConfiguration } from '../configuration/configuration.ts';
import type { Fault } from '../errors.ts';
import type { CodeTable } from '../sources/source.ts';
import type { Mapping } from './mapping.ts';

/**
 * The states that a mapping names itself and that no code could be found for: each of them would make a dead letter of every
 * webhook that tells it. Where the rule tells a class, or the entry a code for the unmapped, every state has one.
 */
export function uncodedStates(
  { rules }: Mapping,
  table: CodeTable,
  { states = {}, unmappedCode }: CodeConfiguration,
): readonly Fault[] {
  if (unmappedCode !== undefined) return [];
  const known = new Set([...Object.keys(table.states), ...Object.keys(states)].map(lowerCase));
  return rules.flatMap(({ fields }, index) => {
    const { state, stateClass } = fields;
    if (state === undefined || stateClass !== undefined || typeof state === 'string') return [];
    const named = 'value' in state ? [state.value] : [...Object.values(state.map ?? {}), state.default];
    const uncoded = named.filter((word) => word !== undefined && !known.has(lowerCase(String(word))));
    if (uncoded.length === 0) return [];
    const words = [...new Set(uncoded)].map((word) => JSON.stringify(word)).join(', ');
    const path = `mapping.rules[${index}].fields.state`;
    return [{ path, message: `names ${words}, which have no code: add them to codes.states` }];
  });
}

function lowerCase(word: string): string {
  return word.toLowerCase();
}
