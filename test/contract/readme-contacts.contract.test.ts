import { expect, test } from 'vitest';
import type { ContactEvent } from '../../shared/roll-up/contact-facts.ts';
import { readmeTable } from '../conventions/readme-tables.ts';
import { contactEvents } from './contact-events.ts';

/** How a source's samples tell of one thing: by milestones, by summaries, by both or not at all. */
type Ways = { readonly milestone: boolean; readonly summary: boolean };

const table = new Map(readmeTable('| vendor | offered |').map(([name = '', ...cells]) => [name, cells]));

test('the README says of every source once what it tells of contacts', () => {
  const names = contactEvents.map(({ name }) => `\`${name}\``);
  expect([...table.keys()].toSorted()).toEqual(names.toSorted());
});

test.each(contactEvents)(
  '$name tells of contacts what the README says, and nothing else',
  ({ name, told }) => {
    const ways = (tells: (event: ContactEvent) => boolean): Ways => ({
      milestone: told.some((event) => isMilestone(event) && tells(event)),
      summary: told.some((event) => !isMilestone(event) && tells(event)),
    });
    const reached = (event: ContactEvent, ...kinds: readonly string[]) =>
      isMilestone(event) && kinds.includes(event.milestone);
    const offered = ways((event) => !isMilestone(event) || reached(event, 'offered'));
    const answered = ways((event) => (isMilestone(event) ? reached(event, 'answered') : event.answered));
    const ended = told.some((event) => reached(event, 'ended', 'wrap-started'));
    const talk = {
      milestone: ended && told.some((event) => reached(event, 'answered')),
      summary: told.some((event) => sums(event, 'talkSeconds')),
    };
    const hold = ways((event) => reached(event, 'held') || sums(event, 'holdSeconds'));
    const wrapUp = ways(
      (event) => reached(event, 'wrap-started', 'wrap-ended') || sums(event, 'wrapSeconds'),
    );
    const outbound = ways(({ direction }) => direction === 'outbound');
    const wait = {
      milestone: offered.milestone && answered.milestone,
      summary: told.some((event) => sums(event, 'waitSeconds')),
    };
    const none = told.length > 0 ? '0, never a guess' : '–';
    const durations = [words(talk, none), words(hold, none), words(wrapUp, none)];
    const said = [words(offered), words(answered), ...durations, words(outbound), words(wait)];
    expect(table.get(`\`${name}\``)).toEqual(said);
  },
);

type Summary = Extract<ContactEvent, { type: 'contact-summary' }>;

function isMilestone(event: ContactEvent): event is Exclude<ContactEvent, Summary> {
  return event.type === 'contact-milestone';
}

function sums(
  event: ContactEvent,
  what: 'talkSeconds' | 'holdSeconds' | 'wrapSeconds' | 'waitSeconds',
): boolean {
  return !isMilestone(event) && event[what] !== undefined;
}

function words({ milestone, summary }: Ways, none = '–'): string {
  return [...(milestone ? ['milestones'] : []), ...(summary ? ['summary'] : [])].join(', ') || none;
}
