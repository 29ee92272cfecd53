import type { AgentRow } from '../../../shared/logs/agent-rows.ts';
import type { StoredDeadLetter } from '../../../shared/ports/stored-dead-letters.ts';
import { concludeStory } from './conclude-story.ts';
import { readTold, rowsWith, type Told, tellsOf } from './read-records.ts';
import type { LogRecord } from './search-logs.ts';
import { stepOf } from './step-of.ts';

/** One thing that happened. */
export type Step = {
  readonly at: string;
  /** One word: `received`, `delivered`. */
  readonly what: string;
  /** In words; none of what was received or sent beyond ids, states and codes. */
  readonly text: string;
};

export type Letter = Pick<StoredDeadLetter, 'id' | 'reason' | 'detail' | 'correlationId' | 'lastSeenAt'>;

/** How it stands now. */
export type Conclusion = {
  readonly state:
    | 'refused'
    | 'not-taken'
    | 'ignored'
    | 'waiting'
    | 'dead-lettered'
    /** Its dead letter is there no more, and nothing tells of its delivery. */
    | 'gone'
    | 'delivered'
    | 'recorded'
    | 'unknown';
  readonly text: string;
};

/** What became of all that came in under one correlation id. */
export type Story = {
  readonly correlationId: string;
  readonly steps: readonly Step[];
  /** Where the deployment has rows in its log. */
  readonly rows: readonly AgentRow[];
  readonly conclusion: Conclusion;
};

/** The story that log lines and dead letters tell, in the order of time. */
export function tellStory(
  correlationId: string,
  { records, letters }: { readonly records: readonly LogRecord[]; readonly letters: readonly Letter[] },
): Story {
  const told: readonly Told[] = readTold(records)
    .filter((each) => tellsOf(correlationId, each))
    .toSorted((one, other) => one.at.localeCompare(other.at));
  const own = letters.filter((letter) => letter.correlationId === correlationId);
  return {
    correlationId,
    steps: told.map((each) => stepOf(each, correlationId, own)),
    rows: rowsWith(correlationId, records),
    conclusion: concludeStory(correlationId, told, own),
  };
}
