import { expect, test } from 'vitest';
import { filteredMetrics } from '../../../infra/local/aws-endpoint/cloud-watch/filtered-metrics.ts';

const filter = {
  logGroup: 'receiving',
  field: ['message', 'event'],
  equals: 'webhook-accepted',
  namespace: 'Space',
  name: 'Accepted',
  dimensions: { source: ['message', 'source'] },
};
const timestamp = '2026-11-23T09:01:23.004Z';
const line = (message: unknown, more = {}) => JSON.stringify({ timestamp, level: 'INFO', message, ...more });

test('counts a line whose field holds the text, at its own time and with the dimensions that stand in it', () => {
  expect(filteredMetrics(line({ event: 'webhook-accepted', source: 'zoom' }), [filter])).toEqual([
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
  ['of another text', line({ event: 'webhook-ignored', source: 'zoom' })],
  ['that holds the text elsewhere', line({ event: 'x', source: 'webhook-accepted' })],
  ['that lacks a dimension', line({ event: 'webhook-accepted' })],
  ['that tells no time', JSON.stringify({ message: { event: 'webhook-accepted', source: 'zoom' } })],
  ['that is no JSON', 'the text "webhook-accepted" in words'],
])('counts no line %s', (_, text) => {
  expect(filteredMetrics(text, [filter])).toEqual([]);
});
