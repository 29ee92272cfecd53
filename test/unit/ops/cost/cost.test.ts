import { describe, expect, test, vi } from 'vitest';
import { lineOverheadBytes, logBytes } from '../../../../infra/ops/cost/assumptions.ts';
import { billOf } from '../../../../infra/ops/cost/bill.ts';
import { parseCost } from '../../../../infra/ops/cost/parse-cost.ts';
import { prices } from '../../../../infra/ops/cost/prices.ts';
import { readQueue } from '../../../../infra/ops/cost/read-queue.ts';
import { runCost } from '../../../../infra/ops/cost/run-cost.ts';
import { trafficOf } from '../../../../infra/ops/cost/traffic.ts';
import { workloadOf } from '../../../../infra/ops/cost/workload.ts';
import { ConfigurationError } from '../../../../shared/errors.ts';
import type { Log } from '../../../../shared/log.ts';
import { commonDimensions } from '../../../../shared/metrics.ts';
import { createMetrics } from '../../../../shared/ports/metrics.ts';
import { tellReceipt } from '../../../../shared/receive/tell-receipt.ts';
import { activity } from '../../receive-webhook/sample.ts';

const requestOf = (options: string) => {
  const request = parseCost(['cost', ...options.split(' ')]);
  if (!request) throw new Error('it is no cost');
  return request;
};
const workOf = (options: string) => workloadOf(requestOf(options));
const bill = (options: string) => billOf(workOf(options), requestOf(options));
const lineOf = (options: string, price: string) => bill(options).lines.find((line) => line.price === price);
const printed = (options: string) => {
  const lines: string[] = [];
  runCost(requestOf(options), { print: (line) => lines.push(line) });
  return lines;
};

describe('what is asked for', () => {
  test('is left to the other commands where it is none of cost', () => {
    expect(parseCost(['dead-letters', 'list'])).toBeUndefined();
  });

  test.each([
    ['neither events nor agents', '--json', 'cost needs --events-per-day N or --agents N'],
    ['no number', '--agents many', '--agents: got "many", allowed: a whole number from 1 to 1000000'],
    ['more hours than a day has', '--agents 5 --busy-hours 25', 'a whole number from 1 to 24'],
    ['no source at all', '--agents 5 --sources 0', 'a number of sources from 1 to 100, or NAME=SHARE'],
    ['a source twice', '--agents 5 --sources zoom=1,zoom=2', 'each name once'],
    ['a share of nothing', '--agents 5 --sources zoom=0', 'NAME=SHARE'],
    [
      'an option of another command',
      '--agents 5 --yes',
      '--yes is no option of cost; its options are --agents',
    ],
    ['a word', 'now --agents 5', 'after cost: got "now", allowed: options only'],
  ])('is refused: %s', (_, options, words) => {
    expect(() => requestOf(options)).toThrow(ConfigurationError);
    expect(() => requestOf(options)).toThrow(words);
  });

  test.each([
    ['a vendor that is none', '--agents 5 --sources zoomx=1', 'got "zoomx", allowed: aircall'],
    ['more contacts than events', '--events-per-day 600 --contacts-per-day 101', 'no more than 100'],
    ['an environment that is none', '--agents 5 --environment nowhere', 'There is no environment "nowhere"'],
    [
      'a source the environment has not',
      '--agents 5 --environment example --sources genesys=1',
      'those of example',
    ],
    [
      'a number beside an environment',
      '--agents 5 --environment example --sources 2',
      'shares of those of example',
    ],
  ])('is refused: %s', (_, options, words) => {
    expect(() => workOf(options)).toThrow(ConfigurationError);
    expect(() => workOf(options)).toThrow(words);
  });

  test('agents and events follow from each other, by the assumptions', () => {
    expect(workOf('--agents 200')).toMatchObject({ eventsPerDay: 100_000, contactsPerDay: 12_000 });
    expect(workOf('--events-per-day 100000')).toMatchObject({ agents: 200, statesPerDay: 28_000 });
  });

  test('sources are the environment’s, each with a part of the events', () => {
    const { configuration, parts } = workOf('--agents 5 --environment example');
    expect(Object.keys(configuration.sources)).toEqual(['back-office', 'zoom', 'aircall']);
    expect(parts).toEqual({ gateway: 1, partnerBus: 0, streamAndBus: 0 });
  });

  test('shares are of their sum, and each vendor’s events come its own way', () => {
    const { parts } = workOf('--agents 5 --sources zoom=50,genesys=30,amazon-connect=20');
    expect(parts).toEqual({ gateway: 0.5, partnerBus: 0.3, streamAndBus: 0.2 });
  });
});

