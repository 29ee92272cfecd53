import { describe, expect, test } from 'vitest';
import { configuration, only, propertiesOf, target, templateOf } from './stack-under-test.ts';

const template = templateOf();
const queues = Object.entries(propertiesOf(template, 'AWS::SQS::Queue'));
const policies = Object.values(propertiesOf(template, 'AWS::SQS::QueuePolicy'));
const redriven = queues.filter(([, { RedrivePolicy }]) => RedrivePolicy);

test('events and contacts have a queue with dead letters each, what is scheduled has dead letters', () => {
  expect(queues.map(([id]) => target({ Ref: id })).sort()).toEqual([
    'ContactsDeadLetters',
    'ContactsQueue',
    'EventsDeadLetters',
    'EventsQueue',
    'RefreshTokenDeadLetters',
    'RollUpDeadLetters',
  ]);
});

test('a message is handed out a thousand times before SQS itself moves it to the dead letters', () => {
  const redrives = redriven.map(([id, { RedrivePolicy }]) => {
    const { deadLetterTargetArn, maxReceiveCount } = RedrivePolicy as Record<string, unknown>;
    return [target({ Ref: id }), target(deadLetterTargetArn), maxReceiveCount];
  });
  expect(redrives).toEqual([
    ['EventsQueue', 'EventsDeadLetters', 1000],
    ['ContactsQueue', 'ContactsDeadLetters', 1000],
  ]);
});

describe.each(queues)('%s', (id, properties) => {
  test('is encrypted at rest and keeps messages 14 days', () => {
    expect(properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 24 * 3600 });
  });

  test('refuses everyone who does not come over TLS', () => {
    const own = policies.filter(({ Queues }) => JSON.stringify(Queues) === JSON.stringify([{ Ref: id }]));
    expect(own.map(({ PolicyDocument }) => PolicyDocument)).toMatchObject([
      {
        Statement: [
          {
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: 'sqs:*',
            Resource: { 'Fn::GetAtt': [id, 'Arn'] },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    ]);
  });
});

const mapping = only(template, 'AWS::Lambda::EventSourceMapping', 'DeliverEvents');
const recordings = Object.entries(propertiesOf(template, 'AWS::Lambda::EventSourceMapping'))
  .filter(([id]) => id.startsWith('RecordDeadLetters'))
  .map(([, properties]) => properties);

test('every dead-letter queue but that of runs, which hold nothing to deliver, is read by record-dead-letters, a message at a time where some fail', () => {
  const dead = queues
    .map(([id]) => target({ Ref: id }))
    .filter((name) => name.endsWith('DeadLetters') && !/^(RefreshToken|RollUp)/.test(name));
  expect(recordings.map(({ EventSourceArn }) => target(EventSourceArn)).sort()).toEqual(dead.sort());
  for (const recording of recordings) {
    expect(target(recording['FunctionName'])).toBe('RecordDeadLettersFunction');
    expect(recording).toMatchObject({ BatchSize: 10, FunctionResponseTypes: ['ReportBatchItemFailures'] });
  }
});

test('a dead-letter queue hides a message for six times the timeout of record-dead-letters', () => {
  const { Timeout } = only(template, 'AWS::Lambda::Function', 'RecordDeadLetters');
  const dead = queues.filter(([id]) => target({ Ref: id }).endsWith('DeadLetters'));
  for (const [, { VisibilityTimeout }] of dead) expect(VisibilityTimeout).toBe(6 * Number(Timeout));
});

test('the events queue hides a message for six times the timeout of its consumer and the window', () => {
  const consumer = (mapping['FunctionName'] as { Ref: string }).Ref;
  const { Timeout } = only(template, 'AWS::Lambda::Function', consumer);
  const { VisibilityTimeout } = only(template, 'AWS::SQS::Queue', 'EventsQueue');
  expect(VisibilityTimeout).toBe(6 * Number(Timeout) + configuration.delivery.windowSeconds);
});

test.each([
  ['EventsQueue', 'DeliverEvents'],
  ['ContactsQueue', 'RecordContacts'],
])(
  '%s is read by %s, with batch size, window and concurrency of the configuration, which tells its failures by message',
  (queue, consumer) => {
    const itsMapping = only(template, 'AWS::Lambda::EventSourceMapping', consumer);
    expect(itsMapping).toMatchObject({
      BatchSize: 700,
      MaximumBatchingWindowInSeconds: 25,
      ScalingConfig: { MaximumConcurrency: 3 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    expect(target(itsMapping['EventSourceArn'])).toBe(queue);
    expect(target(itsMapping['FunctionName'])).toBe(`${consumer}Function`);
  },
);
