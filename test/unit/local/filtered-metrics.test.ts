import { expect, test } from 'vitest';
import { filteredMetrics } from '../../../infra/local/aws-endpoint/cloud-watch/filtered-metrics.ts';

const filter = {
  logGroup: 'receiving',
  conditions: [
    { field: ['message', 'event'], equals: 'webhook-accepted' },
    { field: ['message', 'service'], equals: undefined },
  ],
  namespace: 'Space',
  name: 'Accepted',
  dimensions: { source: ['message', 'source'] },
};
const timestamp = '2026-11-23T09:01:23.004Z';
const line = (message: unknown, more = {}) => JSON.stringify({ timestamp, level: 'INFO', message, ...more });

test('counts a line that meets all conditions, at its own time and with the dimensions that stand in it', () => {
  expect(
    filteredMetrics(line({ event: 'webhook-accepted', service: 'a', source: 'zoom' }), [filter]),
  ).toEqual([
    {
      namespace: 'Space',
      name: 'Accepted',
      dimensions: { source: 'zoom' },
      atMs: Date.parse(timestamp),
      value: 1,
    },
  ]);
});

test.each<[what: string, text: string]>([
  ['of another text', line({ event: 'webhook-ignored', service: 'a', source: 'zoom' })],
  ['that holds the text elsewhere', line({ event: 'x', service: 'a', source: 'webhook-accepted' })],
  ['that lacks a dimension', line({ event: 'webhook-accepted', service: 'a' })],
  ['that lacks a field which a condition asks for', line({ event: 'webhook-accepted', source: 'zoom' })],
  ['whose field is null', line({ event: 'webhook-accepted', service: null, source: 'zoom' })],
  [
    'that tells no time',
    JSON.stringify({ message: { event: 'webhook-accepted', service: 'a', source: 'zoom' } }),
  ],
  ['that is no JSON', 'the text "webhook-accepted" in words'],
])('counts no line %s', (_, text) => {
  expect(filteredMetrics(text, [filter])).toEqual([]);
});
