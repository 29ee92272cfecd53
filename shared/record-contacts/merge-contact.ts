import { Unavailable } from '../errors.ts';
import type { StoredContact } from '../ports/contact-store.ts';
import { mergeFacts, noFacts } from '../roll-up/contact-facts.ts';
import { contributionsOf, isUnplaced } from '../roll-up/contributions.ts';
import { type QuarterHour, quarterHourOf } from '../roll-up/quarter-hour.ts';
import { rulesOf } from '../roll-up/rules.ts';
import { keptHours, type ToldContact } from './gather-contacts.ts';
import type { RecordContactsDependencies } from './record-contacts.ts';

export type MergedContact =
  | {
      readonly kind: 'merged';
      readonly counted: readonly QuarterHour[];
      /** Whether it is a connected outbound contact that no row counts. */
      readonly unplaced: boolean;
    }
  /** More is told of it than an item of the table holds. */
  | { readonly kind: 'too-large'; readonly bytes: number };

/** An item holds 400 KB, with its keys; nothing an agent or a queue does tells a thousandth of that. */
export const maxFactsBytes = 300_000;
/** Each loss is another's success, so that more than a few in a row mean something else. */
const maxTries = 10;

/**
 * Merges what was told of one contact into what is known of it. The quarter hours that it counts in are noted before, so
 * that whoever sums one finds it; those that it was ever counted in stand in what is stored, so that one which it has left
 * is summed anew as well, also when the same is told again. Throws Unavailable where the table does not answer.
 */
export async function mergeContact(
  told: ToldContact,
  { contacts, configuration, now }: RecordContactsDependencies,
): Promise<MergedContact> {
  const { accountId, source, contactId } = told;
  const expiresAtMs = now() + keptHours(configuration.rollUp) * 3_600_000;
  for (let tries = 0; tries < maxTries; tries += 1) {
    const [known] = await contacts.read([told]);
    const facts = mergeFacts(known?.facts ?? noFacts, told.facts);
    const before = known?.counted ?? [];
    const rules = rulesOf(configuration, source);
    const counting = quarterHoursOf(contributionsOf(facts, rules));
    const added = counting.filter((at) => !before.some((other) => isSame(at, other)));
    const counted = [...before, ...added];
    const merged = { kind: 'merged', counted, unplaced: isUnplaced(facts, rules) } as const;
    const bytes = Buffer.byteLength(JSON.stringify({ facts, counted }));
    if (bytes > maxFactsBytes) return { kind: 'too-large', bytes };
    if (known && added.length === 0 && isSame(facts, known.facts)) return merged;
    for (const at of added) await contacts.point(told, at, expiresAtMs);
    const contact = { accountId, source, contactId, facts, counted };
    if (await contacts.replace(known, contact, expiresAtMs)) return merged;
  }
  throw new Unavailable(`others wrote the contact ${contactId} ${maxTries} times in between`);
}

function quarterHoursOf(contributions: ReturnType<typeof contributionsOf>): QuarterHour[] {
  return contributions.map(({ collectionPoint, at }) => ({ collectionPoint, start: quarterHourOf(at) }));
}

/** Both are written with their keys in one order. */
function isSame<Value extends StoredContact['facts'] | QuarterHour>(one: Value, other: Value): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
