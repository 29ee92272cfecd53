import { describe, expect, test } from 'vitest';
import { longestInvocationMs } from '../../shared/deliver-events/time-left.ts';
import { environmentSchemas, type FunctionName } from '../../shared/environment.ts';
import {
  type Attributes,
  logicalIdPrefixes,
  only,
  propertiesOf,
  target,
  templateOf,
  withAwsSources,
} from './stack-under-test.ts';

const template = templateOf();
const wholeTemplate = templateOf(withAwsSources);
const logGroups = propertiesOf(wholeTemplate, 'AWS::Logs::LogGroup');

describe.each(Object.entries(logicalIdPrefixes))('%s', (name, prefix) => {
  const properties = only(wholeTemplate, 'AWS::Lambda::Function', `${prefix}Function`);
  const { Variables } = properties['Environment'] as { Variables: Attributes };

  test('runs on Node 24 on arm64', () => {
    expect(properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
    });
  });

  test('logs JSON to a group of its own that forgets when the configuration says so', () => {
    const { LogFormat, LogGroup, ApplicationLogLevel } = properties['LoggingConfig'] as Attributes;
    expect(LogFormat).toBe('JSON');
    expect(ApplicationLogLevel, 'metrics and traces are read from these lines').toBe('INFO');
    expect(target(LogGroup)).toBe(`${prefix}Log`);
    expect(logGroups[(LogGroup as { Ref: string }).Ref]).toMatchObject({ RetentionInDays: 14 });
  });

  test('gets exactly the variables that it reads', () => {
    const schema = environmentSchemas[name as FunctionName];
    expect(Object.keys(Variables).sort()).toEqual(Object.keys(schema.shape).sort());
  });

  test('finds names and addresses in its variables, never a secret', () => {
    const texts = Object.values(Variables).map((value) => JSON.stringify(value));
    expect(texts.filter((text) => /resolve:|SecretString/i.test(text))).toEqual([]);
    const literals = Object.values(Variables).filter((value) => typeof value === 'string');
    const expected: Readonly<Record<string, readonly string[]>> = {
      'receive-webhook': ['cloud-connect-adapter/test/source/'],
      'record-dead-letters': ['test'],
    };
    expect(literals).toEqual(expected[name] ?? []);
  });
});

test('the template has these functions and no other', () => {
  const ids = Object.keys(propertiesOf(template, 'AWS::Lambda::Function')).map((id) => target({ Ref: id }));
  expect(ids.sort()).toEqual([
    'DeliverEventsFunction',
    'ReceiveWebhookFunction',
    'RecordContactsFunction',
    'RecordDeadLettersFunction',
    'RefreshTokenFunction',
    'RollUpFunction',
  ]);
});

test('receive-webhook gives up while the vendor still waits, deliver-events has a minute', () => {
  expect(only(template, 'AWS::Lambda::Function', 'ReceiveWebhook')).toMatchObject({
    Timeout: 10,
    MemorySize: 512,
  });
  expect(only(template, 'AWS::Lambda::Function', 'DeliverEvents')).toMatchObject({
    Timeout: 60,
    MemorySize: 512,
  });
  expect(only(template, 'AWS::Lambda::Function', 'RefreshToken')).toMatchObject({
    Timeout: 30,
    MemorySize: 256,
  });
});

test('no invocation of deliver-events outlasts the time after which a suspect’s mark is a crash', () => {
  const { Timeout } = only(template, 'AWS::Lambda::Function', 'DeliverEvents');
  expect(Number(Timeout) * 1000).toBeLessThanOrEqual(longestInvocationMs);
});

describe('refresh-token', () => {
  const schedule = only(template, 'AWS::Scheduler::Schedule', 'RefreshToken');
  const scheduled = schedule['Target'] as Attributes;

  test('is run every 10 minutes with the time it was due', () => {
    expect(schedule).toMatchObject({ ScheduleExpression: 'rate(10 minutes)', State: 'ENABLED' });
    expect(target(scheduled['Arn'])).toBe('RefreshTokenFunction');
    expect(JSON.parse(String(scheduled['Input']))).toEqual({
      cause: 'schedule',
      scheduledTime: '<aws.scheduler.scheduled-time>',
    });
  });

  test('is dead-lettered after two more tries within the interval when it cannot be started', () => {
    expect(scheduled['RetryPolicy']).toEqual({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 600 });
    expect(target((scheduled['DeadLetterConfig'] as Attributes)['Arn'])).toBe('RefreshTokenDeadLetters');
  });

  test('is dead-lettered after two more tries within the interval when it fails', () => {
    const asynchronous = only(template, 'AWS::Lambda::EventInvokeConfig', 'RefreshToken');
    expect(asynchronous).toMatchObject({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 600 });
    expect(target(asynchronous['FunctionName'])).toBe('RefreshTokenFunction');
    const { OnFailure } = asynchronous['DestinationConfig'] as { OnFailure: Attributes };
    expect(target(OnFailure['Destination'])).toBe('RefreshTokenDeadLetters');
  });
});

describe('roll-up', () => {
  const schedule = only(template, 'AWS::Scheduler::Schedule', 'RollUp');
  const scheduled = schedule['Target'] as Attributes;

  test('is run a minute after every quarter hour', () => {
    expect(schedule).toMatchObject({ ScheduleExpression: 'cron(1,16,31,46 * * * ? *)', State: 'ENABLED' });
    expect(target(scheduled['Arn'])).toBe('RollUpFunction');
  });

  test('is tried twice more until the next run is due, and a run that failed stays in its dead letters', () => {
    expect(scheduled['RetryPolicy']).toEqual({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 900 });
    expect(target((scheduled['DeadLetterConfig'] as Attributes)['Arn'])).toBe('RollUpDeadLetters');
  });
});
