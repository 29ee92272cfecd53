import { type KnownAgent, knownAgentDays } from '../../../shared/ports/known-agents.ts';
import { columns, printable, type Terminal } from '../terminal.ts';
import type { Values } from './kinds.ts';
import { unknownAgents } from './unknown-agents.ts';

/** Prints the agents whose activity came and whom the API's list lacks, the last seen first. */
export function showUnknown(
  seen: readonly KnownAgent[],
  listed: readonly Values[],
  { terminal: { print, progress }, json }: { terminal: Pick<Terminal, 'print' | 'progress'>; json: boolean },
): void {
  const unknown = unknownAgents(seen, listed).map(({ agentId, seenAtMs }) => ({
    AgentId: agentId,
    seenOn: dayOf(seenAtMs),
  }));
  if (json) for (const agent of unknown) print(JSON.stringify(agent));
  else {
    const table = [
      ['AgentId', 'SEEN ON'],
      ...unknown.map(({ AgentId, seenOn }) => [printable(AgentId), seenOn]),
    ];
    if (unknown.length > 0) for (const line of columns(table)) print(line);
    const among = `${seen.length} whose activity came in the last ${knownAgentDays} days`;
    progress.write(`${unknown.length} of ${among} not among the people\n`);
  }
}

/** It is written once a day, so that a time of day would tell nothing. */
function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
