import { describe, expect, test } from 'vitest';
import { lineOverheadBytes, logBytes, polling } from '../../infra/ops/cost/assumptions.ts';
import { inventoryOf, memoryMb, runsPerDay } from '../../infra/ops/cost/inventory.ts';
import { functionDescription } from '../../shared/environment.ts';
import { accessLogLine } from './access-log-line.ts';
import {
  type Attributes,
  behindFirewall,
  configuration,
  configurationOf,
  connect,
  domain,
  genesys,
  only,
  propertiesOf,
  templateOf,
  withAwsSources,
} from './stack-under-test.ts';

const streamArn = 'arn:aws:kinesis:us-east-1:123456789012:stream/connect';
const deployments = {
  'webhooks alone': configuration,
  'a partner’s bus alone': configurationOf({ genesys }),
  'a stream of its own': withAwsSources,
  'a firewall that is required': behindFirewall,
  'a firewall beside the gateway': configurationOf(
    { zoom: { vendor: 'zoom' } },
    { region: 'us-east-1', http: { domain, firewall: { stage: 'beside' } } },
  ),
  'a firewall that has nothing to stand before': configurationOf(
    { genesys },
    { region: 'us-east-1', http: { domain, firewall: { stage: 'required' } } },
  ),
  'a stream that is there already': configurationOf({ connect: { ...connect, streamArn } }),
};

describe.each(Object.entries(deployments))('`ops cost` counts what the stack holds: %s', (_, settings) => {
  const template = templateOf(settings);
  const inventory = inventoryOf(settings);
  const all = (type: string) => Object.values(propertiesOf(template, type));
  const mappings = all('AWS::Lambda::EventSourceMapping');

  test('functions with their memory', () => {
    const held = all('AWS::Lambda::Function').map(({ Description, MemorySize }) => [Description, MemorySize]);
    const counted = inventory.functionNames.map((name) => [
      functionDescription(name, settings.environment),
      memoryMb[name],
    ]);
    expect(counted.sort()).toEqual(held.sort());
  });

  test('secrets, keys, streams, dashboards', () => {
    const { secrets, keys, streams, dashboards } = inventory;
    expect({ secrets, keys, streams, dashboards }).toEqual({
      secrets: all('AWS::SecretsManager::Secret').length,
      keys: all('AWS::KMS::Key').length,
      streams: all('AWS::Kinesis::Stream').length,
      dashboards: all('AWS::CloudWatch::Dashboard').length,
    });
  });

  test('alarms by their kind, and the metrics that each watches', () => {
    const alarms = all('AWS::CloudWatch::Alarm');
    const anomalies = alarms.filter(({ ThresholdMetricId }) => ThresholdMetricId);
    const watched = alarms.filter(({ ThresholdMetricId }) => !ThresholdMetricId).map(metricsIn);
    expect(inventory).toMatchObject({
      anomalyAlarms: anomalies.length,
      compositeAlarms: all('AWS::CloudWatch::CompositeAlarm').length,
      alarmMetrics: watched.reduce((sum, count) => sum + count, 0),
    });
  });

  test('queues that are polled: two with a maximum concurrency, which keeps five pollers, and those of dead letters', () => {
    const ofQueues = mappings.filter(({ EventSourceArn }) => JSON.stringify(EventSourceArn).includes('Arn"'));
    const limited = ofQueues.filter(({ ScalingConfig }) => ScalingConfig);
    const resting = ofQueues.filter(({ BatchSize, ScalingConfig }) => BatchSize === 10 && !ScalingConfig);
    expect([limited.length, resting.length]).toEqual([2, inventory.deadLetterMappings]);
    expect(polling.restingPollers).toBeLessThan(polling.pollers);
  });
});

const template = templateOf(configuration);

test('schedules run as often as they are counted', () => {
  const schedules = Object.values(propertiesOf(template, 'AWS::Scheduler::Schedule'));
  const expressions = schedules.map(({ ScheduleExpression }) => ScheduleExpression).sort();
  expect(expressions).toEqual(['cron(1,16,31,46 * * * ? *)', 'rate(10 minutes)']);
  expect(runsPerDay).toEqual({ 'refresh-token': (24 * 60) / 10, 'roll-up': 24 * 4 });
});

test('a line of the access log weighs what is counted', () => {
  const { AccessLogSettings } = only(template, 'AWS::ApiGatewayV2::Stage');
  const { Format } = AccessLogSettings as { Format: string };
  const line = accessLogLine(Format);
  expect(line).not.toContain('$');
  expect(Math.abs(line.length + lineOverheadBytes - logBytes.access)).toBeLessThan(20);
});

/** An alarm on one metric names it itself; one that reckons names all that it reckons with. */
function metricsIn({ Metrics }: Attributes): number {
  if (!Array.isArray(Metrics)) return 1;
  return Metrics.filter(({ MetricStat }: Attributes) => MetricStat).length;
}
