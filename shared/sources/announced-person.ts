import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { EventOf, TranslatedEvent } from '../events/event.ts';

type Told = string | null | undefined;
/** A user's name as the vendor tells it: as one, or its first and its last name by themselves. */
export type ToldName = { readonly name: Told } | { readonly firstName: Told; readonly lastName: Told };
type Names = Pick<EventOf<'person'>, 'firstName' | 'lastName'>;

/** Longer than this no name travels; the API's columns hold 20. */
const longest = 255;

/** Words such as a name has; a comma, a bracket, a digit or a @ says that something else is meant, or another order. */
const plainWord = /^[\p{L}\p{M}][\p{L}\p{M}'’.-]*$/u;

/** Whether the users that the vendor announces are to become people. */
export function announcesPeople({ people }: SourceConfiguration): boolean {
  return people === 'announced';
}

/** Whether anything is told of a name: a login may come without. */
export function tellsName(told: ToldName): boolean {
  return Object.values(told).some((one) => tidy(one) !== undefined);
}

/**
 * The person that a vendor's user is to become. A name told as one is split before its last word, where it is made of plain
 * words; what cannot be split stands as the first name, and the delivery tells what is to be done. Nothing is cut to fit.
 */
export function announcedPerson(agentId: string, told: ToldName): TranslatedEvent {
  const { firstName, lastName } = 'name' in told ? split(tidy(told.name)) : told;
  return { type: 'person', agentId, ...named('firstName', firstName), ...named('lastName', lastName) };
}

function split(name: string | undefined): { firstName: Told; lastName: Told } {
  const words = name?.split(' ') ?? [];
  const isPlain = words.length > 1 && words.every((word) => plainWord.test(word));
  if (!isPlain) return { firstName: name, lastName: undefined };
  return { firstName: words.slice(0, -1).join(' '), lastName: words.at(-1) };
}

function named<Key extends keyof Names>(key: Key, told: Told): Partial<Record<Key, string>> {
  const field: Partial<Record<Key, string>> = {};
  const name = tidy(told);
  if (name !== undefined && name.length <= longest) field[key] = name;
  return field;
}

/** With single spaces between its words; undefined where it has none. */
function tidy(told: Told): string | undefined {
  return told?.trim().replace(/\s+/gu, ' ') || undefined;
}
