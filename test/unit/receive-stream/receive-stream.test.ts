import { describe, expect, test } from 'vitest';
import { Unavailable } from '../../../shared/errors.ts';
import { receiveStream } from '../../../shared/receive-stream/receive-stream.ts';
import { activity, fakeSource, keeping } from '../receive/aws-sample.ts';

const batch = (...contents: unknown[]) =>
  contents.map((content, index) => ({
    sequenceNumber: `4960000000000000000000000000000000000000000000000000000${index}`,
    data: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
  }));
const told = (from: string, ...agents: string[]) => ({ from, events: agents.map(activity) });

describe('a batch of records', () => {
  test('is enqueued packed per source, each in the order of its shard', async () => {
    const { kept, dependencies } = keeping();
    const records = batch(told('seven', 'a-1'), told('eight', 'b-1'), told('seven', 'a-2', 'a-3'));
    expect(await receiveStream(records, dependencies)).toBeUndefined();
    expect(kept.events.map(({ source, events }) => [source, events.map(({ agentId }) => agentId)])).toEqual([
      ['desk', ['a-1', 'a-2', 'a-3']],
      ['shop', ['b-1']],
    ]);
  });

  test('drops the records of an account that is not configured, and says so once', async () => {
    const { kept, dependencies } = keeping();
    expect(
      await receiveStream(batch(told('nine', 'c-1'), told('nine', 'c-2')), dependencies),
    ).toBeUndefined();
    expect(kept).toMatchObject({ events: [], letters: [] });
    expect(kept.log).toEqual([{ event: 'records-dropped', count: 2, origins: ['nine'] }]);
  });

  test.each([
    ['no JSON', '{"from":'],
    ['not of the shape', { from: 'seven', broken: true }],
    ['silent of whose it is', { hello: 'world' }],
  ])('sets aside whole a record that is %s, and goes on behind it', async (_, poison) => {
    const { kept, dependencies } = keeping();
    const records = batch(told('seven', 'a-1'), poison, told('seven', 'a-2'));
    expect(await receiveStream(records, dependencies)).toBeUndefined();
    expect(kept.letters).toMatchObject([{ reason: 'untranslatable', source: 'desk', accountId: '7' }]);
    expect(JSON.parse(kept.letters[0]?.original ?? '').body).toBe(records[1]?.data.toString());
    expect(kept.events[0]?.events.map(({ agentId }) => agentId)).toEqual(['a-1', 'a-2']);
  });

  test('keeps the bytes of a record that is no text', async () => {
    const { kept, dependencies } = keeping();
    const data = Buffer.from([0xff, 0x00, 0xfe]);
    await receiveStream([{ sequenceNumber: '1', data }], dependencies);
    const { body, bodyEncoding } = JSON.parse(kept.letters[0]?.original ?? '');
    expect(bodyEncoding).toBe('base64');
    expect(Buffer.from(body, 'base64').equals(data)).toBe(true);
  });

  test('comes back from the first record on whose events the queue did not take', async () => {
    const { dependencies } = keeping();
    const records = batch(told('nine', 'c-1'), told('seven'), told('eight', 'b-1'), told('seven', 'a-1'));
    const send = async () => {
      throw new Unavailable('not now');
    };
    const queues = { events: { send }, contacts: { send } };
    expect(await receiveStream(records, { ...dependencies, queues })).toBe(records[2]?.sequenceNumber);
  });

  test('comes back from the record on that could not be set aside', async () => {
    const { kept, dependencies } = keeping();
    const records = batch(told('seven', 'a-1'), 'not JSON', told('seven', 'a-2'));
    const put = async () => {
      throw new Unavailable('not now');
    };
    expect(await receiveStream(records, { ...dependencies, deadLetters: { put } })).toBe(
      records[1]?.sequenceNumber,
    );
    expect(kept.log.map(({ event }) => event)).toEqual(['set-aside-failed', 'records-accepted']);
  });

  test('sends nothing on from what comes back, since it would be sent again with every try', async () => {
    const { kept, dependencies } = keeping();
    const records = batch(told('seven', 'a-1'), 'not JSON', told('seven', 'a-2'), 'nor this');
    let tries = 0;
    const put = async () => {
      tries += 1;
      throw new Unavailable('not now');
    };
    await receiveStream(records, { ...dependencies, deadLetters: { put } });
    expect(kept.events.flatMap(({ events }) => events.map(({ agentId }) => agentId))).toEqual(['a-1']);
    expect(tries).toBe(1);
  });

  test('sends no source’s events on from behind another’s that the queue did not take', async () => {
    const { kept, dependencies } = keeping();
    const records = batch(
      told('eight', 'b-1'),
      told('seven', 'a-1'),
      told('seven', 'a-2'),
      told('eight', 'b-2'),
    );
    const { send: take } = dependencies.queues.events;
    const send = async (bodies: readonly string[]) => {
      if (kept.events.length === 0 && bodies.some((body) => body.includes('b-1'))) return refuse();
      await take(bodies);
    };
    const queues = { events: { send }, contacts: { send } };
    expect(await receiveStream(records, { ...dependencies, queues })).toBe(records[0]?.sequenceNumber);
    expect(kept.events).toEqual([]);
  });

  test('lets later records know what earlier ones told of agents', async () => {
    const source = fakeSource({
      translate: (event, { agents }) => {
        const { learn } = event as { learn?: string };
        if (learn) agents?.learn('key', learn);
        return { events: [activity(agents?.find('key') ?? 'nobody')], ignored: 0 } as ReturnType<
          typeof source.translate
        >;
      },
    });
    const { kept, dependencies } = keeping(source);
    await receiveStream(batch({ from: 'seven', learn: 'rowan' }, { from: 'seven' }), dependencies);
    expect(kept.events[0]?.events.map(({ agentId }) => agentId)).toEqual(['rowan', 'rowan']);
  });

  test('is nothing to a source that no stream feeds', async () => {
    const source = fakeSource({ arrival: () => ({ rule: { source: 'fake', detailTypes: [] } }) });
    const { kept, dependencies } = keeping(source);
    await expect(receiveStream(batch(told('seven', 'a-1')), dependencies)).rejects.toThrow();
    expect(kept.events).toEqual([]);
  });
});

async function refuse(): Promise<never> {
  throw new Unavailable('not now');
}

test('counts the records that were taken and those that cannot be read, not those that come back', async () => {
  const { kept, dependencies } = keeping();
  const send = async (bodies: readonly string[]) => {
    if (bodies.some((body) => body.includes('"shop"'))) throw new Unavailable('no queue');
  };
  const queues = { ...dependencies.queues, events: { send } };
  const read = [told('seven', 'a-1'), told('seven', 'a-2'), told('seven')];
  const records = batch(...read, { from: 'seven', broken: true }, told('eight', 'b-1'));
  await receiveStream(records, { ...dependencies, queues });
  expect(kept.measured).toEqual([
    { name: 'WebhooksUntranslatable', value: 1, source: 'desk' },
    { name: 'WebhooksAccepted', value: 2, source: 'desk' },
    { name: 'WebhooksIgnored', value: 1, source: 'desk' },
  ]);
});
