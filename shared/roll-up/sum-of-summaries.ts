import type { Summary } from './contact-facts.ts';

type Duration = 'talkSeconds' | 'holdSeconds' | 'wrapSeconds';

/** One summary of several legs: their durations added up, offered with the first of them; undefined where there is none. */
export function sumOf(summaries: readonly Summary[]): Summary | undefined {
  const [first, ...others] = summaries.toSorted((one, other) => (one.offeredAt <= other.offeredAt ? -1 : 1));
  if (!first || others.length === 0) return first;
  const asOf = summaries.map((summary) => summary.asOf).reduce((last, at) => (at > last ? at : last));
  const answered = summaries.some((summary) => summary.answered);
  return {
    ...first,
    answered,
    ...added('talkSeconds', summaries),
    ...added('holdSeconds', summaries),
    ...added('wrapSeconds', summaries),
    asOf,
  };
}

/** What no summary tells is told by their sum neither, so that the milestones are asked. */
function added(duration: Duration, summaries: readonly Summary[]): Partial<Summary> {
  const told = summaries.flatMap((summary) => summary[duration] ?? []);
  return told.length === 0 ? {} : { [duration]: told.reduce((sum, seconds) => sum + seconds, 0) };
}
