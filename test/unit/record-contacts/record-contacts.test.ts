import { describe, expect, test } from 'vitest';
import { Unavailable } from '../../../shared/errors.ts';
import { packEnvelopes } from '../../../shared/events/envelope.ts';
import { maxFactsBytes } from '../../../shared/record-contacts/merge-contact.ts';
import { message, milestone, minuteMs, world } from '../roll-up/world.ts';

const startMs = Date.parse('2026-11-23T09:00:00.000Z');
const down = async () => {
  throw new Unavailable('the table does not answer');
};

test('marks the row of each quarter hour that a window’s contacts count in, once', async () => {
  const { record, marks } = world();
  const told = [milestone('a', 'offered', '09:02:00'), milestone('b', 'offered', '09:03:00')];
  expect(await record([message('m1', told), message('m2', [milestone('c', 'offered', '09:16:00')])])).toEqual(
    [],
  );
  expect(
    [...marks.values()].map(({ collectionPoint, interval }) => `${collectionPoint}@${interval}`),
  ).toEqual(['support@2026-11-23T09:00:00', 'support@2026-11-23T09:15:00']);
});

test('tells of a mark when the first that touched its row came in', async () => {
  const { record, marks } = world();
  const at = (receivedAt: string) => ({ receivedAt });
  await record([
    message('m1', [milestone('a', 'offered', '09:02:00')], at('2026-11-23T09:04:00.000Z')),
    message('m2', [milestone('b', 'offered', '09:03:00')], at('2026-11-23T09:03:01.000Z')),
  ]);
  expect([...marks.values()]).toMatchObject([{ touchedAt: '2026-11-23T09:03:01.000Z' }]);
});

test('marks a row anew where it is told what it knows', async () => {
  const { record, marks } = world();
  const told = message('m1', [milestone('a', 'offered', '09:02:00')]);
  await record([told]);
  const [before] = [...marks.values()];
  await record([told]);
  const [after] = [...marks.values()];
  expect(after?.version).not.toBe(before?.version);
});

test('marks the row that a contact has left as well', async () => {
  const { record, marks } = world();
  await record([message('m1', [milestone('a', 'answered', '09:15:20', { agentId: 'ann' })])]);
  marks.clear();
  await record([message('m2', [milestone('a', 'offered', '09:14:50')])]);
  expect([...marks.values()].map(({ interval }) => interval).toSorted()).toEqual([
    '2026-11-23T09:00:00',
    '2026-11-23T09:15:00',
  ]);
});

test('marks nothing for a contact of which no collection point is told', async () => {
  const { record, marks } = world();
  await record([message('m1', [{ ...milestone('a', 'offered', '09:02:00'), collectionPoint: undefined }])]);
  expect(marks.size).toBe(0);
});

describe('gives back, for a later attempt', () => {
  const told = message('m1', [milestone('a', 'offered', '09:02:00')], { receiveCount: 2 });

  test.each([
    ['a message whose contact could not be written', { contacts: { replace: down } }],
    ['a message whose row could not be marked', { dirty: { mark: down } }],
    ['a message whose collection point could not be noted', { collectionPoints: { see: down } }],
  ])('%s, with a delay', async (_, broken) => {
    const { record, ports } = world();
    const delays: unknown[] = [];
    const whole = ports(async () => {});
    const overrides = Object.fromEntries(
      Object.entries(broken).map(([port, calls]) => [port, { ...Object(whole)[port], ...calls }]),
    );
    const queue = { delay: async (some: readonly unknown[]) => void delays.push(...some) };
    expect(await record([told], undefined, { ...overrides, queue })).toEqual(['m1']);
    expect(delays).toEqual([{ receiptHandle: 'm1', seconds: 23 }]);
  });

  test('at once what it has no time for', async () => {
    const { record, marks } = world();
    const delays: unknown[] = [];
    const queue = { delay: async (some: readonly unknown[]) => void delays.push(...some) };
    expect(await record([told], undefined, { queue, remainingMs: () => 14_000 })).toEqual(['m1']);
    expect(delays).toEqual([{ receiptHandle: 'm1', seconds: 0 }]);
    expect(marks.size).toBe(0);
  });

  test('a contact that others keep writing', async () => {
    const { record, ports } = world();
    const contacts = { ...ports(async () => {}).contacts, replace: async () => false };
    expect(await record([told], undefined, { contacts })).toEqual(['m1']);
  });
});

describe('dead-letters', () => {
  test('an event that is of no contact', async () => {
    const { record, letters } = world();
    const event = {
      type: 'agent-activity',
      id: 'e',
      agentId: '1',
      eventTime: '2026-11-23T09:00:00.000Z',
      state: 'X',
    } as const;
    const provenance = { source: 'standard', accountId: '1', receivedAt: '2026-11-23T09:00:01.000Z' };
    const [body = ''] = packEnvelopes(provenance, [event]);
    expect(await record([{ ...message('m1', []), body }])).toEqual([]);
    expect(letters).toMatchObject([
      { reason: 'unreadable', detail: 'agent-activity events belong in the events queue' },
    ]);
  });

  test('an event of a time whose contacts are no longer kept', async () => {
    const { record, letters } = world();
    const old = milestone('a', 'offered', '2026-11-08T00:00:00.000Z');
    expect(await record([message('m1', [old])])).toEqual([]);
    expect(letters).toMatchObject([{ reason: 'too-old' }]);
    expect(letters[0]?.detail).toContain('hours before it came in; no more than 360 can be counted');
  });

  test('an event that is redriven when the other contacts of its row are gone', async () => {
    const { record, letters, clock, marks } = world();
    const told = message('m1', [milestone('a', 'offered', '09:02:00')]);
    clock.nowMs += 29 * 24 * 60 * minuteMs;
    expect(await record([{ ...told, sentAtMs: clock.nowMs }])).toEqual([]);
    expect(letters).toMatchObject([{ reason: 'too-old' }]);
    expect(letters[0]?.detail).toContain('hours before it was recorded');
    expect(marks.size).toBe(0);
  });

  test('what is told of a contact beyond what is kept of one', async () => {
    const { record, letters, marks } = world();
    const perMessage = 300;
    const windows = Array.from({ length: maxFactsBytes / 100 / perMessage }, (_, index) =>
      message(
        `m${index}`,
        Array.from({ length: perMessage }, (__, each) =>
          milestone('a', 'held', new Date(startMs + index * perMessage + each).toISOString(), {
            legId: 'a leg with so long a name that few of them are enough',
          }),
        ),
      ),
    );
    expect(await record(windows)).toEqual([]);
    expect(letters).toHaveLength(maxFactsBytes / 100);
    expect(letters[0]).toMatchObject({ reason: 'too-large' });
    expect(marks.size).toBe(0);
  });

  test('a message that is no envelope of ours, whole', async () => {
    const { record, letters } = world();
    await record([{ ...message('m1', []), body: 'hello' }]);
    expect(letters).toMatchObject([{ reason: 'unreadable', original: 'hello' }]);
  });
});
