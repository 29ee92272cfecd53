import { describe, expect, test } from 'vitest';
import { mergeFacts, noFacts, type Summary } from '../../../shared/roll-up/contact-facts.ts';
import { type Contribution, contributionsOf, isUnplaced } from '../../../shared/roll-up/contributions.ts';
import type { RollUpRules } from '../../../shared/roll-up/rules.ts';
import { clock, told } from './told.ts';

const rules: RollUpRules = {
  serviceLevelSeconds: 20,
  shortAbandonSeconds: undefined,
  outboundCollectionPoint: undefined,
};

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

  test('that comes back to a collection point is offered there once, and its answer belongs there', () => {
    const back = contact([
      '09:00:00 offered support',
      '09:01:00 offered sales',
      '09:02:00 offered support',
      '09:02:10 answered @ann',
      '09:03:10 ended @ann',
    ]);
    expect(back).toMatchObject([
      { collectionPoint: 'support', at: clock('09:00:00'), offered: 1, notHandled: 0, talkSeconds: 60 },
      { collectionPoint: 'sales', offered: 1, notHandled: 1, talkSeconds: 0 },
    ]);
  });

  test('that waits again where it was offered first is still running there', () => {
    const back = ['09:00:00 offered support', '09:01:00 offered sales', '09:02:00 offered support'];
    expect(contact(back)).toMatchObject([
      { collectionPoint: 'support', notHandled: 0 },
      { collectionPoint: 'sales', notHandled: 1 },
    ]);
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

  test('is taken up again in the second in which it was ended', () => {
    const again = leg(
      '09:00:20 held @ann',
      '09:00:40 retrieved @ann',
      '09:00:40 held @ann',
      '09:01:40 retrieved @ann',
      '09:02:00 ended @ann',
    );
    expect(again).toMatchObject({ holdSeconds: 80 });
  });

  test('that begins and ends within a second is none', () => {
    const short = leg('09:00:40 held @ann', '09:00:40 retrieved @ann', '09:02:00 ended @ann');
    expect(short).toMatchObject({ holdSeconds: 0 });
  });

  test('that outlasts its leg ends with it', () => {
    expect(leg('09:01:00 held @ann', '09:02:00 ended @ann', '09:05:00 retrieved @ann')).toMatchObject({
      holdSeconds: 60,
    });
  });
});

describe('missing and contradictory milestones', () => {
  test('a hold that began before the answer, as of a clock that jumped back, is held from the answer on', () => {
    const facts = ['09:00:00 offered support', '09:00:05 held @ann', '09:00:10 answered @ann'];
    expect(contact([...facts, '09:00:20 retrieved @ann', '09:01:10 ended @ann'])).toMatchObject([
      { talkSeconds: 50, holdSeconds: 10 },
    ]);
  });

  test('wrap-up that begins before the leg’s end ends the talk, so that no second counts twice', () => {
    const facts = ['09:00:00 offered support', '09:00:00 answered @ann', '09:01:40 wrap-started @ann'];
    expect(contact([...facts, '09:02:00 ended @ann', '09:02:30 wrap-ended @ann'])).toMatchObject([
      { talkSeconds: 100, wrapSeconds: 50 },
    ]);
  });

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

  test('a leg without end ends when the contact is transferred or another answers, and lasts into nobody’s wrap-up', () => {
    const facts = ['09:00:00 offered support', '09:00:10 answered @ann', '09:01:10 answered @bob'];
    const rest = ['09:06:10 ended @bob', '09:07:10 wrap-started @bob', '09:08:10 wrap-ended @bob'];
    expect(contact([...facts, ...rest])).toMatchObject([{ talkSeconds: 360, wrapSeconds: 60 }]);
    const transferred = [...facts.slice(0, 2), '09:00:50 transferred support', ...facts.slice(2)];
    expect(contact([...transferred, ...rest])).toMatchObject([{ talkSeconds: 340, wrapSeconds: 60 }]);
    const alone = [...facts.slice(0, 2), '09:01:10 held @ann', '09:09:00 wrap-ended @cy'];
    expect(contact(alone)).toMatchObject([{ talkSeconds: 60 }]);
  });

  test('an agent who answers again after another took over takes part twice', () => {
    const facts = ['09:00:00 offered support', '09:00:10 answered @ann', '09:01:10 answered @bob'];
    expect(
      contact([...facts, '09:02:10 ended @bob', '09:02:10 answered @ann', '09:03:10 ended @ann']),
    ).toMatchObject([{ talkSeconds: 180 }]);
  });

  test('wrap-up of an agent belongs to the answer of which no agent is told', () => {
    const facts = ['09:00:00 offered support', '09:00:10 answered support', '09:01:10 ended'];
    expect(contact([...facts, '09:01:10 wrap-started @ann', '09:02:10 wrap-ended @ann'])).toMatchObject([
      { talkSeconds: 60, wrapSeconds: 60 },
    ]);
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

  test('of one collection point ends nothing at another that the contact is offered at later', () => {
    const early = { ...summary, asOf: clock('09:02:00') };
    const facts = ['09:00:00 offered support', '09:05:00 offered sales'];
    expect(contact(facts, [early])).toMatchObject([
      { collectionPoint: 'support', notHandled: 0 },
      { collectionPoint: 'sales', offered: 1, notHandled: 0 },
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

  test('is unplaced where it was connected and neither it nor the configuration names a collection point', () => {
    const unplaced = (milestones: readonly string[], given: Partial<RollUpRules> = {}) =>
      isUnplaced({ milestones: milestones.map(told), summaries: [] }, { ...rules, ...given });
    expect(unplaced(facts)).toBe(true);
    expect(unplaced(facts, { outboundCollectionPoint: 'out' })).toBe(false);
    expect(unplaced(['09:00:00 answered sales @ann out'])).toBe(false);
    expect(unplaced(['09:00:00 ended out'])).toBe(false);
    expect(unplaced(['09:00:00 answered @ann in'])).toBe(false);
  });

  test('that a summary alone tells of was connected when its wait was over', () => {
    const dialled: Summary = {
      collectionPoint: 'sales',
      direction: 'outbound',
      offeredAt: clock('09:14:50'),
      answered: true,
      waitSeconds: 12,
      talkSeconds: 60,
      asOf: clock('09:20:00'),
    };
    expect(contact([], [dialled])).toMatchObject([
      { at: clock('09:15:02'), outbound: 1, outboundSeconds: 60 },
    ]);
  });

  test('that nobody answered counts nowhere', () => {
    expect(contact(['09:00:00 ended sales out'])).toEqual([]);
  });
});
