import { checkRows } from '../../../../shared/cloud-connect/check-rows.ts';
import type { Configuration, SourceConfiguration } from '../../../../shared/configuration/configuration.ts';
import { codeEvents } from '../../../../shared/deliver-events/code-events.ts';
import type { Deliverable } from '../../../../shared/deliver-events/deliverable.ts';
import { AdapterError } from '../../../../shared/errors.ts';
import { type CanonicalEvent, contactEventTypes, type EventOf } from '../../../../shared/events/event.ts';
import { type ContactEvent, factsOf, mergeFacts, noFacts } from '../../../../shared/roll-up/contact-facts.ts';
import { contributionsOf } from '../../../../shared/roll-up/contributions.ts';
import { quarterHourOf } from '../../../../shared/roll-up/quarter-hour.ts';
import { rulesOf } from '../../../../shared/roll-up/rules.ts';
import type { CodeOrigin, Fact, Step } from '../../data.ts';
import { explainReason, explainState } from '../codes/explain-code.ts';
import { plural, step } from './trial.ts';

/** What is said of where a code comes from. */
const originWords: Readonly<Record<CodeOrigin, string>> = {
  configuration: 'by the configuration',
  source: 'by the source’s own table',
  own: 'a word of at most 10 characters is its own code',
  class: 'in no table: the code of its class',
  'unmapped-code': 'in no table: the configured code of the unmapped',
  none: 'in no table',
};

/** Which codes the states and reasons of these events get, and why those. */
export function explainCodes(events: readonly CanonicalEvent[], settings: SourceConfiguration): Step {
  const activities = events.filter((event) => event.type === 'agent-activity');
  if (activities.length === 0)
    return step('coded', 'nothing', 'Only states and reasons of agents have codes.');
  const facts = activities.flatMap((event) => factsOfActivity(event, settings));
  const isLost = facts.some(({ lost }) => lost);
  const what = isLost
    ? 'A state has no code, no class and there is no code for the unmapped: it would be a dead letter.'
    : `${plural(activities.length, 'state')} got ${activities.length === 1 ? 'its' : 'their'} codes.`;
  return step('coded', isLost ? 'stopped' : 'done', what, {
    facts: facts.map(({ label, value }) => ({ label, value })),
  });
}

function factsOfActivity(
  { state, reason, stateClass }: EventOf<'agent-activity'>,
  settings: SourceConfiguration,
): (Fact & { lost: boolean })[] {
  const found = explainState(state, settings, { stateClass });
  const ofState = {
    label: `state “${state}”`,
    value: `${found.code ?? 'no code'} (${originWords[found.origin]})`,
    lost: found.code === undefined,
  };
  if (reason === undefined) return [ofState];
  const byReason = explainReason(reason, settings);
  const value =
    byReason.code === undefined
      ? 'left out (in no table); the state goes without it'
      : `${byReason.code} (${originWords[byReason.origin]})`;
  return [ofState, { label: `reason “${reason}”`, value, lost: false }];
}

/** The rows these events become at the API, and what their contacts alone would add to quarter-hour rows. */
export function explainRows(events: readonly CanonicalEvent[], configuration: Configuration): Step {
  if (events.length === 0) return step('shaped', 'nothing', 'No event, so no row.');
  const contacts = events.filter(
    (event) => event.type === 'contact-milestone' || event.type === 'contact-summary',
  );
  const { rows, undeliverable } = codeEvents([{ message, events: withoutContacts(events) }], configuration, {
    log: () => {},
    metrics: () => {},
  });
  const made = rows.map(({ call, row }) => ({ title: call, json: JSON.stringify(row, null, 2) }));
  const faults = [
    ...undeliverable.map(({ why }) => ({ label: `dead letter ${why.reason}`, value: why.detail })),
    ...rows.flatMap(faultOfRow),
  ];
  const added = contacts.length > 0 ? contributions(contacts, configuration) : [];
  const outcome = faults.length > 0 ? 'stopped' : 'done';
  return step('shaped', outcome, wordsOf(rows.length, contacts.length, added.length), {
    facts: faults,
    made: [...made, ...added],
  });
}

function wordsOf(rows: number, contacts: number, added: number): string {
  const ofRows = rows > 0 ? [`${plural(rows, 'row')}, as the API takes ${rows === 1 ? 'it' : 'them'}.`] : [];
  const adding = added > 0 ? 'this is what they alone would add' : 'alone they add nothing yet';
  const ofContacts =
    contacts > 0
      ? [`${plural(contacts, 'fact')} of contacts, which the roll-up sums into quarter-hour rows: ${adding}.`]
      : [];
  return [...ofRows, ...ofContacts].join(' ') || 'No row.';
}

const message = { messageId: '', receiptHandle: '', body: '', receiveCount: 1, sentAtMs: 0 };

function withoutContacts(events: readonly CanonicalEvent[]): readonly CanonicalEvent[] {
  return events.filter(({ type }) => !contactEventTypes.has(type));
}

function faultOfRow({ call, row }: Deliverable): Fact[] {
  try {
    checkRows(call, [row]);
    return [];
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return [{ label: 'dead letter refused', value: error.message }];
  }
}

function contributions(events: readonly ContactEvent[], configuration: Configuration) {
  const byContact = Map.groupBy(events, ({ contactId }) => contactId);
  return [...byContact.values()].flatMap((own) => {
    const facts = own.reduce((sum, event) => mergeFacts(sum, factsOf(event)), noFacts);
    const [{ source } = { source: '' }] = own;
    return contributionsOf(facts, rulesOf(configuration, source)).map(({ at, ...adds }) => ({
      title: `added to ${adds.collectionPoint}, ${quarterHourOf(at).slice(11, 16)} UTC`,
      json: JSON.stringify(adds, null, 2),
    }));
  });
}
