import { type CallName, type CloudConnectConfiguration, callNames } from '../configuration/configuration.ts';
import { calls } from './calls.ts';

/** Which paths of a call to try, and the memory of which one worked. */
export type Paths = {
  /** The one that worked last first; a sibling follows where there is one. */
  candidates(call: CallName): readonly string[];
  remember(call: CallName, path: string): void;
  /** The one that worked last; undefined before one did. */
  remembered(call: CallName): string | undefined;
};

/** The documented paths, overridden by configuration; under `ccs` or `cc` the sibling under `ccc` is a candidate too. */
export function createPaths(overrides: CloudConnectConfiguration['paths']): Paths {
  const worked = new Map<CallName, string>();
  const known = new Map(callNames.map((call) => [call, siblings(overrides[call] ?? calls[call].path)]));
  return {
    candidates: (call) => known.get(call) ?? [],
    remember: (call, path) => {
      const others = (known.get(call) ?? []).filter((other) => other !== path);
      known.set(call, [path, ...others]);
      worked.set(call, path);
    },
    remembered: (call) => worked.get(call),
  };
}

// The documentation mixes `ccs`, `ccc` and `cc`, most paths standing under `ccc`.
function siblings(path: string): readonly string[] {
  return [...new Set([path, path.replace(/\/ccs?(?=\/)/, '/ccc')])];
}
