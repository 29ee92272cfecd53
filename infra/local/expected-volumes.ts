import { formatTime } from '../../shared/cloud-connect/format-time.ts';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import type { Provenance, TranslatedEvent } from '../../shared/events/event.ts';
import { toZonedTime } from '../../shared/events/zoned-time.ts';
import { factsOf, mergeFacts, noFacts } from '../../shared/roll-up/contact-facts.ts';
import { contributionsOf } from '../../shared/roll-up/contributions.ts';
import { quarterHourOf } from '../../shared/roll-up/quarter-hour.ts';
import { rulesOf } from '../../shared/roll-up/rules.ts';
import type { ExpectedRow } from './expected-rows.ts';

/** What a source told, of contacts among others. */
export type ToldContacts = Pick<Provenance, 'source' | 'accountId'> & {
  readonly events: readonly TranslatedEvent[];
};

/** The quarter-hour rows that must come of what these sources told of contacts. */
export function expectedVolumes(told: readonly ToldContacts[], configuration: Configuration): ExpectedRow[] {
  const { timeFormat, timeZone } = configuration.cloudConnect;
  const rows = told.flatMap(({ source, accountId, events }) => {
    const contacts = Map.groupBy(events.filter(isOfContact), ({ contactId }) => contactId);
    const provenance = { source, accountId, receivedAt: '', id: '' };
    return [...contacts.values()].flatMap((own) => {
      const facts = own.map((event) => factsOf({ ...event, ...provenance })).reduce(mergeFacts, noFacts);
      return contributionsOf(facts, rulesOf(configuration, source));
    });
  });
  return rows.map(({ collectionPoint, at }) => {
    const interval = formatTime(toZonedTime(quarterHourOf(at), timeZone), timeFormat);
    return { kind: 'call-volume', key: [collectionPoint, interval] };
  });
}

function isOfContact(event: TranslatedEvent): event is Extract<TranslatedEvent, { contactId: string }> {
  return event.type === 'contact-milestone' || event.type === 'contact-summary';
}
