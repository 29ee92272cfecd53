import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import {
  type AttributeValue,
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import dynalite from 'dynalite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Unavailable } from '../../../shared/errors.ts';
import { maxOriginalBytes } from '../../../shared/ports/dead-letter-items.ts';
import { createDeadLetters, type DeadLetter } from '../../../shared/ports/dead-letters.ts';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
let server: Server;
let client: DynamoDBClient;
let table: string;
let tables = 0;

beforeAll(async () => {
  server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  client = new DynamoDBClient({ region: 'us-east-1', endpoint: `http://127.0.0.1:${port}`, credentials });
});

afterAll(async () => {
  client.destroy();
  server.close();
});

beforeEach(async () => {
  table = `letters-${++tables}`;
  const keys = ['pk', 'sk'] as const;
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
});

const letter: DeadLetter = {
  id: 'agent-activity/e1',
  reason: 'refused',
  detail: 'AgentId is not known',
  source: 'desk',
  accountId: '7',
  firstSeenAt: '2026-11-23T09:01:23.000Z',
  lastSeenAt: '2026-11-23T09:02:00.000Z',
  original: '{"état":"\u{1f600}"}',
};

const put = (overrides: Partial<DeadLetter> = {}) =>
  createDeadLetters(client, table).put({ ...letter, ...overrides });

async function items(): Promise<Record<string, AttributeValue>[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
  return Items;
}

async function heads() {
  return (await items()).filter((item) => item['pk']?.S?.startsWith('dead-letter#'));
}

function textOf(item: Record<string, AttributeValue> | undefined): string | undefined {
  const bytes = item?.['original']?.B;
  return bytes && gunzipSync(bytes).toString();
}

describe('createDeadLetters', () => {
  it('writes one item, spread by its key, with the whole original', async () => {
    await put({ attempts: 3, status: 422, row: '{"AgentId":"4"}', counts: { rows: 1 } });
    const [item, ...others] = await items();
    expect(others).toEqual([]);
    expect(item).toMatchObject({
      pk: { S: expect.stringMatching(/^dead-letter#[0-9a-f]$/) },
      sk: { S: 'desk/agent-activity/e1' },
      id: { S: 'agent-activity/e1' },
      reason: { S: 'refused' },
      detail: { S: 'AgentId is not known' },
      source: { S: 'desk' },
      accountId: { S: '7' },
      firstSeenAt: { S: letter.firstSeenAt },
      lastSeenAt: { S: letter.lastSeenAt },
      attempts: { N: '3' },
      status: { N: '422' },
      row: { S: `{"AgentId":"4"}` },
      counts: { M: { rows: { N: '1' } } },
    });
    expect(textOf(item)).toBe(letter.original);
  });

  it('takes two of one id for one, with the newer words', async () => {
    await put();
    await put({ detail: 'still not known', lastSeenAt: '2026-11-23T10:00:00.000Z' });
    const found = await items();
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      detail: { S: 'still not known' },
      firstSeenAt: { S: letter.firstSeenAt },
      lastSeenAt: { S: '2026-11-23T10:00:00.000Z' },
    });
  });

  it('keeps the one that was seen first, in whatever order they come', async () => {
    const later = '2026-11-23T09:30:00.000Z';
    await put({ firstSeenAt: later });
    await put();
    await put({ firstSeenAt: later });
    expect(await items()).toEqual([expect.objectContaining({ firstSeenAt: { S: letter.firstSeenAt } })]);
  });

  it('tells the same id of two sources apart', async () => {
    await put();
    await put({ source: 'other' });
    expect(await items()).toHaveLength(2);
  });

  it('splits an original that does not fit into one item, and joins to the same text', async () => {
    const original = randomBytes(900_000).toString('base64');
    await put({ original });
    const [head, ...others] = await heads();
    expect(others).toEqual([]);
    expect(head).not.toHaveProperty('original');
    const parts = (await items())
      .filter((item) => item['pk']?.S === head?.['partsPk']?.S)
      .sort((one, other) => ((one['sk']?.S ?? '') < (other['sk']?.S ?? '') ? -1 : 1))
      .map((item) => item['original']?.B ?? Buffer.alloc(0));
    expect(parts).toHaveLength(Number(head?.['parts']?.N));
    expect(Math.max(...parts.map((part) => part.length))).toBe(maxOriginalBytes);
    expect(gunzipSync(Buffer.concat(parts)).toString()).toBe(original);
  });

  it('writes a split one again without adding to it', async () => {
    const original = randomBytes(600_000).toString('base64');
    await put({ original });
    const before = (await items()).length;
    await put({ original });
    expect(await items()).toHaveLength(before);
  });

  it('keeps the item within its limit however long the detail is', async () => {
    await put({ detail: '\u{1f600}'.repeat(300_000), original: randomBytes(340_000).toString('latin1') });
    const found = await heads();
    expect(found).toHaveLength(1);
    expect(found[0]?.['detail']?.S?.length).toBeLessThan(5000);
  });

  it('takes an id that is not well-formed Unicode', async () => {
    await put({ id: 'lone \ud800', detail: 'lone \udc00' });
    expect(await items()).toHaveLength(1);
  });

  it('needs no permission but PutItem, and writes the head after its parts', async () => {
    const mock = mockClient(DynamoDBClient);
    mock.on(PutItemCommand).resolves({});
    try {
      await put({ original: randomBytes(600_000).toString('base64') });
      const commands = mock.calls().map(({ args }) => args[0]);
      expect(commands.every((command) => command instanceof PutItemCommand)).toBe(true);
      const last = commands.at(-1) as PutItemCommand;
      expect(last.input.Item?.['pk']?.S).toMatch(/^dead-letter#/);
      expect(commands.length).toBeGreaterThan(2);
    } finally {
      mock.restore();
    }
  });

  it('is unavailable when the table does not take it', async () => {
    await expect(createDeadLetters(client, 'no-such-table').put(letter)).rejects.toThrow(Unavailable);
  });
});
