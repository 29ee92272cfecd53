import { counted } from '../counted.ts';
import { columns, printable, widthsOf } from '../terminal.ts';
import { placeOf, type Row, type Rows } from './read-rows.ts';

/** The rows in lines for a person, under headings; numbers end under each other. */
export function tableLines({ timeZone, rows }: Rows): string[] {
  const heading = [
    'COLLECTION POINT',
    `INTERVAL (${timeZone})`,
    'OFFERED',
    'NOT HANDLED',
    'TALK S',
    'HOLD S',
    'SERVICE LEVEL %',
    'OUTBOUND',
  ];
  const nameOf = naming(rows);
  const table = [heading, ...rows.map((row) => [nameOf(row), shownInterval(row), ...figuresOf(row)])];
  const widths = widthsOf(table);
  const texts = 2;
  const aligned = table.map((cells) =>
    cells.map((cell, index) => (index < texts ? cell : cell.padStart(widths[index] ?? 0))),
  );
  return columns(aligned);
}

/** What JSON says of a row: the figures as they are sent. */
export function headOf({ event, interval, sources }: Row) {
  const { accountId, collectionPoint, asOf, ...rest } = event;
  const { contactsOffered, contactsNotHandled, talkSeconds, holdSeconds, serviceLevelPct } = rest;
  const { outboundContacts, outboundSeconds } = rest;
  const inbound = { contactsOffered, contactsNotHandled, talkSeconds, holdSeconds, serviceLevelPct };
  const outbound = { outboundContacts, outboundSeconds };
  return { accountId, collectionPoint, interval, ...inbound, ...outbound, asOf, sources };
}

/** How the collection points of these rows are told apart: with their accounts where there are several. */
export function naming(rows: readonly Row[]): (row: Row) => string {
  const accounts = new Set(rows.map(({ event }) => event.accountId));
  return ({ event: { accountId, collectionPoint } }) =>
    accounts.size > 1 ? `${printable(collectionPoint)} (account ${accountId})` : printable(collectionPoint);
}

/** `8 rows of 2 collection points`. */
export function count(rows: readonly Row[]): string {
  const places = new Set(rows.map(placeOf)).size;
  return `${counted(rows.length, 'row')} of ${counted(places, 'collection point')}`;
}

/** `2026-11-23 09:15`. */
export function shownInterval({ interval }: Row): string {
  return interval.slice(0, 16).replace('T', ' ');
}

function figuresOf({ event }: Row): string[] {
  const { contactsOffered, contactsNotHandled, talkSeconds, holdSeconds } = event;
  const { serviceLevelPct, outboundContacts } = event;
  const inbound = [contactsOffered, contactsNotHandled, talkSeconds, holdSeconds, serviceLevelPct];
  return [...inbound, outboundContacts].map((figure) => String(figure ?? 0));
}
