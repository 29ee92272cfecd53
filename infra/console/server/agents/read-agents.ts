import { Unavailable } from '../../../../shared/errors.ts';
import type { Agents, Now, Range, Silence } from '../../data.ts';
import { type Known, readChanges } from './read-changes.ts';

/** A time is asked for a little before it is read, and is chosen by the minute. */
const patienceMs = 60_000;

type Silences = { readonly silences: readonly Silence[]; readonly limit?: string };

/**
 * The states of a time and, where it reaches until now, the sources that `look` finds silent, so that both pages say the same of
 * them. Where those cannot be looked at, `limit` says so. Throws Unavailable where the log cannot be searched.
 */
export async function readAgents(
  range: Range,
  { look, ...known }: Known & { readonly look: () => Promise<Now> },
): Promise<Agents> {
  const isUntilNow = Date.parse(range.to) >= known.now() - patienceMs;
  const [{ limit, ...states }, { silences, limit: unseen }] = await Promise.all([
    readChanges(range, known),
    isUntilNow ? readSilences(look) : { silences: [], limit: undefined },
  ]);
  const limits = [limit, unseen].filter((each) => each !== undefined);
  return { ...range, ...states, silences, ...(limits.length > 0 && { limit: limits.join(' ') }) };
}

async function readSilences(look: () => Promise<Now>): Promise<Silences> {
  try {
    const { sources } = await look();
    const silences = sources.flatMap(({ name, silentSince }) =>
      silentSince === undefined ? [] : [{ source: name, since: silentSince }],
    );
    return { silences };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return {
      silences: [],
      limit: `Which sources are silent could not be looked at (${error.message}), so that none is marked.`,
    };
  }
}
