import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBreaker } from '../../../shared/deliver-events/breaker.ts';
import { deliverEvents } from '../../../shared/deliver-events/deliver-events.ts';
import type { DeliveryDependencies } from '../../../shared/deliver-events/deliver-messages.ts';
import { createDeliveryMemory } from '../../../shared/deliver-events/delivery-memory.ts';
import { Unavailable } from '../../../shared/errors.ts';
import type { QueueMessage } from '../../../shared/queue-window/queue-message.ts';
import { accepted, configuration, outage, packed, volumeEvent, volumesInMemory } from './sample.ts';

/** An API that keeps the last row of a key, and what every environment knows of it through the table. */
function world() {
  const stored = new Map<string, string>();
  const sent: string[] = [];
  const volumes = volumesInMemory();
  const dependencies = (overrides: Partial<DeliveryDependencies> = {}): DeliveryDependencies => ({
    configuration,
    attempt: async (rows) => {
      for (const { key, event } of rows) {
        sent.push(event.id);
        stored.set(key, event.id);
      }
      return accepted;
    },
    queue: { delay: async () => {} },
    deadLetters: { put: async () => {} },
    marks: { marks: async () => [], mark: async () => {}, unmark: async () => {} },
    volumes,
    agents: { see: () => {}, store: async () => {} },
    memory: createDeliveryMemory(),
    breaker: createBreaker(),
    pace: async () => undefined,
    remainingMs: () => 60_000,
    now: () => Date.parse('2026-11-23T09:32:00.000Z'),
    random: () => 0.5,
    newRequestId: () => 'request',
    log: () => {},
    metrics: () => {},
    ...overrides,
  });
  const deliver = (message: QueueMessage, overrides?: Partial<DeliveryDependencies>) =>
    deliverEvents([message], dependencies(overrides));
  return { stored, sent, dependencies, deliver, theRow: () => [...stored.values()][0] };
}

/** Later than all that the rows say. */
const receivedAt = '2026-11-23T10:00:00.000Z';

/** A row of one and the same interval, as it was known at minute `asOf`; its id says so. */
function rowAsOf(
  asOf: number,
  overrides: Partial<QueueMessage> & { receivedAt?: string } = {},
  updateExisting = true,
): QueueMessage {
  const time = `2026-11-23T09:${String(asOf).padStart(2, '0')}:00.000Z`;
  const {
    source,
    accountId,
    receivedAt: _,
    ...event
  } = volumeEvent({
    id: `row-${asOf}`,
    asOf: time,
    contactsOffered: asOf,
    updateExisting,
  });
  return packed(`m-${asOf}`, [event], { receivedAt, ...overrides });
}

describe('an older volume row', () => {
  test('is left out where a newer one was delivered', async () => {
    const { deliver, sent } = world();
    await deliver(rowAsOf(31));
    expect(await deliver(rowAsOf(16))).toEqual([]);
    expect(sent).toEqual(['row-31']);
  });

  test('has the newer one sent again when it overtook it on the way', async () => {
    const { deliver, dependencies, theRow, sent } = world();
    const attempt: DeliveryDependencies['attempt'] = async (rows, remainingMs) => {
      // Another environment delivers the newer row between the question and the delivery.
      if (sent.length === 0) await deliver(rowAsOf(31));
      return await dependencies().attempt(rows, remainingMs);
    };
    expect(await deliver(rowAsOf(16), { attempt })).toEqual([]);
    expect(sent).toEqual(['row-31', 'row-16', 'row-31']);
    expect(theRow()).toBe('row-31');
  });

  test('that was received before has the newer one sent in its place, for it may have overwritten it', async () => {
    const { deliver, stored, sent, theRow } = world();
    await deliver(rowAsOf(31));
    stored.set([...stored.keys()][0] ?? '', 'row-16');
    expect(await deliver(rowAsOf(16, { receiveCount: 2 }))).toEqual([]);
    expect(sent).toEqual(['row-31', 'row-31']);
    expect(theRow()).toBe('row-31');
  });

  test('comes back where the newer one cannot be sent again', async () => {
    const { deliver, dependencies, sent } = world();
    const attempt: DeliveryDependencies['attempt'] = async (rows, remainingMs) => {
      if (sent.length === 0) await deliver(rowAsOf(31));
      return sent.length > 1 ? outage : await dependencies().attempt(rows, remainingMs);
    };
    expect(await deliver(rowAsOf(16), { attempt })).toEqual(['m-16']);
  });
});

