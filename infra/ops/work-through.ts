import { createProgress } from './progress.ts';
import { printable, type Terminal } from './terminal.ts';

/** What became of one. */
export type Outcome = {
  readonly outcome: 'redriven' | 'discarded' | 'sent' | 'dead-lettered' | 'changed' | 'impossible' | 'failed';
  /** Why it is not done; undefined where it is. */
  readonly detail?: string;
};

/** What is worked through. */
export type Work<Part> = {
  readonly parts: readonly Part[];
  readonly each: (part: Part) => Promise<Outcome>;
  /** By what an operator knows it. */
  readonly name: (part: Part) => string;
  /** What JSON says of it, beside what became of it. */
  readonly head: (part: Part) => object;
};

/** One by one, at most so many a second; what is not done is told at once, with why. */
export async function workThrough<Part>(
  { parts, each, name, head }: Work<Part>,
  { terminal, perSecond, json }: { terminal: Terminal; perSecond: number; json: boolean },
): Promise<readonly Outcome[]> {
  const { now, sleep, print } = terminal;
  const progress = createProgress(parts.length, terminal);
  const startedAtMs = now();
  const outcomes: Outcome[] = [];
  for (const part of parts) {
    const waitMs = startedAtMs + (outcomes.length * 1000) / perSecond - now();
    if (waitMs > 0) await sleep(waitMs);
    const outcome = await each(part);
    outcomes.push(outcome);
    if (json) print(JSON.stringify({ ...head(part), ...outcome }));
    else if (outcome.detail !== undefined)
      progress.line(printable(`${name(part)}: ${outcome.outcome}: ${outcome.detail}`));
    progress.advance();
  }
  return outcomes;
}

/** How many of each outcome there are: `3 sent, 1 failed`. */
export function tallyOutcomes(outcomes: readonly { readonly outcome: string }[]): string {
  const kinds = Map.groupBy(outcomes, ({ outcome }) => outcome);
  return [...kinds].map(([outcome, { length }]) => `${length} ${outcome}`).join(', ') || 'nothing to do';
}
