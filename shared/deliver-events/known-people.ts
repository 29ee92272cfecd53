import { Unavailable } from '../errors.ts';
import type { CanonicalEvent, EventOf } from '../events/event.ts';
import type { Log } from '../log.ts';
import { rowsOf } from '../logs/rows-of.ts';
import type { KnownPeople, PersonFate } from '../ports/known-people.ts';
import type { OpenMessage } from '../queue-window/open-messages.ts';
import type { Outcome } from '../queue-window/settle.ts';
import type { DeliveryDependencies } from './deliver-messages.ts';
import type { RowOutcomes } from './deliverable.ts';
import { shapePerson } from './shape-person.ts';
import { isShortOfTime } from './time-left.ts';
import { within } from './within.ts';

/** What is known of people is worth no more of an invocation than this. */
const lookUpMs = 1_000;

type Dependencies = Pick<DeliveryDependencies, 'configuration' | 'people' | 'remainingMs' | 'log'>;
type Person = EventOf<'person'>;
/** An announcement, and what has become of its user before. */
type Known = { readonly person: Person; readonly fate: PersonFate };

/**
 * The messages without the announcements of users who were announced before: some vendors do so with every login, and the
 * API, which has inserts only, could make nothing of it, be it another name. Whom our own senders tell of is sent always.
 */
export async function withoutKnownPeople(
  messages: readonly OpenMessage[],
  dependencies: Dependencies,
): Promise<readonly OpenMessage[]> {
  const announced = messages.flatMap(({ events }) => events.filter(isAnnouncedIn(dependencies)));
  if (announced.length === 0 || isShortOfTime(dependencies.remainingMs())) return messages;
  const known = await knownAmong(announced, dependencies);
  tellSkipped(known, dependencies.log);
  const skipped = new Set<CanonicalEvent>(known.map(({ person }) => person));
  return messages.map(({ message, events }) => ({
    message,
    events: events.filter((event) => !skipped.has(event)),
  }));
}

/** Nothing else tells what became of them. */
function tellSkipped(known: readonly Known[], log: Log): void {
  for (const [fate, skipped] of Map.groupBy(known, (each) => each.fate))
    for (const ids of rowsOf(skipped.map(({ person }) => person)))
      log('info', 'rows-unsent', { why: skippedWhy[fate], rowsOf: ids });
}

const skippedWhy = { stored: 'known', unusable: 'unusable' } as const satisfies Record<PersonFate, string>;

/** Notes whom the API has now, so that they are not sent again. */
export function seeStored(outcomes: RowOutcomes, dependencies: Dependencies): void {
  const isAnnounced = isAnnouncedIn(dependencies);
  outcomes.forEach(({ kind }, { event }) => {
    if (kind === 'delivered' && isAnnounced(event)) see('stored', event, dependencies);
  });
}

/** Notes whose name made a dead letter, so that the next login makes no other. */
export function seeUnusable(event: CanonicalEvent, { kind }: Outcome, dependencies: Dependencies): void {
  const isAnnounced = isAnnouncedIn(dependencies);
  if (kind === 'dead-lettered' && isAnnounced(event)) see('unusable', event, dependencies);
}

function isAnnouncedIn({ configuration }: Pick<Dependencies, 'configuration'>) {
  return (event: CanonicalEvent): event is Person =>
    event.type === 'person' && configuration.sources[event.source]?.people === 'announced';
}

function see(
  fate: PersonFate,
  { accountId, agentId }: Person,
  { people }: Pick<Dependencies, 'people'>,
): void {
  people.see(fate, accountId, agentId);
}

/** Where the table does not answer nobody is known: who is sent again is a duplicate, which does no harm. */
async function knownAmong(
  announced: readonly Person[],
  { people, log }: Dependencies,
): Promise<readonly Known[]> {
  const accounts = Map.groupBy(announced, ({ accountId }) => accountId);
  const lookUp = Promise.all(
    [...accounts].map(([accountId, persons]) => knownIn(accountId, persons, people)),
  );
  try {
    return (await within(lookUpMs, lookUp, 'the word of the table')).flat();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    log('warn', 'people-not-looked-up', { detail: error.message });
    return [];
  }
}

/** Once the API has an agent there is nothing to be done; one whose name was unusable may have another by now. */
async function knownIn(
  accountId: string,
  persons: readonly Person[],
  people: Pick<KnownPeople, 'find'>,
): Promise<readonly Known[]> {
  const find = async (fate: PersonFate, candidates: readonly Person[]) => {
    const agentIds = candidates.map(({ agentId }) => agentId);
    const found = agentIds.length > 0 ? await people.find(fate, accountId, agentIds) : new Set();
    return candidates.filter(({ agentId }) => found.has(agentId)).map((person) => ({ person, fate }));
  };
  const stored = await find('stored', persons);
  const done = new Set(stored.map(({ person }) => person));
  const unusable = persons.filter((person) => !done.has(person) && 'reason' in shapePerson(person));
  return [...stored, ...(await find('unusable', unusable))];
}
