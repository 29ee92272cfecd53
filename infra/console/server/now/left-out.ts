import type { SourceNow } from '../../data.ts';

/** More names than this are no words to read beside a figure. */
const mostNames = 3;
const minuteMs = 60_000;
const list = new Intl.ListFormat('en-GB');

type Span = { readonly nowMs: number; readonly spanMs: number };

/**
 * Which of the sources a figure over this span up to now says nothing of, and why: those that are silent, and those that sent
 * nothing in it. Of one that never sent, nothing is missing. Undefined where none is left out.
 */
export function leftOut(sources: readonly SourceNow[], { nowMs, spanMs }: Span): string | undefined {
  const silent = sources.filter(({ silentSince }) => silentSince !== undefined);
  const quiet = sources.filter(
    (source) => !silent.includes(source) && isOver(source.lastEventAt, nowMs - spanMs),
  );
  const parts = [
    ...(silent.length > 0 ? [`${namesOf(silent)}, which ${silent.length === 1 ? 'is' : 'are'} silent`] : []),
    ...(quiet.length > 0
      ? [`${namesOf(quiet)}, which sent nothing in the last ${spanMs / minuteMs} minutes`]
      : []),
  ];
  return parts.length > 0 ? `without ${parts.join(', and ')}` : undefined;
}

/** An event is told by the minute in which it came, of which all must be over. */
function isOver(lastEventAt: string | undefined, fromMs: number): boolean {
  return lastEventAt !== undefined && Date.parse(lastEventAt) + minuteMs <= fromMs;
}

function namesOf(sources: readonly SourceNow[]): string {
  const names = sources.map(({ name }) => name);
  const more = names.length - mostNames;
  return list.format(more > 0 ? [...names.slice(0, mostNames), `${more} more`] : names);
}
