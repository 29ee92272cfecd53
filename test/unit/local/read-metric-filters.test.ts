import { expect, test } from 'vitest';
import { readDeployment } from '../../../infra/local/read-deployment.ts';
import { ConfigurationError } from '../../../shared/errors.ts';

const place = {
  assetDirectoryOf: (s3Key: string) => `/assets/${s3Key}`,
  stackName: 'stack',
  region: 'us-east-1',
  awsEndpoint: 'http://127.0.0.1:4566',
  httpUrl: 'http://127.0.0.1:3000',
};
const filtersOf = (FilterPattern: string, transformation: object = {}) =>
  readDeployment(
    {
      Resources: {
        Filter: {
          Type: 'AWS::Logs::MetricFilter',
          Properties: {
            FilterPattern,
            LogGroupName: 'a-log',
            MetricTransformations: [
              { MetricName: 'Accepted', MetricNamespace: 'Space', MetricValue: '1', ...transformation },
            ],
          },
        },
      },
    },
    place,
  ).metricFilters;

test('a metric filter is read as the field that it looks at and the dimensions that it takes from the line', () => {
  const Dimensions = [{ Key: 'source', Value: '$.message.source' }];
  expect(filtersOf('{ $.message.event = "webhook-accepted" }', { Dimensions })).toEqual([
    {
      logGroup: 'a-log',
      conditions: [{ field: ['message', 'event'], equals: 'webhook-accepted' }],
      namespace: 'Space',
      name: 'Accepted',
      dimensions: { source: ['message', 'source'] },
    },
  ]);
});

test('several conditions are read, of which one may take any text', () => {
  expect(filtersOf('{ ($.a.b = "c") && ($.d = "*") }')).toMatchObject([
    {
      conditions: [
        { field: ['a', 'b'], equals: 'c' },
        { field: ['d'], equals: undefined },
      ],
    },
  ]);
});

test.each<[what: string, pattern: string, transformation?: object]>([
  ['a pattern of two conditions without brackets', '{ $.a = "b" && $.c = "d" }'],
  ['a pattern of which one condition is enough', '{ ($.a = "b") || ($.c = "d") }'],
  ['a pattern with a wildcard within a text', '{ $.a = "b*" }'],
  ['a pattern of words', 'ERROR'],
  ['a value that is read from the line', '{ $.a = "b" }', { MetricValue: '$.count' }],
  ['a dimension that is no field', '{ $.a = "b" }', { Dimensions: [{ Key: 'source', Value: 'zoom' }] }],
])('%s is refused, naming the filter', (_, pattern, transformation) => {
  expect(() => filtersOf(pattern, transformation)).toThrow(ConfigurationError);
  expect(() => filtersOf(pattern, transformation)).toThrow(/^Filter \(AWS::Logs::MetricFilter\)/);
});
