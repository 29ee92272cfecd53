import type { KnownAgent } from '../../../shared/ports/known-agents.ts';
import { keyOf, type Values } from './kinds.ts';

/** The agents whose activity came and whom the API's list lacks, the last seen first. */
export function unknownAgents(seen: readonly KnownAgent[], listed: readonly Values[]): readonly KnownAgent[] {
  const known = new Set(listed.map((values) => keyOf(values).trim()));
  return seen
    .filter(({ agentId }) => !known.has(agentId.trim()))
    .toSorted((one, other) => other.seenAtMs - one.seenAtMs);
}
