import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openEnvelope } from '../../../shared/events/envelope.ts';
import type { QueueMessage } from '../../../shared/queue-window/queue-message.ts';
import { type ContactFacts, factsOf, mergeFacts, noFacts } from '../../../shared/roll-up/contact-facts.ts';
import { contributionsOf } from '../../../shared/roll-up/contributions.ts';
import { quarterHourOf } from '../../../shared/roll-up/quarter-hour.ts';
import { volumeOf } from '../../../shared/roll-up/volume-row.ts';
import { figuresOf, message, milestone, type Step, world } from './world.ts';

/** Three contacts; the second is first known by its answer, and then turns out to have been offered a quarter hour before. */
const messages = [
  message('m1', [
    milestone('a', 'offered', '09:02:00'),
    milestone('a', 'answered', '09:02:10', { agentId: 'ann' }),
  ]),
  message('m2', [milestone('b', 'answered', '09:15:20', { agentId: 'bob' })]),
  message('m3', [milestone('c', 'offered', '09:05:00'), milestone('c', 'abandoned', '09:06:00')]),
  message('m4', [
    milestone('b', 'offered', '09:14:50'),
    milestone('b', 'ended', '09:20:00', { agentId: 'bob' }),
  ]),
  message('m5', [
    milestone('a', 'ended', '09:07:00', { agentId: 'ann' }),
    milestone('a', 'ended', '09:07:01'),
  ]),
];

/** What the API must have in the end, from all the events at once. */
function truth(all: readonly QueueMessage[]): Map<string, readonly (number | undefined)[]> {
  const facts = new Map<string, ContactFacts>();
  for (const event of all.flatMap(({ body }) => openEnvelope(body)))
    if (event.type === 'contact-milestone' || event.type === 'contact-summary')
      facts.set(event.contactId, mergeFacts(facts.get(event.contactId) ?? noFacts, factsOf(event)));
  const rules = { serviceLevelSeconds: 20 };
  const parts = [...facts.values()].flatMap((own) => contributionsOf(own, rules));
  const rows = Map.groupBy(
    parts,
    ({ collectionPoint, at }) => `${collectionPoint}@${quarterHourOf(at).slice(0, 16)}`,
  );
  return new Map([...rows].map(([key, own]) => [key, figuresOf(volumeOf(own))]));
}

/** Every row that counts a contact is the true one, and every other one counts none. */
function expectTruth(delivered: ReturnType<ReturnType<typeof world>['delivered']>) {
  const due = truth(messages);
  for (const [key, figures] of due) expect([key, delivered.get(key)]).toEqual([key, figures]);
  for (const [key, figures] of delivered) if (!due.has(key)) expect(figures).toEqual([0, 0, 0, 0, 0, 0, 0]);
}

class Died extends Error {}

/** Ends the process before its n-th call: that one and all later ones fail. */
function dyingBefore(n: number): { step: Step; hasDied: () => boolean } {
  let calls = 0;
  return {
    step: async () => {
      calls += 1;
      if (calls >= n) throw new Died('the process is gone');
    },
    hasDied: () => calls >= n,
  };
}

/** Lets a function die before each of its calls in turn, until it comes through. */
async function dieEverywhere(run: (step: Step) => Promise<unknown>): Promise<number> {
  for (let n = 1; ; n += 1) {
    const { step, hasDied } = dyingBefore(n);
    await run(step).catch((error: unknown) => {
      if (!(error instanceof Died)) throw error;
    });
    if (!hasDied()) return n;
  }
}

describe('a process that dies before any of its calls', () => {
  test('leaves nothing out of the rows where record-contacts gets its messages again', async () => {
    const calls = await recordingCalls();
    expect(calls).toBeGreaterThan(10);
    for (let n = 1; n <= calls; n += 1) {
      const { record, rollUp, delivered } = world();
      for (const one of messages.slice(0, 2)) await record([one]);
      await rollUp();
      // Whatever it returned, SQS never heard of it.
      await record(messages.slice(2), dyingBefore(n).step);
      await record(messages.slice(2));
      await rollUp();
      expectTruth(delivered());
    }
  });

  test('leaves nothing out of the rows where the next roll-up goes on', async () => {
    const { record, rollUp, delivered } = world();
    await record(messages);
    expect(await dieEverywhere((step) => rollUp(step))).toBeGreaterThan(8);
    expectTruth(delivered());
  });

  test('leaves nothing out of the rows where contacts change between the deaths of roll-ups', async () => {
    for (let n = 1; n < 30; n += 1) {
      const { record, rollUp, delivered } = world();
      await record(messages.slice(0, 3));
      await rollUp(dyingBefore(n).step).catch(() => {});
      await record(messages.slice(3));
      await rollUp();
      expectTruth(delivered());
    }
  });
});

async function recordingCalls(): Promise<number> {
  const { record } = world();
  for (const one of messages.slice(0, 2)) await record([one]);
  let calls = 0;
  await record(messages.slice(2), async () => {
    calls += 1;
  });
  return calls;
}

test('roll-ups and recordings at once, their calls in any order, end in the true rows once all is quiet', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.shuffledSubarray(messages, { minLength: 5 }),
      async (scheduler, order) => {
        const { record, rollUp, delivered } = world();
        const step: Step = (what) => scheduler.schedule(Promise.resolve(), what);
        const work = Promise.all([
          rollUp(step),
          record(order.slice(0, 3), step),
          rollUp(step),
          record(order.slice(2), step),
          rollUp(step),
        ]);
        await scheduler.waitFor(work);
        await rollUp();
        expectTruth(delivered());
      },
    ),
    { numRuns: 500 },
  );
});
