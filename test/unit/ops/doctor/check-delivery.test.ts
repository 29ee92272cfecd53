import { describe, expect, test } from 'vitest';
import { checkDelivery, judgeDelivery } from '../../../../infra/ops/doctor/check-delivery.ts';
import type { DeliveryFigures } from '../../../../infra/ops/watch/read-deliveries.ts';
import { command, metricsOf, minuteMs, minutesOf, nowMs, patientOf } from './sample-patient.ts';

const nothing = { requests: [], failedRequests: [], delivered: [], refused: [], freshnessP95Ms: [] };
const judge = (figures: Partial<DeliveryFigures>) =>
  judgeDelivery({ call: 'bulkInsertAgentActivity', ...nothing, ...figures }, command, nowMs);

describe('requests', () => {
  test('none of which failed are well', () => {
    expect(
      judge({ requests: minutesOf(2, 1), failedRequests: minutesOf(0, 0), delivered: minutesOf(40, 2) }),
    ).toEqual([
      {
        outcome: 'ok',
        says: '42 states delivered in 3 requests in the last 15 minutes, none of which failed',
      },
    ]);
  });

  test('one of which took one row are told of in the singular', () => {
    const one = { requests: minutesOf(1), failedRequests: minutesOf(0), delivered: minutesOf(1) };
    const calls = ['bulkInsertAgentActivity', 'bulkInsertCallVolume'] as const;
    expect(calls.map((call) => judge({ call, ...one })[0]?.says)).toEqual([
      '1 state delivered in 1 request in the last 15 minutes, none of which failed',
      '1 volume row delivered in 1 request in the last 15 minutes, none of which failed',
    ]);
  });

  test('half of the latest of which failed are a failure, of which the runbook tells at api-fails', () => {
    const found = judge({ requests: minutesOf(2, 2), failedRequests: minutesOf(1, 1) });
    expect(found).toEqual([
      {
        outcome: 'failed',
        says: '2 of the last 4 requests with states failed: the API is not doing its part',
        remedy: 'what to do: README.md#api-fails',
      },
    ]);
    expect(judge({ requests: minutesOf(1), failedRequests: minutesOf(1) })[0]?.says).toContain(
      'the last request with states failed',
    );
  });

  test('few of which failed are a warning', () => {
    expect(judge({ requests: minutesOf(4, 4), failedRequests: minutesOf(1, 2) })).toMatchObject([
      { outcome: 'warning' },
    ]);
  });

  test('that failed lately, before others that did not, are a warning that says how long it will last', () => {
    expect(judge({ requests: minutesOf(5, 9, 3), failedRequests: minutesOf(5, 0, 0) })).toEqual([
      {
        outcome: 'warning',
        says: '5 of 17 requests with states failed in the last 15 minutes, and most of the latest went well',
        remedy: expect.stringContaining('well again in 3 min if no more fail'),
      },
    ]);
  });

  test('the last failed one of which is over five minutes ago are well again', () => {
    const requests = minutesOf(5, 0, 0, 0, 0, 3, 0);
    expect(
      judge({ requests, failedRequests: minutesOf(5, 0, 0, 0, 0, 0, 0), delivered: minutesOf(7) }),
    ).toEqual([
      {
        outcome: 'ok',
        says: '5 of 8 requests with states failed in the last 15 minutes, the last one 7 min ago; 7 states delivered',
      },
    ]);
  });

  test('of an outage in which the pauses have grown are judged by the last there were', () => {
    const at = (minutesAgo: number, value: number) => ({ atMs: nowMs - minutesAgo * minuteMs, value });
    expect(judge({ requests: [at(13, 9), at(7, 1)], failedRequests: [at(7, 1)] })).toMatchObject([
      { outcome: 'failed' },
    ]);
  });
});

test.each([
  [[179_000], 'ok'],
  [[180_000], 'warning'],
  [[200_000, 200_000, 1000], 'ok'],
  [[200_000, 200_000, 200_000], 'failed'],
])('states within %j ms of their time, five minutes each, are %s', (values, outcome) => {
  expect(judge({ freshnessP95Ms: minutesOf(...values) })).toMatchObject([{ outcome }]);
});

test('of volume, whose rows are as old as their interval, no freshness is told', () => {
  expect(judge({ call: 'bulkInsertCallVolume', freshnessP95Ms: minutesOf(900_000) })).toEqual([]);
});

test('rows that the API refused are a warning with the command that shows its words', () => {
  expect(judge({ refused: minutesOf(2, 1) })).toEqual([
    {
      outcome: 'warning',
      says: 'the API refused 3 of the states in the last 15 minutes',
      remedy:
        'see its words with npm run ops -- dead-letters list --reason refused --environment test; told until 15 minutes after the last one',
    },
  ]);
});

test('both calls are looked at, and where nothing was due that is well', async () => {
  const look = (points: Parameters<typeof metricsOf>[0]) => checkDelivery.look(patientOf(metricsOf(points)));
  expect(await look({})).toEqual([{ outcome: 'ok', says: 'nothing was due in the last 15 minutes' }]);
  const calls = ['bulkInsertAgentActivity', 'bulkInsertCallVolume'];
  const points = calls.flatMap((call) => [
    [`ApiErrors ${call}:SampleCount`, minutesOf(2)] as const,
    [`ApiErrors ${call}:Sum`, minutesOf(2)] as const,
  ]);
  const found = await look(Object.fromEntries(points));
  expect(found.map(({ outcome, says }) => [outcome, says.includes('volume rows')])).toEqual([
    ['failed', false],
    ['failed', true],
  ]);
});
