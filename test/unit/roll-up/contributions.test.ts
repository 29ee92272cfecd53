import { describe, expect, test } from 'vitest';
import { type Milestone, mergeFacts, noFacts, type Summary } from '../../../shared/roll-up/contact-facts.ts';
import { type Contribution, contributionsOf } from '../../../shared/roll-up/contributions.ts';
import type { RollUpRules } from '../../../shared/roll-up/rules.ts';
import { volumeOf } from '../../../shared/roll-up/volume-row.ts';

const rules: RollUpRules = {
  serviceLevelSeconds: 20,
  shortAbandonSeconds: undefined,
  outboundCollectionPoint: undefined,
};

/** `09:14:50` of one day, as the facts write it. */
const clock = (time: string) => `2026-11-23T${time}.000Z`;

/** A milestone in few words: `09:14:50 offered support` or `09:15:10 answered @ann`, with `#leg`, `out` or `in`. */
function told(text: string): Milestone {
  const [time = '', milestone = '', ...words] = text.split(' ');
  const fields = words.map((word) => {
    if (word.startsWith('@')) return { agentId: word.slice(1) };
    if (word.startsWith('#')) return { legId: word.slice(1) };
    if (word === 'out' || word === 'in') return { direction: word === 'out' ? 'outbound' : 'inbound' };
    return { collectionPoint: word };
  });
  return Object.assign({ at: clock(time), milestone }, ...fields) as Milestone;
}

function contact(
  milestones: readonly string[],
  summaries: readonly Summary[] = [],
  given: Partial<RollUpRules> = {},
) {
  const facts = { milestones: milestones.map(told), summaries };
  return contributionsOf(mergeFacts(facts, noFacts), { ...rules, ...given });
}

const only = (contributions: readonly Contribution[]): Contribution | undefined => contributions[0];

describe('a contact', () => {
  const handled = [
    '09:00:00 offered support',
    '09:00:12 answered @ann',
    '09:03:12 ended @ann',
    '09:03:12 wrap-started @ann',
    '09:03:42 wrap-ended @ann',
  ];

  test('is offered, answered in time, talked to and wrapped up', () => {
    expect(contact(handled)).toEqual([
      {
        collectionPoint: 'support',
        at: clock('09:00:00'),
        offered: 1,
        notHandled: 0,
        answeredInTime: 1,
        talkSeconds: 180,
        holdSeconds: 0,
        wrapSeconds: 30,
        outbound: 0,
        outboundSeconds: 0,
      },
    ]);
  });

  test.each([
    ['answered at the threshold', '09:00:20', 1],
    ['answered a second later', '09:00:21', 0],
  ])('%s counts for the service level: %s, %i', (_, answered, inTime) => {
    expect(only(contact(['09:00:00 offered support', `${answered} answered @ann`]))?.answeredInTime).toBe(
      inTime,
    );
  });

  test('still running is offered, and not yet one that nobody handled', () => {
    expect(contact(['09:00:00 offered support'])).toMatchObject([
      { offered: 1, notHandled: 0, talkSeconds: 0 },
    ]);
  });

  test('that is abandoned was offered and not handled', () => {
    const abandoned = contact(['09:00:00 offered support', '09:00:40 abandoned support']);
    expect(abandoned).toMatchObject([{ offered: 1, notHandled: 1, answeredInTime: 0 }]);
  });

  test('that ends unanswered, in a voicemail for one, was not handled', () => {
    expect(contact(['09:00:00 offered support', '09:01:00 ended'])).toMatchObject([{ notHandled: 1 }]);
  });

  test('abandoned sooner than the configured threshold counts nowhere', () => {
    const short = ['09:00:00 offered support', '09:00:04 abandoned'];
    expect(contact(short, [], { shortAbandonSeconds: 5 })).toEqual([]);
    expect(contact(short, [], { shortAbandonSeconds: 4 })).toHaveLength(1);
    expect(contact(short)).toHaveLength(1);
  });

  test('that goes on unanswered to another collection point was offered at both, and handled at the second alone', () => {
    const overflow = contact(
      ['09:00:00 offered support', '09:00:03 offered sales', '09:00:30 answered @ann', '09:01:30 ended @ann'],
      [],
      { shortAbandonSeconds: 10 },
    );
    expect(overflow).toMatchObject([
      { collectionPoint: 'support', offered: 1, notHandled: 1, talkSeconds: 0 },
      { collectionPoint: 'sales', offered: 1, notHandled: 0, talkSeconds: 60 },
    ]);
  });

  test('transferred by an agent is offered at the second collection point too, each with its own leg', () => {
    expect(
      contact([
        '09:00:00 offered support',
        '09:00:10 answered @ann #1',
        '09:02:10 ended @ann #1',
        '09:02:10 offered sales',
        '09:02:40 answered @bob #2',
        '09:03:40 ended @bob #2',
        '09:03:50 wrap-ended @ann #1',
      ]),
    ).toMatchObject([
      { collectionPoint: 'support', talkSeconds: 120, wrapSeconds: 100, answeredInTime: 1 },
      { collectionPoint: 'sales', talkSeconds: 60, wrapSeconds: 0, answeredInTime: 0 },
    ]);
  });

  test('queued again at the same collection point is offered there once', () => {
    const requeued = contact([
      '09:00:00 offered support',
      '09:16:00 offered support',
      '09:16:05 answered @ann',
    ]);
    expect(requeued).toMatchObject([{ at: clock('09:00:00'), offered: 1, answeredInTime: 0 }]);
  });

  test('of which no milestone names a collection point counts nowhere', () => {
    expect(contact(['09:00:00 offered', '09:00:10 answered @ann', '09:01:00 ended'])).toEqual([]);
  });
});

