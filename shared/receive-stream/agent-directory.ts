import type { AgentDirectory } from '../sources/source.ts';

/** Far more agents than one deployment has; a name and its key weigh some 200 bytes. */
const maxAgents = 20_000;

/** What an environment remembers of agents' names: the oldest goes where there are too many, and all with the environment. */
export function createAgentDirectory(max: number = maxAgents): AgentDirectory {
  const names = new Map<string, string>();
  return {
    learn: (key, name) => {
      names.delete(key);
      names.set(key, name);
      // A Map hands out its keys in the order they were set, so the first one is the oldest.
      const [oldest] = names.keys();
      if (names.size > max && oldest !== undefined) names.delete(oldest);
    },
    find: (key) => names.get(key),
  };
}