describe('the bill', () => {
  test('is the sum of its lines, and told for a million events and an agent', () => {
    const { lines, usd, usdPerAgent, usdPerMillionEvents } = bill('--agents 200');
    expect(lines.reduce((sum, line) => sum + line.usd, 0)).toBeCloseTo(usd);
    expect(usdPerAgent).toBeCloseTo(usd / 200);
    expect(usdPerMillionEvents).toBeCloseTo((usd * 1e6) / (100_000 * (730 / 24)));
  });

  test('counts a request of the gateway for each webhook, in units of 512 KB', () => {
    expect(lineOf('--events-per-day 24000', 'gatewayRequest')?.quantity).toBeCloseTo(730_000);
    const packed = '--events-per-day 24000 --events-per-webhook 1000';
    expect(lineOf(packed, 'gatewayRequest')?.quantity).toBeCloseTo(730 * 3);
  });

  test('has no gateway where nothing comes by webhook, and a stream where one is needed', () => {
    const connect = '--agents 200 --sources amazon-connect';
    expect(lineOf(connect, 'gatewayRequest')).toBeUndefined();
    expect(lineOf(connect, 'streamHour')).toMatchObject({ quantity: 730, usd: 29.2 });
    expect(lineOf('--agents 200', 'streamHour')).toBeUndefined();
    expect(lineOf('--agents 200 --sources genesys', 'partnerEvent')?.quantity).toBeCloseTo(
      (100_000 * 730) / 24,
    );
  });

  test('asks empty queues day and night: two queues with five pollers, two of dead letters with two', () => {
    const least = lineOf('--events-per-day 1', 'queueRequest')?.quantity ?? 0;
    const polls = (pollers: number) => (pollers * 730 * 3600) / 20;
    expect(least).toBeGreaterThan(polls(5 + 5 + 2 + 2));
    expect(least).toBeLessThan(polls(5 + 5 + 2 + 2) * 1.05);
  });

  test('takes off what is free only where that is asked for, and no more than is used', () => {
    const free = bill('--agents 200 --free-tier');
    const line = (price: string) => free.lines.find((each) => each.price === price);
    expect(line('tableStorage')).toMatchObject({ usd: 0 });
    const requests = line('lambdaRequest');
    expect(requests?.free).toBe(1_000_000);
    expect(requests?.usd).toBeCloseTo((((requests?.quantity ?? 0) - 1_000_000) * 0.2) / 1e6);
    expect(bill('--agents 200').lines.every((each) => each.free === 0)).toBe(true);
  });

  test('grows with the agents, less than they do', () => {
    const small = bill('--agents 200').usd;
    const large = bill('--agents 2000').usd;
    expect(large).toBeGreaterThan(small * 3);
    expect(large).toBeLessThan(small * 10);
  });

  test('is less where a sender packs its events', () => {
    expect(bill('--agents 2000 --events-per-webhook 50').usd).toBeLessThan(bill('--agents 2000').usd / 1.5);
  });

  test('prints every service with what is paid for, and marks prices that nothing confirms', () => {
    const lines = printed('--agents 200');
    expect(lines.join('\n')).toMatch(/^SQS +3\.\d\d$/m);
    expect(lines.join('\n')).toMatch(/alarms on a learned rhythm \*/);
    expect(lines.join('\n')).toMatch(/^together +26\.\d\d$/m);
    expect(lines.at(-1)).toContain('--free-tier takes off');
  });

  test('prints one object with --json', () => {
    const [line = '', ...others] = printed('--agents 200 --json');
    expect(others).toEqual([]);
    expect(JSON.parse(line)).toMatchObject({ agents: 200, currency: 'USD', region: 'us-east-1' });
  });
});

describe('a queue', () => {
  const mapping = { pollers: 5, windowSeconds: 30, batchSize: 1000, busyHours: 10 };
  const read = (perSecond: number) =>
    readQueue({ busy: perSecond * 36_000, quiet: 0, eventsPerMessage: 1 }, mapping);

  test('with thin traffic makes a batch a poller and window, and a receive a message', () => {
    expect(read(10).batches).toBeCloseTo((5 / 30) * 36_000);
    expect(read(10).receives).toBeCloseTo(10 * 36_000 + 0.25 * 50_400);
  });

  test('with next to none makes a batch a message', () => {
    expect(read(0.01).batches).toBeCloseTo(360);
    expect(read(0.01).batchesPerWindow).toBe(1);
  });

  test('with dense traffic fills its batches and its receives', () => {
    expect(read(1000).batches).toBeCloseTo(36_000);
    expect(read(1000).receives).toBeCloseTo(100 * 36_000 + 0.25 * 50_400);
    expect(read(1000).deletes).toBeCloseTo(100 * 36_000);
  });
});

test('a quiet quarter hour has a row, and one with contacts is sent again as its contacts end', () => {
  const { volumeRows } = trafficOf(workOf('--agents 250 --busy-hours 10 --collection-points 10'));
  expect(volumeRows).toBeCloseTo(10 * (40 * 2.1 + 56));
});

test('every price says its unit, its month and where it is from', () => {
  for (const { usd, per, unit, asOf, source, seen } of Object.values(prices)) {
    expect(usd / per).toBeGreaterThan(0);
    expect([unit, seen].every((words) => words.length > 3)).toBe(true);
    expect(asOf).toMatch(/^20\d\d-(0\d|1[0-2])$/);
    expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/[\w/-]+\/pricing\//);
  }
});

test('a line of metrics weighs what is counted', () => {
  const written: string[] = [];
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const { metrics, publish } = createMetrics('production');
  metrics('WebhooksAccepted', 1, { source: 'zoom' });
  publish();
  stdout.mockRestore();
  const line = written.find((text) => text.includes('WebhooksAccepted')) ?? '';
  expect(Math.abs(line.length + lineOverheadBytes - logBytes.metric)).toBeLessThan(40);
});

test('a webhook’s receipt and its id in the line of its rows weigh what is counted', () => {
  const requestId = '0f9c2b7e-51d4-4e0a-9b1c-2d3e4f5a6b7c';
  const head = { timestamp: '2026-11-23T09:01:22.480Z', level: 'INFO', requestId };
  const lines: string[] = [];
  const log: Log = (_level, event, fields) =>
    void lines.push(JSON.stringify({ ...head, message: { event, ...fields } }));
  const provenance = { source: 'contact-center', correlationId: requestId };
  tellReceipt('webhook-accepted', [{ ...activity, id: 'a'.repeat(64) }], {
    ...{ provenance, log, ignored: 0 },
    ...commonDimensions('production'),
  });
  const [line = ''] = lines;
  const weight = line.length + lineOverheadBytes + `"${requestId}",`.length;
  expect(Math.abs(weight - logBytes.receipt)).toBeLessThan(20);
});