describe('hold', () => {
  const leg = (...facts: string[]) =>
    only(contact(['09:00:00 offered support', '09:00:00 answered @ann', ...facts]));

  test('is not talk', () => {
    expect(leg('09:01:00 held @ann', '09:01:40 retrieved @ann', '09:02:00 ended @ann')).toMatchObject({
      talkSeconds: 80,
      holdSeconds: 40,
    });
  });

  test('without retrieval ends with the leg', () => {
    expect(leg('09:01:00 held @ann', '09:02:00 ended @ann')).toMatchObject({
      talkSeconds: 60,
      holdSeconds: 60,
    });
  });

  test('begun twice is one, from its first beginning', () => {
    const twice = leg(
      '09:01:00 held @ann',
      '09:01:10 held @ann',
      '09:01:30 retrieved @ann',
      '09:02:00 ended @ann',
    );
    expect(twice).toMatchObject({ holdSeconds: 30 });
  });

  test('ended without having begun is none', () => {
    expect(leg('09:01:00 retrieved @ann', '09:02:00 ended @ann')).toMatchObject({
      holdSeconds: 0,
      talkSeconds: 120,
    });
  });

  test('that outlasts its leg ends with it', () => {
    expect(leg('09:01:00 held @ann', '09:02:00 ended @ann', '09:05:00 retrieved @ann')).toMatchObject({
      holdSeconds: 60,
    });
  });
});

describe('missing and contradictory milestones', () => {
  test('an answer before the offer waited for nothing, and the offer keeps its interval', () => {
    const early = contact(['09:15:02 offered support', '09:14:58 answered @ann', '09:16:00 ended @ann']);
    expect(early).toMatchObject([{ at: clock('09:15:02'), answeredInTime: 1, talkSeconds: 62 }]);
  });

  test('an end before the answer, as of a clock that jumped back, gives no time below none', () => {
    const back = contact(['09:00:00 offered support', '09:05:00 answered @ann', '09:04:00 ended']);
    expect(back).toMatchObject([{ talkSeconds: 0, notHandled: 0 }]);
  });

  test('a leg without end ends with the contact, and with the last fact where that has no end either', () => {
    const facts = ['09:00:00 offered support', '09:00:10 answered @ann'];
    expect(contact([...facts, '09:02:10 ended'])).toMatchObject([{ talkSeconds: 120 }]);
    expect(contact([...facts, '09:01:10 held @ann'])).toMatchObject([{ talkSeconds: 60, holdSeconds: 0 }]);
  });

  test('wrap-up without beginning begins with the end of the leg, and without end lasts to the last fact', () => {
    const facts = ['09:00:00 offered support', '09:00:10 answered @ann', '09:02:10 ended @ann'];
    expect(contact([...facts, '09:02:40 wrap-ended @ann'])).toMatchObject([{ wrapSeconds: 30 }]);
    expect(contact([...facts, '09:02:15 wrap-started @ann', '09:02:25 ended'])).toMatchObject([
      { wrapSeconds: 10 },
    ]);
  });

  test('a contact without offer is offered when its collection point is first named', () => {
    expect(contact(['09:00:10 answered support @ann', '09:01:10 ended @ann'])).toMatchObject([
      { collectionPoint: 'support', at: clock('09:00:10'), answeredInTime: 1 },
    ]);
  });

  test('wrap-up that names the agent alone belongs to the agent’s leg, and hold that names nobody to the latest', () => {
    const facts = [
      '09:00:00 offered support',
      '09:00:00 answered @ann #1',
      '09:01:00 held',
      '09:01:30 retrieved',
    ];
    const ends = ['09:02:00 ended @ann #1', '09:02:00 wrap-started @ann', '09:02:20 wrap-ended @ann'];
    expect(contact([...facts, ...ends])).toMatchObject([
      { talkSeconds: 90, holdSeconds: 30, wrapSeconds: 20 },
    ]);
  });

  test('an agent who answers again after an end takes part twice', () => {
    const twice = [
      '09:00:00 answered support @ann',
      '09:01:00 ended @ann',
      '09:05:00 answered @ann',
      '09:06:00 ended @ann',
    ];
    expect(contact(twice)).toMatchObject([{ talkSeconds: 120 }]);
  });
});

