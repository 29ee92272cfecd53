import { expect, test } from 'vitest';
import { openEnvelope } from '../../../shared/events/envelope.ts';
import type { QueueMessage } from '../../../shared/queue-window/queue-message.ts';
import { Crash, createFaultyProcesses, type Fault } from './crashing.ts';
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

/** Contacts in two quarter hours of three collection points; one leaves its quarter hour, one goes on to another queue. */
const tellings: readonly (readonly ReturnType<typeof milestone>[])[] = [
  [...handled('c1', clock('09:02:00')), milestone('c2', clock('09:16:00'), 'offered support')],
  [...handled('c3', clock('09:05:00'), 'sales'), milestone('c4', clock('09:12:00'), 'offered support')],
  [milestone('c2', clock('09:14:00'), 'offered support'), ...handled('c5', clock('09:20:00'))],
  [
    milestone('c4', clock('09:17:00'), 'offered sales'),
    milestone('c4', clock('09:17:05'), 'answered @bob'),
    milestone('c1', clock('09:08:00'), 'ended'),
  ],
];
const messages = tellings.map((events, index) =>
  message(`m${index}`, events, { receivedAt: clock('09:29:00') }),
);
const all: readonly ContactTelling[] = tellings.flat();

/** The functions as they are run in turn: a window, a run, a window, a run. */
async function play(fault: Fault) {
  const { record, rollUp, memory, setTime, configuration } = world({ collectionPoints: ['billing'] });
  const processes = createFaultyProcesses(fault);
  let queued: QueueMessage[] = [];
  const recordQueued = async () => {
    const { access, survived } = processes.start();
    try {
      const returned = await survived(record(queued, { access }));
      queued = queued.filter(({ messageId }) => returned.includes(messageId));
    } catch (error) {
      // What the function fails with brings back the whole window.
      if (!(error instanceof Crash)) throw error;
    }
  };
  const run = async () => {
    const { access, survived } = processes.start();
    try {
      await survived(rollUp({ access }));
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
  };
  // The very first run has nothing to make up for, whatever became of one before it.
  setTime(clock('09:01:00'));
  await rollUp();
  for (const [window, nowAt] of [
    [messages.slice(0, 2), '09:16:00'],
    [messages.slice(2, 3), '09:31:00'],
    [messages.slice(3), '09:46:00'],
  ] as const) {
    setTime(clock(nowAt));
    queued = [...queued, ...window];
    await recordQueued();
    await run();
  }
  const writes = processes.count();
  // Until all is quiet: nothing fails any more.
  while (queued.length > 0) await recordQueued();
  setTime(clock('10:01:00'));
  await run();
  return { writes, memory, configuration };
}

const expected = (configuration: Awaited<ReturnType<typeof play>>['configuration']) => {
  const quarters = ['09:00', '09:15', '09:30', '09:45'];
  const quiet = ['billing', 'sales', 'support'].flatMap((point) =>
    quarters.map((quarter) => [`${point} 2026-11-23T${quarter}`, zeros] as const),
  );
  const first = ['billing 2026-11-23T08:45', zeros] as const;
  return new Map([first, ...quiet, ...trueRows(all, configuration)]);
};

function differences(rows: ReturnType<typeof trueRows>, others: ReturnType<typeof trueRows>) {
  const names = [...new Set([...rows.keys(), ...others.keys()])];
  return names
    .map((name) => ({ name, is: rows.get(name), truly: others.get(name) }))
    .filter(({ is, truly }) => JSON.stringify(is) !== JSON.stringify(truly));
}

const faultless = await play({ atWrite: 0, mode: 'fails once', isDone: false });

test('without a crash the delivered rows are the true ones', () => {
  expect(deliveredRows(sentRows(faultless.memory), faultless.configuration)).toEqual(
    expected(faultless.configuration),
  );
  expect(faultless.writes).toBeGreaterThan(60);
});

test.each(
  (['dies', 'fails from then on', 'fails once'] as const).flatMap((mode) =>
    [false, true].map((isDone) => ({ mode, isDone })),
  ),
)('the delivered rows are the true ones whichever write it $mode at (done: $isDone)', async (fault) => {
  for (let atWrite = 1; atWrite <= faultless.writes; atWrite += 1) {
    const { memory, configuration } = await play({ ...fault, atWrite });
    const delivered = deliveredRows(sentRows(memory), configuration);
    const faults = differences(delivered, expected(configuration));
    expect({ atWrite, faults }).toEqual({ atWrite, faults: [] });
    expect({ atWrite, marked: marked(memory) }).toEqual({ atWrite, marked: [] });
    expect(memory.letters).toEqual([]);
  }
});

test('every row is sent whole and counts no contact twice, whichever write a process dies at', async () => {
  const contactsAt = (point: string) =>
    new Set(all.flatMap((told) => (told.collectionPoint === point ? [told.contactId] : []))).size;
  for (let atWrite = 1; atWrite <= faultless.writes; atWrite += 1) {
    const { memory } = await play({ atWrite, mode: 'dies', isDone: true });
    expect(memory.sent.every((body) => openEnvelope(body).length > 0)).toBe(true);
    const rows = sentRows(memory);
    expect(rows.length).toBeGreaterThanOrEqual(13);
    const twice = rows.filter((row) => row.contactsOffered > contactsAt(row.collectionPoint));
    expect({ atWrite, twice }).toEqual({ atWrite, twice: [] });
  }
});
