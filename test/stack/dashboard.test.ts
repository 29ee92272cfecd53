import { expect, test } from 'vitest';
import { metricNamespace, metricUnits } from '../../shared/metrics.ts';
import { only, propertiesOf, target, templateOf, withAwsSources } from './stack-under-test.ts';

type Widget = {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly properties: {
    readonly title: string;
    readonly metrics?: readonly (readonly unknown[])[];
    readonly alarms?: readonly string[];
  };
};

const template = templateOf(withAwsSources);
const dashboard = only(template, 'AWS::CloudWatch::Dashboard');
/** Its body, what is only known when it is deployed as `<LogicalId>`. */
const { 'Fn::Join': joined } = dashboard['DashboardBody'] as { 'Fn::Join': [string, unknown[]] };
const body = joined[1].map((part) => (typeof part === 'string' ? part : `<${target(part)}>`)).join('');
const { widgets } = JSON.parse(body) as { widgets: Widget[] };
const firstRow = widgets.filter(({ y }) => y === 0).sort((one, other) => one.x - other.x);

test('answers in its first row whether sources live, whether all is delivered, and how fresh it is', () => {
  expect(firstRow.map(({ properties }) => properties.title.replace(/\?.*/, '?'))).toEqual([
    'Is every source alive?',
    'Is everything delivered?',
    'How fresh?',
  ]);
});

test('shows every source, and freshness as percentiles', () => {
  const [alive, , fresh] = firstRow.map(({ properties }) => JSON.stringify(properties.metrics));
  for (const source of Object.keys(withAwsSources.sources)) expect(alive).toContain(`"source","${source}"`);
  for (const statistic of ['p50', 'p95', 'p99']) expect(fresh).toContain(`"stat":"${statistic}"`);
});

test('shows the state of every alarm', () => {
  const shown = widgets.flatMap(({ properties }) => properties.alarms ?? []);
  const alarms = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'].flatMap((type) =>
    Object.keys(propertiesOf(template, type)),
  );
  expect(shown).toHaveLength(alarms.length);
});

test('shows metrics that the functions write', () => {
  const ours = widgets
    .flatMap(({ properties }) => properties.metrics ?? [])
    .filter(([namespace]) => namespace === metricNamespace);
  expect(ours.length).toBeGreaterThan(20);
  expect(ours.map(([, name]) => name).filter((name) => !Object.hasOwn(metricUnits, String(name)))).toEqual(
    [],
  );
  const searched = [...body.matchAll(/MetricName=\\+"(\w+)\\+"/g)].map(([, name = '']) => name);
  expect(searched.sort()).toEqual(['DeadLetters', 'WebhooksRefused']);
});

test('has the deployment’s name, so that no two collide', () => {
  expect(dashboard['DashboardName']).toBe('cloud-connect-adapter-test');
});