describe('a summary', () => {
  const summary: Summary = {
    collectionPoint: 'support',
    offeredAt: clock('09:00:00'),
    answered: true,
    asOf: clock('09:20:00'),
  };

  test('outranks milestones for the figures it carries, and leaves them the others', () => {
    const facts = [
      '09:00:00 offered support',
      '09:00:30 answered @ann',
      '09:01:00 held @ann',
      '09:02:00 ended @ann',
    ];
    expect(contact(facts, [{ ...summary, talkSeconds: 55, waitSeconds: 18 }])).toMatchObject([
      { talkSeconds: 55, holdSeconds: 60, answeredInTime: 1 },
    ]);
  });

  test('alone tells of a contact, answered or not', () => {
    expect(contact([], [{ ...summary, talkSeconds: 60, wrapSeconds: 5 }])).toMatchObject([
      { offered: 1, notHandled: 0, talkSeconds: 60, wrapSeconds: 5 },
    ]);
    expect(contact([], [{ ...summary, answered: false }])).toMatchObject([{ offered: 1, notHandled: 1 }]);
  });

  test('without a collection point is of the last one', () => {
    const { collectionPoint: _, ...unplaced } = summary;
    const facts = ['09:00:00 offered support', '09:00:10 offered sales'];
    expect(contact(facts, [{ ...unplaced, talkSeconds: 60 }])).toMatchObject([
      { collectionPoint: 'support', talkSeconds: 0 },
      { collectionPoint: 'sales', talkSeconds: 60 },
    ]);
  });
});

describe('an outbound contact', () => {
  const facts = ['09:00:00 answered @ann out', '09:02:00 ended @ann', '09:02:30 wrap-ended @ann'];

  test('counts in its own columns, in the interval of its connection, and is offered to nobody', () => {
    const [first, ...others] = facts;
    expect(contact([`${first} sales`, ...others])).toEqual([
      {
        collectionPoint: 'sales',
        at: clock('09:00:00'),
        offered: 0,
        notHandled: 0,
        answeredInTime: 0,
        talkSeconds: 0,
        holdSeconds: 0,
        wrapSeconds: 0,
        outbound: 1,
        outboundSeconds: 150,
      },
    ]);
  });

  test('without a queue counts at the configured one, and nowhere without', () => {
    expect(contact(facts, [], { outboundCollectionPoint: 'out' })).toMatchObject([
      { collectionPoint: 'out' },
    ]);
    expect(contact(facts)).toEqual([]);
  });

  test('that nobody answered counts nowhere', () => {
    expect(contact(['09:00:00 ended sales out'])).toEqual([]);
  });
});

