import { maxNameLength } from '../cloud-connect/rows.ts';
import type { EventOf } from '../events/event.ts';
import { personRow } from './shape-row.ts';

/** How to help a person whom no row can be made of. */
const remedy = 'add the agent by `people import` with names that fit, then discard this';

/**
 * A person's row, where the two columns can hold the name. A vendor's may be too long, or one of which no last name can be
 * told; the words of why not do without the name itself, since they are logged.
 */
export function shapePerson(event: EventOf<'person'>) {
  const { firstName, lastName } = event;
  if (firstName !== undefined && lastName !== undefined && fits(firstName) && fits(lastName))
    return personRow(event, { FirstName: firstName, LastName: lastName });
  const faults = [faultOf('first', firstName), faultOf('last', lastName)].filter(Boolean);
  return { reason: 'unusable-name', detail: `${faults.join('; ')}: ${remedy}` } as const;
}

function fits(name: string): boolean {
  return name.length <= maxNameLength;
}

function faultOf(which: 'first' | 'last', name: string | undefined): string | undefined {
  if (name === undefined) return `no ${which} name can be told from what the vendor says`;
  if (fits(name)) return undefined;
  return `the ${which} name has ${name.length} characters, at most ${maxNameLength} are allowed`;
}
