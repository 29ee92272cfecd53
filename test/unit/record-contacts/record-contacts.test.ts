import { expect, test } from 'vitest';
import { Unavailable } from '../../../shared/errors.ts';
import { maxFactsBytes } from '../../../shared/record-contacts/merge-contact.ts';
import { packed } from '../deliver-events/sample.ts';
import { type Access, straight } from '../roll-up/table-in-memory.ts';
import { clock, handled, marked, message, milestone, world } from '../roll-up/world.ts';

/** A table that does not do these requests. */
function without(...refused: readonly string[]): Access {
  return async (operation, work) => {
    if (refused.includes(operation.what)) throw new Unavailable(`no ${operation.what}`);
    return straight(operation, work);
  };
}

const support = 'support 2026-11-23T09:00';

test('merges what a window tells of a contact and marks its row, with the time at which that came in', async () => {
  const { record, memory } = world();
  const [offered, ...rest] = handled('c1', clock('09:02:00'));
  if (!offered) throw new Error('a contact begins with its offer');
  const messages = [message('m1', rest), message('m2', [offered], { receivedAt: clock('09:15:10') })];
  expect(await record(messages)).toEqual([]);
  expect(memory.contacts.size).toBe(1);
  expect([...memory.marks.values()]).toMatchObject([
    { collectionPoint: 'support', interval: '2026-11-23T09:00:00', touchedAt: clock('09:15:10') },
  ]);
  expect(memory.seen.get('1')).toEqual(new Set(['support']));
});

test('marks a row once for all contacts of a window, as of the first that came in', async () => {
  const { record, memory } = world();
  await record([
    message('m1', handled('c1', clock('09:02:00'))),
    message('m2', handled('c2', clock('09:03:00')), { receivedAt: clock('09:15:05') }),
  ]);
  expect([...memory.marks.values()]).toMatchObject([{ touchedAt: clock('09:15:05') }]);
  expect(memory.versions).toBe(3);
});

test('renews the mark when the same is told again', async () => {
  const { record, memory } = world();
  const told = message('m1', handled('c1', clock('09:02:00')));
  await record([told]);
  const stored = [...memory.contacts];
  memory.marks.clear();
  await record([told]);
  expect(marked(memory)).toEqual([support]);
  expect([...memory.contacts]).toEqual(stored);
});

test('marks the quarter hour that a contact has left as well, whenever anything is told of it', async () => {
  const { record, memory } = world();
  const late = milestone('c1', clock('09:16:00'), 'offered support');
  const early = milestone('c1', clock('09:14:00'), 'offered support');
  await record([message('m1', [late])]);
  expect(marked(memory)).toEqual(['support 2026-11-23T09:15']);
  memory.marks.clear();
  await record([message('m2', [early])]);
  expect(marked(memory)).toEqual([support, 'support 2026-11-23T09:15']);
  memory.marks.clear();
  await record([message('m2', [early])]);
  expect(marked(memory)).toEqual([support, 'support 2026-11-23T09:15']);
});

test('leaves the rows of a contact of weeks alone whose other contacts may be kept no longer', async () => {
  const { record, setTime, memory } = world();
  await record([message('m1', [milestone('c1', clock('09:02:00'), 'offered support')])]);
  memory.marks.clear();
  setTime('2026-12-12T09:00:00.000Z');
  const told = [milestone('c1', '2026-12-12T08:59:00.000Z', 'ended')];
  expect(await record([message('m2', told, { receivedAt: '2026-12-12T08:59:01.000Z' })])).toEqual([]);
  expect(marked(memory)).toEqual([]);
});

test('makes a dead letter of an event that tells of longer ago than contacts are kept', async () => {
  const { record, memory } = world();
  const old = milestone('c1', '2026-11-08T09:15:00.000Z', 'offered support');
  const told = message('m1', [old, ...handled('c2', clock('09:02:00'))]);
  expect(await record([told])).toEqual([]);
  expect(memory.letters).toMatchObject([{ reason: 'too-old', id: expect.stringContaining('c1/') }]);
  expect(marked(memory)).toEqual([support]);
});

test('makes a dead letter of an event redriven so late that what else its row counted is gone', async () => {
  const { record, memory } = world();
  const [receivedAt, sentAt] = ['2026-10-01T09:15:00.000Z', clock('09:15:00')];
  const redriven = message('m1', handled('c1', '2026-10-01T09:02:00.000Z'), { receivedAt, sentAt });
  expect(await record([redriven])).toEqual([]);
  expect(memory.letters.map(({ reason }) => reason)).toEqual(Array(4).fill('too-old'));
  expect([memory.contacts.size, memory.marks.size]).toEqual([0, 0]);
});

test('takes an event that was redriven while all of its row is kept', async () => {
  const { record, memory } = world();
  const [receivedAt, sentAt] = ['2026-10-27T09:15:00.000Z', clock('09:15:00')];
  await record([message('m1', handled('c1', '2026-10-27T09:02:00.000Z'), { receivedAt, sentAt })]);
  expect(memory.letters).toEqual([]);
  expect(marked(memory)).toEqual(['support 2026-10-27T09:00']);
});

test('makes dead letters of what is told of a contact once it is more than is kept of one', async () => {
  const { record, memory } = world();
  const events = Array.from({ length: 60 }, (_, index) =>
    milestone(`c1`, clock('09:02:00'), `held @${String(index).padStart(50, 'x')}`),
  );
  const each = JSON.stringify({ at: clock('09:02:00'), milestone: 'held', agentId: 'x'.repeat(50) }).length;
  const windows = Math.ceil(maxFactsBytes / each / 60);
  for (let window = 0; window < windows; window += 1) {
    const told = events.map((event) => ({ ...event, legId: String(window) }));
    expect(await record([message(`m${window}`, told)])).toEqual([]);
  }
  expect(memory.letters.length).toBeGreaterThan(0);
  expect(memory.letters.length % 60).toBe(0);
  expect(memory.letters[0]).toMatchObject({ reason: 'too-large', detail: expect.stringContaining('c1') });
  expect(memory.contacts.size).toBe(1);
});

