import { describe, expect, test } from 'vitest';
import { Unavailable } from '../../../shared/errors.ts';
import { receiveBus } from '../../../shared/receive-bus/receive-bus.ts';
import { activity, fakeSource, keeping } from '../receive/aws-sample.ts';

describe('an event off a bus', () => {
  test('is enqueued for the source that it is from', async () => {
    const { kept, dependencies } = keeping();
    await receiveBus({ from: 'eight', events: [activity('a-1')] }, dependencies);
    expect(kept.events).toMatchObject([
      {
        source: 'shop',
        accountId: '8',
        receivedAt: '2026-11-23T09:01:23.000Z',
        events: [{ agentId: 'a-1' }],
      },
    ]);
    expect(kept.letters).toEqual([]);
  });

  test('of an account that is not configured is dropped and told of, never enqueued nor kept', async () => {
    const { kept, dependencies } = keeping();
    await receiveBus({ from: 'nine', events: [activity('a-1')] }, dependencies);
    expect(kept).toMatchObject({
      events: [],
      letters: [],
      log: [{ event: 'event-dropped', origin: 'nine' }],
    });
  });

  test('that cannot be translated goes whole to the dead letters, once however often it is tried', async () => {
    const { kept, dependencies } = keeping();
    const event = { from: 'seven', broken: true, note: 'é' };
    await receiveBus(event, dependencies);
    await receiveBus(event, { ...dependencies, now: () => 0 });
    const [first, second] = kept.letters;
    expect(first).toMatchObject({
      reason: 'untranslatable',
      detail: 'it is broken',
      source: 'desk',
      accountId: '7',
      firstSeenAt: '2026-11-23T09:01:23.000Z',
    });
    expect(JSON.parse(JSON.parse(first?.original ?? '').body)).toEqual(event);
    expect(second?.id).toBe(first?.id);
  });

  test('whose translation is not of our schema is untranslatable too', async () => {
    const { kept, dependencies } = keeping();
    await receiveBus({ from: 'seven', events: [{ ...activity('a-1'), state: '' }] }, dependencies);
    expect(kept).toMatchObject({ events: [], letters: [{ reason: 'untranslatable' }] });
  });

  test('that our own code falls over is kept, not lost', async () => {
    const { kept, dependencies } = keeping(
      fakeSource({
        translate: () => {
          throw new TypeError('no such thing');
        },
      }),
    );
    await receiveBus({ from: 'seven' }, dependencies);
    expect(kept.letters).toMatchObject([{ detail: expect.stringContaining('no such thing') }]);
  });

  test.each([
    ['a queue', { queues: { events: { send: refuse }, contacts: { send: refuse } } }, {}],
    ['the table', { deadLetters: { put: refuse } }, { broken: true }],
  ])('is thrown back at Lambda where %s does not take it', async (_, broken, other) => {
    const { dependencies } = keeping();
    const event = { from: 'seven', events: [activity('a-1')], ...other };
    await expect(receiveBus(event, { ...dependencies, ...broken })).rejects.toThrow(Unavailable);
  });
});

async function refuse(): Promise<never> {
  throw new Unavailable('not now');
}

test('counts an event as accepted, ignored or untranslatable, by source', async () => {
  const { kept, dependencies } = keeping();
  await receiveBus({ from: 'seven', events: [activity('a-1')] }, dependencies);
  await receiveBus({ from: 'eight', events: [] }, dependencies);
  await receiveBus({ from: 'seven', broken: true }, dependencies);
  expect(kept.measured).toEqual([
    { name: 'WebhooksAccepted', value: 1, source: 'desk' },
    { name: 'WebhooksIgnored', value: 1, source: 'shop' },
    { name: 'WebhooksUntranslatable', value: 1, source: 'desk' },
  ]);
});
