import {
  CloudWatchLogsClient,
  GetQueryResultsCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../../../infra/ops/parse-command.ts';
import { runCommand } from '../../../../infra/ops/run-command.ts';
import { createSearchLogs, type LogRecord } from '../../../../infra/ops/trace/search-logs.ts';
import { deploymentOf, letterOf, screen } from '../sample.ts';

const id = '0f6c2f0e-1111-4222-8333-444455556666';
const eventId = 'a'.repeat(64);
const accepted: LogRecord = {
  at: '2026-11-23T09:00:01.000Z',
  function: 'receive-webhook',
  requestId: id,
  message: { event: 'webhook-accepted', source: 'zoom', events: 1, ids: [eventId.slice(0, 16)] },
};
const delivered: LogRecord = {
  at: '2026-11-23T09:00:32.500Z',
  function: 'deliver-events',
  requestId: 'window',
  message: {
    event: 'request-settled',
    request: 'the-request',
    call: 'bulkInsertAgentActivity',
    outcome: 'delivered',
    rowsOf: [id],
  },
};

/** Logs of these lines, and what they were searched for. */
function logsOf(records: readonly LogRecord[]) {
  const searched: { texts: readonly string[]; fromMs: number; toMs: number }[] = [];
  const searchLogs = async (texts: readonly string[], time: { fromMs: number; toMs: number }) => {
    searched.push({ texts, ...time });
    const found = records.filter((record) => texts.some((text) => JSON.stringify(record).includes(text)));
    return { records: found, bytesScanned: 1_500_000, isCut: false };
  };
  return { searched, searchLogs };
}

async function trace(words: string, { searchLogs }: ReturnType<typeof logsOf>, letters = [letterOf()]) {
  const { deployment } = deploymentOf(letters, { searchLogs });
  const shown = screen(false, undefined, Date.parse('2026-11-23T10:00:00.000Z'));
  const command = parseCommand(['trace', ...words.split(' '), '--environment', 'test']);
  return { done: await runCommand(command, deployment, shown.terminal), ...shown };
}

describe('trace', () => {
  test('tells the story of a webhook with the delay from step to step', async () => {
    const { done, lines, written } = await trace(id, logsOf([accepted, delivered]));
    expect(done).toBe(true);
    expect(lines[0]).toBe(`${id}: delivered`);
    expect(lines[1]).toMatch(
      /^ {2}2026-11-23T09:00:01\.000Z +received +a genuine webhook of zoom: 1 event for the API queued$/,
    );
    expect(lines[2]).toMatch(
      /^ {2}2026-11-23T09:00:32\.500Z +\+31\.5 s +delivered +1 row by bulkInsertAgentActivity/,
    );
    expect(written.join('')).toContain(
      'searched 1.5 MB of logs since 2026-11-22T10:00:00.000Z and 1 dead letter',
    );
  });

  test.each([
    ['an event’s id, of which the log has the beginning', eventId],
    ['the id of the request that delivered it', 'the-request'],
  ])('finds a webhook by %s', async (_, given) => {
    const { lines } = await trace(given, logsOf([accepted, delivered]));
    expect(lines[0]).toBe(`${id}: delivered`);
  });

  test('finds a webhook by the id of its dead letter, and by its own where only the dead letter is left', async () => {
    const letter = letterOf({ correlationId: id });
    expect((await trace(letter.id, logsOf([]), [letter])).lines[0]).toBe(`${id}: dead-lettered`);
    expect((await trace(id, logsOf([]), [letter])).lines[0]).toBe(`${id}: dead-lettered`);
  });

  test('shows a dead letter of before there were correlation ids by itself', async () => {
    const { done, lines } = await trace(letterOf().id, logsOf([]));
    expect({ done, lines }).toEqual({
      done: true,
      lines: [expect.stringContaining('of before there were correlation ids')],
    });
  });

  test('fails where nothing is known, and says what was searched and what may be', async () => {
    const { done, lines } = await trace('nobody-knows-me', logsOf([accepted]));
    expect(done).toBe(false);
    expect(lines.join(' ')).toMatch(
      /nothing is known of nobody-knows-me: .* since 2026-11-22T10:00.* 1 dead letter an ID is/,
    );
  });

  test('searches as far back as it is told', async () => {
    const logs = logsOf([accepted]);
    await trace(`${id} --since 90m`, logs);
    await trace(`${id} --since 2026-11-23T09:30:00Z`, logs);
    expect(logs.searched.map(({ fromMs }) => new Date(fromMs).toISOString())).toEqual([
      '2026-11-23T08:30:00.000Z',
      '2026-11-23T09:30:00.000Z',
    ]);
  });

  test.each([
    ['', 'after trace: got nothing'],
    ['abc', 'one ID of 4 characters or more'],
    ['one two', 'after trace: got "one two"'],
    [`${id} --since yesterday`, '--since: got "yesterday"'],
    [`${id} --yes`, '--yes is no option of trace'],
  ])('refuses %j', (words, message) => {
    const args = ['trace', ...words.split(' ').filter(Boolean), '--environment', 'test'];
    expect(() => parseCommand(args)).toThrow(message);
  });
});

describe('the search by CloudWatch Logs Insights', () => {
  const groups = new Map([['group-of-receive', 'receive-webhook']] as const);
  const time = { fromMs: 1_000, toMs: 61_500 };

  test('waits for the query, politely, and reads Lambda’s lines of our functions', async () => {
    const client = mockClient(CloudWatchLogsClient);
    client.on(StartQueryCommand).resolves({ queryId: 'q' });
    const { message, requestId } = accepted;
    const line = (log: string, text: string) => [
      { field: '@timestamp', value: '2026-11-23 09:00:01.000' },
      { field: '@message', value: text },
      { field: '@log', value: `123456789012:${log}` },
    ];
    client
      .on(GetQueryResultsCommand)
      .resolvesOnce({ status: 'Scheduled' })
      .resolvesOnce({ status: 'Running' })
      .resolves({
        status: 'Complete',
        results: [
          line('group-of-receive', JSON.stringify({ timestamp: 't', level: 'INFO', requestId, message })),
          line('group-of-receive', 'no JSON'),
          line('of-another', '{}'),
        ],
        statistics: { recordsMatched: 3, bytesScanned: 42 },
      });
    const slept: number[] = [];
    const sleep = async (ms: number) => void slept.push(ms);
    const search = createSearchLogs({
      client: new CloudWatchLogsClient({ region: 'us-east-1' }),
      groups,
      sleep,
    });
    expect(await search(['one', 'two'], time)).toEqual({
      records: [accepted],
      bytesScanned: 42,
      isCut: false,
    });
    expect(slept).toEqual([250, 500]);
    expect(client.commandCalls(StartQueryCommand)[0]?.args[0].input).toEqual({
      logGroupNames: ['group-of-receive'],
      startTime: 1,
      endTime: 62,
      queryString:
        'fields @timestamp, @message, @log | filter @message like "one" or @message like "two" | sort @timestamp asc | limit 1000',
    });
  });

  test.each([
    ['a query that fails', { status: 'Failed' } as const],
    ['one that never ends', { status: 'Running' } as const],
  ])('gives up %s', async (_, answer) => {
    const client = mockClient(CloudWatchLogsClient);
    client.on(StartQueryCommand).resolves({ queryId: 'q' });
    client.on(GetQueryResultsCommand).resolves(answer);
    const sleep = async () => {};
    const search = createSearchLogs({
      client: new CloudWatchLogsClient({ region: 'us-east-1' }),
      groups,
      sleep,
    });
    await expect(search(['one'], time)).rejects.toThrow(/did not finish the search/);
  });
});
