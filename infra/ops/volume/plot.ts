import { placeOf, type Row } from './read-rows.ts';
import { naming, shownInterval } from './tell-rows.ts';

/** The longest bar, so that a line fits on a terminal of 80 columns. */
const barLength = 40;
const [handledMark, otherMark] = ['█', '░'];

/** A plot for each collection point: a bar for each interval, as long as what was offered, the handled part of it filled. */
export function plotLines(rows: readonly Row[]): string[] {
  const nameOf = naming(rows);
  return [...Map.groupBy(rows, placeOf).values()].flatMap((own) => plotOf(own, nameOf));
}

function plotOf(own: readonly Row[], nameOf: (row: Row) => string): string[] {
  const most = own.reduce((so, { event }) => Math.max(so, event.contactsOffered), 0);
  const names = own.slice(0, 1).map(nameOf);
  const headings = names.map((name) => `${name}: ${handledMark} handled, ${otherMark} offered, not handled`);
  return ['', ...headings, ...own.map((row) => `  ${shownInterval(row)}  ${barOf(row, most)}`.trimEnd())];
}

function barOf({ event: { contactsOffered: offered, contactsNotHandled } }: Row, most: number): string {
  if (offered === 0) return '';
  const handled = Math.max(0, offered - contactsNotHandled);
  // Few contacts take a mark each; many are drawn to scale, and one among them is still seen.
  const perMark = Math.max(1, most / barLength);
  const length = Math.max(1, Math.round(offered / perMark));
  const filled = length - Math.min(length, Math.round((offered - handled) / perMark));
  return `${handledMark.repeat(filled)}${otherMark.repeat(length - filled)} ${handled} of ${offered}`;
}
