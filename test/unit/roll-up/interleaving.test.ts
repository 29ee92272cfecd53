import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { milestones } from '../../../shared/events/event.ts';
import { Crash } from './crashing.ts';
import type { Access } from './table-in-memory.ts';
import {
  type ContactTelling,
  clock,
  deliveredRows,
  handled,
  marked,
  message,
  milestone,
  sentRows,
  trueRows,
  world,
  zeros,
} from './world.ts';

/** Few contacts, collection points and quarter hours, so that everything meets. */
const telling = fc
  .record({
    contactId: fc.constantFrom('c1', 'c2', 'c3'),
    minute: fc.constantFrom(2, 14, 16, 29, 31),
    name: fc.constantFrom('offered', 'offered', 'answered', ...milestones),
    word: fc.constantFrom('support', 'sales', '@ann', '@bob'),
  })
  .map(({ contactId, minute, name, word }) =>
    milestone(contactId, clock(`09:${String(minute).padStart(2, '0')}:00`), `${name} ${word}`),
  );
const windows = fc.array(fc.array(telling, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });
/** What the clock of each run shows, and the request at which it dies, if it does. */
const runs = fc.array(
  fc.record({
    time: fc.constantFrom('09:15:00', '09:31:00', '09:46:00', '09:14:59'),
    diesAt: fc.option(fc.nat({ max: 40 }), { nil: undefined }),
  }),
  { minLength: 2, maxLength: 3 },
);

/** Each request waits for its turn; its process may be gone before. */
function scheduled(
  scheduler: fc.Scheduler,
  { setTime }: Pick<ReturnType<typeof world>, 'setTime'>,
  {
    nowAt,
    diesAt = Number.POSITIVE_INFINITY,
  }: { readonly nowAt: string; readonly diesAt?: number | undefined },
): Access {
  let requests = 0;
  return async ({ what }, work) => {
    await scheduler.schedule(Promise.resolve(), what);
    requests += 1;
    if (requests > diesAt) throw new Crash(what);
    setTime(nowAt);
    return work();
  };
}

const receivedAt = clock('09:32:00');
const messagesOf = (told: readonly (readonly ReturnType<typeof milestone>[])[]) =>
  told.map((events, index) => message(`m${index}`, events, { receivedAt }));

/** After one more run, in which nothing is under way. */
async function expectTrueRows(
  told: readonly ContactTelling[],
  { setTime, rollUp, memory, configuration }: ReturnType<typeof world>,
) {
  setTime(clock('10:01:00'));
  await rollUp();
  const delivered = deliveredRows(sentRows(memory), configuration);
  const whole = trueRows(told, configuration);
  const quiet = [...delivered.keys()].filter((name) => !whole.has(name));
  expect(delivered).toEqual(new Map([...quiet.map((name) => [name, zeros] as const), ...whole]));
  expect(marked(memory)).toEqual([]);
}

test('however runs and windows cross, the last word on every row is the true one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), windows, runs, async (scheduler, told, overlapping) => {
      const given = world();
      const recording = messagesOf(told).map(async (each) => {
        const access = scheduled(scheduler, given, { nowAt: receivedAt });
        expect(await given.record([each], { access })).toEqual([]);
      });
      const running = overlapping.map(async ({ time, diesAt }) => {
        const run = given.rollUp({ access: scheduled(scheduler, given, { nowAt: clock(time), diesAt }) });
        await run.catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error;
        });
      });
      await scheduler.waitFor(Promise.all([...recording, ...running]));
      await expectTrueRows(told.flat(), given);
    }),
    { numRuns: 500 },
  );
});

test('two runs at once and a window between them leave the true row, in whatever order their requests come', async () => {
  const [offered, ...rest] = handled('c1', clock('09:02:00'));
  if (!offered) throw new Error('a contact begins with its offer');
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      // A single row, closed and marked: so few requests that the narrow crossings come up as well.
      const given = world();
      await given.rollUp();
      const [before, after] = messagesOf([[offered], rest]);
      if (!before || !after) throw new Error('there are two messages');
      await given.record([before]);
      const access = () => scheduled(scheduler, given, { nowAt: clock('09:16:00') });
      const crossing = [
        given.record([after], { access: access() }),
        given.rollUp({ access: access() }),
        given.rollUp({ access: access() }),
      ];
      await scheduler.waitFor(Promise.all(crossing));
      await expectTrueRows([offered, ...rest], given);
    }),
    { numRuns: 4000 },
  );
  // Thousands of runs take seconds, and several times as long beside other work.
}, 60_000);

test('a run that has its time but not yet read clears no mark that a later one has not read', async () => {
  const given = world();
  await given.rollUp();
  const [before, after] = messagesOf([
    [milestone('c1', clock('09:02:00'), 'offered support')],
    handled('c1', clock('09:02:00')),
  ]);
  if (!before || !after) throw new Error('there are two messages');
  await given.record([before]);
  const [hasRead, isFree] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const laterAccess: Access = async ({ what }, work) => {
    const answer = work();
    if (what !== 'contacts.read') return answer;
    hasRead.resolve();
    await isFree.promise;
    return answer;
  };
  let later: Promise<unknown> = Promise.resolve();
  const earlierAccess: Access = async ({ what }, work) => {
    const answer = work();
    if (what !== 'runs.nextAsOf') return answer;
    later = given.rollUp({ access: laterAccess });
    await hasRead.promise;
    await given.record([after]);
    return answer;
  };
  await given.rollUp({ access: earlierAccess });
  isFree.resolve();
  await later;
  await expectTrueRows(handled('c1', clock('09:02:00')), given);
});