test('an older row that was tried before has the newer one sent again, though both come in one window', async () => {
  const { dependencies, sent, theRow } = world();
  const attempt: DeliveryDependencies['attempt'] = async (rows, remainingMs) => {
    await deliverEvents([rowAsOf(31)], dependencies());
    await dependencies().attempt(rows, remainingMs);
    return outage;
  };
  expect(await deliverEvents([rowAsOf(16)], dependencies({ attempt }))).toEqual(['m-16']);
  expect(theRow()).toBe('row-16');
  const window = [rowAsOf(31, { receiveCount: 2 }), rowAsOf(16, { receiveCount: 2 })];
  expect(await deliverEvents(window, dependencies())).toEqual([]);
  expect(theRow()).toBe('row-31');
  expect(sent).toEqual(['row-31', 'row-16', 'row-31']);
});

test('a newer row replaces an older one, and one equally new with other figures does too', async () => {
  const { deliver, sent } = world();
  await deliver(rowAsOf(16));
  await deliver(rowAsOf(31));
  const {
    source,
    accountId,
    receivedAt: _,
    ...same
  } = volumeEvent({
    id: 'other',
    asOf: '2026-11-23T09:31:00.000Z',
  });
  await deliver(packed('m-other', [same], { receivedAt }));
  expect(sent).toEqual(['row-16', 'row-31', 'other']);
});

test('a row as of a time to come counts as of its receipt, so that a clock that runs fast shuts no later row out', async () => {
  const { deliver, sent } = world();
  await deliver(rowAsOf(59, { receivedAt: '2026-11-23T09:16:00.000Z' }));
  await deliver(rowAsOf(31, { receivedAt: '2026-11-23T09:31:00.000Z' }));
  expect(sent).toEqual(['row-59', 'row-31']);
});

test('the same row is not sent twice', async () => {
  const { deliver, sent } = world();
  await deliver(rowAsOf(31));
  expect(await deliver(rowAsOf(31, { receiveCount: 2 }))).toEqual([]);
  expect(sent).toEqual(['row-31']);
});

test('a row that leaves what is stored alone is recorded as the last word over nothing', async () => {
  const { deliver, sent } = world();
  await deliver(rowAsOf(31, {}, false));
  await deliver(rowAsOf(16));
  expect(sent).toEqual(['row-31', 'row-16']);
});

describe('while the table does not answer', () => {
  const down = () => Promise.reject(new Unavailable('the table'));

  test('volume rows come back unsent, since nobody knows whether they are the newest', async () => {
    const { deliver, sent } = world();
    expect(await deliver(rowAsOf(16), { volumes: { newest: down, record: down } })).toEqual(['m-16']);
    expect(sent).toEqual([]);
  });

  test('a row that was taken and could not be recorded comes back', async () => {
    const { deliver } = world();
    const volumes = { ...volumesInMemory(), record: down };
    expect(await deliver(rowAsOf(16), { volumes })).toEqual(['m-16']);
  });
});

/** What may befall one delivery of a message. */
type Fate =
  | 'delivered'
  | 'outage'
  | 'taken-then-outage'
  | 'taken-then-crash'
  | 'overtaken'
  | 'handed-out-again';
const fate = fc.constantFrom<Fate>(
  'delivered',
  'outage',
  'taken-then-outage',
  'taken-then-crash',
  'overtaken',
  'handed-out-again',
);

test('the newest row has the last word, whatever order, repetition, overtaking and crash befall the messages', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { minLength: 2, maxLength: 5 }),
      fc.array(fate, { maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 12 }),
      async (asOfs, fates, sizes) => {
        const { dependencies, theRow } = world();
        let waiting = asOfs.map((asOf) => ({ asOf, receives: 0 }));
        const [left, windows] = [[...fates], [...sizes]];
        const deliverNext = async (): Promise<void> => {
          const window = waiting.splice(0, windows.shift() ?? 1).map(({ asOf, receives }) => ({
            asOf,
            receives: receives + 1,
          }));
          if (window.length === 0) return;
          const befalls = left.shift() ?? 'delivered';
          const attempt: DeliveryDependencies['attempt'] = async (rows, remainingMs) => {
            if (befalls === 'outage') return outage;
            if (befalls === 'overtaken') await deliverNext();
            const answer = await dependencies().attempt(rows, remainingMs);
            if (befalls === 'taken-then-crash') throw new Error('the process dies');
            return befalls === 'taken-then-outage' ? outage : answer;
          };
          const messages = window.map(({ asOf, receives }) => rowAsOf(asOf, { receiveCount: receives }));
          const returned = await deliverEvents(messages, dependencies({ attempt })).catch(() =>
            messages.map(({ messageId }) => messageId),
          );
          const isBack = ({ asOf }: { asOf: number }) =>
            befalls === 'handed-out-again' || returned.includes(rowAsOf(asOf).messageId);
          waiting = [...waiting, ...window.filter(isBack)];
        };
        while (waiting.length > 0) await deliverNext();
        expect(theRow()).toBe(`row-${Math.max(...asOfs)}`);
      },
    ),
    { numRuns: 2000 },
  );
});