describe('worked examples: twelve contacts around 09:15', () => {
  const summaryOf = (offered: string, given: Partial<Summary>): Summary => ({
    collectionPoint: 'support',
    offeredAt: clock(offered),
    answered: true,
    asOf: clock('10:00:00'),
    ...given,
  });
  const contacts: readonly (readonly Contribution[])[] = [
    // 1: answered after 10 s, 120 s of talk, 30 s of wrap-up that runs into the next interval.
    contact([
      '09:12:20 offered support',
      '09:12:30 answered @ann',
      '09:14:30 ended @ann',
      '09:14:40 wrap-started @ann',
      '09:15:10 wrap-ended @ann',
    ]),
    // 2: answered after 25 s, 60 s of talk and 30 s on hold.
    contact([
      '09:13:00 offered support',
      '09:13:25 answered @bob',
      '09:13:55 held @bob',
      '09:14:25 retrieved @bob',
      '09:14:55 ended @bob',
    ]),
    // 3: abandoned after 40 s, in the next interval.
    contact(['09:14:40 offered support', '09:15:20 abandoned support']),
    // 4: offered at the last second, answered in the next interval after 5 s, 100 s of talk.
    contact(['09:14:59 offered support', '09:15:04 answered @ann', '09:16:44 ended @ann']),
    // 5: offered at support, gone on to sales unanswered, answered there after 15 s, 60 s of talk.
    contact([
      '09:14:00 offered support',
      '09:15:05 offered sales',
      '09:15:20 answered @cy',
      '09:16:20 ended @cy',
    ]),
    // 6: outbound, connected for 90 s.
    contact(['09:10:00 answered sales @cy out', '09:11:30 ended @cy']),
    // 7: still waiting.
    contact(['09:14:30 offered support']),
    // 8: told by its end alone: answered after 8 s, 200 s of talk, 20 s on hold, 10 s of wrap-up.
    contact(
      [],
      [summaryOf('09:15:00', { talkSeconds: 200, holdSeconds: 20, wrapSeconds: 10, waitSeconds: 8 })],
    ),
    // 9: told by its end alone: nobody answered.
    contact([], [summaryOf('09:16:00', { answered: false, waitSeconds: 33 })]),
    // 10: queued again at support, answered late, 45 s of talk.
    contact([
      '09:17:00 offered support',
      '09:17:30 offered support',
      '09:18:00 answered @bob',
      '09:18:45 ended @bob',
    ]),
    // 11: transferred from support (60 s) to sales (30 s).
    contact([
      '09:20:00 offered support',
      '09:20:05 answered @ann #1',
      '09:21:05 ended @ann #1',
      '09:21:05 offered sales',
      '09:21:25 answered @cy #2',
      '09:21:55 ended @cy #2',
    ]),
    // 12: on hold to the end: 20 s of talk, 70 s on hold.
    contact([
      '09:29:00 offered support',
      '09:29:10 answered @bob',
      '09:29:30 held @bob',
      '09:30:40 ended @bob',
    ]),
  ];

  const rowOf = (collectionPoint: string, from: string, to: string) =>
    volumeOf(
      contacts
        .flat()
        .filter(
          (each) => each.collectionPoint === collectionPoint && each.at >= clock(from) && each.at < clock(to),
        ),
    );

  test.each([
    [
      'support',
      '09:00',
      '09:15',
      {
        contactsOffered: 6,
        contactsNotHandled: 2,
        talkSeconds: 310,
        holdSeconds: 30,
        serviceLevelPct: 33.3,
        outboundContacts: 0,
        outboundSeconds: 0,
      },
    ],
    [
      'support',
      '09:15',
      '09:30',
      {
        contactsOffered: 5,
        contactsNotHandled: 1,
        talkSeconds: 335,
        holdSeconds: 90,
        serviceLevelPct: 60,
        outboundContacts: 0,
        outboundSeconds: 0,
      },
    ],
    [
      'sales',
      '09:00',
      '09:15',
      {
        contactsOffered: 0,
        contactsNotHandled: 0,
        talkSeconds: 0,
        holdSeconds: 0,
        serviceLevelPct: 0,
        outboundContacts: 1,
        outboundSeconds: 90,
      },
    ],
    [
      'sales',
      '09:15',
      '09:30',
      {
        contactsOffered: 2,
        contactsNotHandled: 0,
        talkSeconds: 90,
        holdSeconds: 0,
        serviceLevelPct: 100,
        outboundContacts: 0,
        outboundSeconds: 0,
      },
    ],
  ])('the row of %s from %s to %s', (collectionPoint, from, to, row) => {
    expect(rowOf(collectionPoint, `${from}:00`, `${to}:00`)).toEqual(row);
  });
});
