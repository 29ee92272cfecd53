import { Unavailable } from '../errors.ts';
import type { Log } from '../log.ts';
import type { KnownAgents } from '../ports/known-agents.ts';
import type { KnownPeople } from '../ports/known-people.ts';
import type { GroupResult } from './deliver-group.ts';
import { isShortOfTime } from './time-left.ts';
import { within } from './within.ts';

/** Who was seen is worth no more of an invocation than this. */
const storeMs = 1_000;

/**
 * Notes whose activity the API answered for: refused rows too, since an agent that the people list lacks may be what they were
 * refused for. What our own check refused was never sent, and may not even be an id.
 */
export function seeAgents(
  { accepted, duplicates, refused }: Pick<GroupResult, 'accepted' | 'duplicates' | 'refused'>,
  agents: Pick<KnownAgents, 'see'>,
): void {
  const answered = refused.flatMap(({ row, answer }) => (answer.sent ? [row] : []));
  for (const rows of [accepted, duplicates, answered])
    for (const { event } of rows)
      if (event.type === 'agent-activity') agents.see(event.accountId, event.agentId);
}

type Storing = {
  readonly agents: Pick<KnownAgents, 'store'>;
  readonly people: Pick<KnownPeople, 'store'>;
  readonly remainingMs: () => number;
  readonly log: Log;
};

/** Writes who was seen, where there is time: it never fails a delivery, and what is not written now is in a later window. */
export async function storeSeen({ agents, people, remainingMs, log }: Storing): Promise<void> {
  if (isShortOfTime(remainingMs())) return;
  const store = async (seen: Pick<KnownAgents, 'store'>, failure: string) => {
    try {
      await within(storeMs, seen.store(), 'the word of the table');
    } catch (error) {
      const detail = error instanceof Unavailable ? error.message : String(error);
      log('warn', failure, { detail });
    }
  };
  await Promise.all([store(agents, 'agents-not-stored'), store(people, 'people-not-stored')]);
}
