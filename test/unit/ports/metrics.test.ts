import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createMetrics } from '../../../shared/ports/metrics.ts';

afterEach(() => vi.restoreAllMocks());

/** The lines that publishing writes, past Lambda's `console`: wrapped in its JSON they would be no metrics. */
function published(measure: (metering: ReturnType<typeof createMetrics>) => void) {
  const lines: string[] = [];
  const stdout = new PassThrough().on('data', (chunk) => lines.push(...String(chunk).trim().split('\n')));
  vi.spyOn(process, 'stdout', 'get').mockReturnValue(stdout as unknown as typeof process.stdout);
  const logged = vi.spyOn(console, 'log');
  measure(createMetrics('test'));
  expect(logged).not.toHaveBeenCalled();
  return lines.map((line) => JSON.parse(line));
}

test('writes one line for each set of dimensions, in CloudWatch’s embedded metric format', () => {
  const lines = published(({ metrics, publish }) => {
    metrics('WebhooksAccepted', 1, { source: 'zoom' });
    metrics('TokenMinutesLeft', 42.5);
    publish();
  });
  expect(lines).toMatchObject([
    {
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: 'CloudConnectAdapter',
            Dimensions: [['service', 'environment', 'source']],
            Metrics: [{ Name: 'WebhooksAccepted', Unit: 'Count' }],
          },
        ],
      },
      environment: 'test',
      service: 'cloud-connect-adapter',
      source: 'zoom',
      WebhooksAccepted: 1,
    },
    { _aws: { CloudWatchMetrics: [{ Dimensions: [['service', 'environment']] }] }, TokenMinutesLeft: 42.5 },
  ]);
});

describe('every value, of which percentiles are taken, stands in lines of a hundred', () => {
  const values = [...Array(250).keys()];
  const call = 'bulkInsertCallVolume';

  test('whether they are told one by one', () => {
    const lines = published(({ metrics, publish }) => {
      for (const value of values) metrics('Freshness', value, { call });
      publish();
    });
    expect(lines.map(({ Freshness }) => Freshness.length)).toEqual([100, 100, 50]);
    expect(lines.flatMap(({ Freshness }) => Freshness)).toEqual(values);
  });

  test('or many at once, the lines the same but for their time', () => {
    const timeless = (lines: readonly { _aws: object }[]) =>
      lines.map((line) => ({ ...line, _aws: { ...line._aws, Timestamp: 0 } }));
    const oneByOne = published(({ metrics, publish }) => {
      metrics('RowsDelivered', 250, { call });
      for (const value of values) metrics('Freshness', value, { call });
      publish();
    });
    const atOnce = published(({ metrics, publish }) => {
      metrics('Freshness', [], { call });
      metrics('RowsDelivered', 250, { call });
      metrics('Freshness', values.slice(0, 30), { call });
      metrics('Freshness', values.slice(30), { call });
      publish();
      publish();
    });
    expect(timeless(atOnce)).toEqual(timeless(oneByOne));
  });
});

test('publishes what was measured once, and nothing where nothing was', () => {
  const lines = published(({ metrics, publish }) => {
    publish();
    metrics('RollUpRuns', 1);
    publish();
    publish();
  });
  expect(lines).toHaveLength(1);
});