test('makes a dead letter of an event that is no contact’s, and takes the others of its message', async () => {
  const { record, memory } = world();
  const foreign = {
    type: 'agent-activity',
    id: 'e1',
    agentId: 'ann',
    eventTime: clock('09:02:00'),
    state: 'x',
  } as const;
  expect(await record([message('m1', [foreign, ...handled('c1', clock('09:02:00'))])])).toEqual([]);
  expect(memory.letters).toMatchObject([{ reason: 'unreadable' }]);
  expect(marked(memory)).toEqual([support]);
});

test('makes dead letters of a message that is no envelope and of one that waited over five days', async () => {
  const { record, memory } = world({ nowAt: '2026-11-29T09:16:00.000Z' });
  const broken = { ...message('m1', []), body: 'not JSON', sentAtMs: Date.parse('2026-11-29T09:00:00.000Z') };
  expect(await record([broken, message('m2', handled('c1', clock('09:02:00')))])).toEqual([]);
  expect(memory.letters.map(({ reason }) => reason)).toEqual(['unreadable', 'too-old']);
  expect(memory.contacts.size).toBe(0);
});

test('lets a message come back whose dead letter is not written', async () => {
  const { record, memory } = world();
  const foreign = packed('m1', [
    { type: 'agent-activity', id: 'e1', agentId: 'ann', eventTime: clock('09:02:00'), state: 'x' },
  ]);
  expect(await record([foreign], { access: without('deadLetters.put') })).toEqual(['m1']);
  expect(memory.delays).toEqual([{ receiptHandle: 'receipt-m1', seconds: 11 }]);
});

test.each(['contacts.read', 'contacts.point', 'contacts.replace', 'collectionPoints.see', 'dirty.mark'])(
  'lets a message come back, after a delay that grows, where the table does not do %s',
  async (request) => {
    const { record, memory } = world();
    const told = message('m1', handled('c1', clock('09:02:00')), { receiveCount: 3 });
    expect(await record([told], { access: without(request) })).toEqual(['m1']);
    expect(memory.delays).toEqual([{ receiptHandle: 'receipt-m1', seconds: 45 }]);
    expect(marked(memory)).toEqual([]);
  },
);

test('lets only the messages of the contact come back that was not merged', async () => {
  const { record, memory } = world();
  const messages = ['c1', 'c2', 'c3'].map((id) => message(`of-${id}`, handled(id, clock('09:02:00'))));
  let reads = 0;
  const access: Access = async (operation, work) => {
    if (operation.what === 'contacts.read') reads += 1;
    if (operation.what === 'contacts.read' && reads === 2) throw new Unavailable('not this one');
    return straight(operation, work);
  };
  expect(await record(messages, { access })).toEqual(['of-c2']);
  expect(memory.contacts.size).toBe(2);
});

test('lets every message come back of a row that is not marked, and none of another row', async () => {
  const { record } = world();
  const messages = [
    message('m1', handled('c1', clock('09:02:00'))),
    message('m2', handled('c2', clock('09:03:00'))),
    message('m3', handled('c3', clock('09:03:00'), 'sales')),
  ];
  let marks = 0;
  const access: Access = async (operation, work) => {
    if (operation.what === 'dirty.mark') marks += 1;
    if (operation.what === 'dirty.mark' && marks === 1) throw new Unavailable('not this one');
    return straight(operation, work);
  };
  expect(await record(messages, { access })).toEqual(['m1', 'm2']);
});

test('gives back at once what it has no time for, and touches nothing of it', async () => {
  const { record, memory } = world();
  const messages = ['c1', 'c2'].map((id) => message(`of-${id}`, handled(id, clock('09:02:00'))));
  const left = [20_000, 10_000];
  expect(await record(messages, { remainingMs: () => left.shift() ?? 0 })).toEqual(['of-c2']);
  expect(memory.delays).toEqual([{ receiptHandle: 'receipt-of-c2', seconds: 0 }]);
  expect(memory.contacts.size).toBe(1);
  expect(marked(memory)).toEqual([support]);
});

test('merges anew where another wrote the contact in between, and loses nothing of either', async () => {
  const { record, memory } = world();
  const [offered, answered, ...rest] = handled('c1', clock('09:02:00'));
  if (!offered || !answered) throw new Error('a contact begins with its offer');
  let isFirst = true;
  const access: Access = async (operation, work) => {
    if (operation.what === 'contacts.replace' && isFirst) {
      isFirst = false;
      await record([message('m2', [offered, answered])]);
    }
    return straight(operation, work);
  };
  expect(await record([message('m1', rest)], { access })).toEqual([]);
  const { facts } = JSON.parse([...memory.contacts.values()][0] ?? '');
  expect(facts.milestones).toHaveLength(4);
  expect(marked(memory)).toEqual([support]);
});

test('lets a message come back whose contact others write again and again', async () => {
  const { record } = world();
  let id = 0;
  const access: Access = async (operation, work) => {
    if (operation.what === 'contacts.replace') {
      id += 1;
      await record([message('m2', [milestone('c1', clock('09:03:00'), `held @a${id}`)])]);
    }
    return straight(operation, work);
  };
  expect(await record([message('m1', handled('c1', clock('09:02:00')))], { access })).toEqual(['m1']);
  expect(id).toBe(10);
});
