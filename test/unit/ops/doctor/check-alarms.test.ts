import { CloudWatchClient, DescribeAlarmsCommand, type StateValue } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { checkAlarms } from '../../../../infra/ops/doctor/check-alarms.ts';
import { accountIn, patientOf } from './sample-patient.ts';

const watch = mockClient(CloudWatchClient);
beforeEach(() => watch.reset());
afterAll(() => watch.restore());

const since = new Date('2026-11-25T09:40:00Z');
const alarm = (name: string, StateValue: StateValue) => ({
  AlarmName: `cloud-connect-adapter-test-${name}`,
  StateValue,
  AlarmDescription: `It is so. What to do: README.md#${name}`,
  StateUpdatedTimestamp: since,
});
function look(...pages: { MetricAlarms?: object[]; CompositeAlarms?: object[] }[]) {
  pages.forEach((page, index) => {
    const [token, next] = [
      index === 0 ? undefined : `${index}`,
      index + 1 < pages.length ? `${index + 1}` : undefined,
    ];
    watch
      .on(DescribeAlarmsCommand, {
        AlarmNamePrefix: 'cloud-connect-adapter-test-',
        ...(token && { NextToken: token }),
      })
      .resolves({ ...page, ...(next && { NextToken: next }) });
  });
  return checkAlarms.look(patientOf({}, { account: accountIn('eu-west-1') }));
}

test('each alarm that rings fails, since when and with the heading that says what to do, whatever page it is on', async () => {
  const found = await look(
    { CompositeAlarms: [alarm('delivery-down', 'ALARM')], MetricAlarms: [alarm('rows-late', 'OK')] },
    { MetricAlarms: [alarm('api-fails', 'ALARM')] },
  );
  expect(found).toEqual(
    ['delivery-down', 'api-fails'].map((name) => ({
      outcome: 'failed',
      says: `${name} rings since 2026-11-25T09:40:00.000Z: It is so.`,
      remedy: `what to do: README.md#${name}`,
    })),
  );
});

test('alarms none of which rings are well, and those without data are counted', async () => {
  const alarms = [alarm('api-fails', 'OK'), alarm('rows-late', 'INSUFFICIENT_DATA')];
  expect(await look({ MetricAlarms: alarms })).toEqual([
    { outcome: 'ok', says: 'none of 2 alarms rings; 1 has too little data yet' },
  ]);
});

test('a stack without any is a warning, and the local run has none', async () => {
  expect(await look({})).toMatchObject([{ outcome: 'warning' }]);
  expect(await checkAlarms.look(patientOf())).toEqual([]);
});
