import { describe, expect, test } from 'vitest';
import { judgeStatus, judgeSync } from '../../../../infra/ops/doctor/check-stack.ts';
import { compareTemplates } from '../../../../infra/ops/doctor/compare-templates.ts';

const deliver = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    Description: 'deliver-events of cloud-connect-adapter, environment prod',
    Code: { S3Key: 'a.zip' },
    Timeout: 60,
  },
};
const templateOf = (Resources: object) => ({ Resources });
const compare = (deployed: object, here: object) => compareTemplates(templateOf(deployed), templateOf(here));

describe('two templates', () => {
  test('are the same whatever the order of their keys, their metadata, and what CloudFormation made of other than ASCII', () => {
    const ours = {
      Alarm: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: { AlarmDescription: 'A contact’s 😀', A: [{ b: 1, c: 2 }] },
      },
      Deliver1: { ...deliver, Metadata: { 'aws:asset:path': 'here' } },
    };
    const theirs = {
      Deliver1: { ...deliver, Metadata: { 'aws:cdk:path': 'there' } },
      CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'x' } },
      Alarm: {
        Properties: { A: [{ c: 2, b: 1 }], AlarmDescription: 'A contact?s ?' },
        Type: 'AWS::CloudWatch::Alarm',
      },
    };
    expect(compare(theirs, ours)).toEqual([]);
  });

  test('differ in a function’s code, which is told by the function’s name', () => {
    const Properties = { ...deliver.Properties, Code: { S3Key: 'b.zip' } };
    expect(compare({ DeliverA1B2C3D4: deliver }, { DeliverA1B2C3D4: { ...deliver, Properties } })).toEqual([
      { name: 'deliver-events', change: 'changed' },
    ]);
  });

  test('differ in the order of a list, in what is not deployed yet and in what is no longer here', () => {
    const queue = (list: number[]) => ({ Type: 'AWS::SQS::Queue', Properties: { list } });
    expect(
      compare(
        { EventsQueueA1B2C3D4: queue([1, 2]), OldQueueA1B2C3D4: queue([]) },
        { EventsQueueA1B2C3D4: queue([2, 1]), NewQueueA1B2C3D4: queue([]) },
      ),
    ).toEqual([
      { name: 'EventsQueue', change: 'changed' },
      { name: 'OldQueue', change: 'deployed, and no longer here' },
      { name: 'NewQueue', change: 'not deployed yet' },
    ]);
  });
});

test.each([
  ['CREATE_COMPLETE', 'ok'],
  ['UPDATE_COMPLETE', 'ok'],
  ['IMPORT_COMPLETE', 'ok'],
  ['UPDATE_IN_PROGRESS', 'warning'],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'warning'],
  ['UPDATE_ROLLBACK_COMPLETE', 'warning'],
  ['UPDATE_ROLLBACK_IN_PROGRESS', 'warning'],
  ['UPDATE_ROLLBACK_FAILED', 'failed'],
  ['ROLLBACK_COMPLETE', 'failed'],
  ['CREATE_FAILED', 'failed'],
  ['DELETE_IN_PROGRESS', 'failed'],
  ['DELETE_FAILED', 'failed'],
  ['REVIEW_IN_PROGRESS', 'failed'],
])('a stack that is %s is %s', (status, outcome) => {
  const deployedAt = new Date('2026-11-24T09:00:00Z');
  const found = judgeStatus({ status, reason: 'a reason', deployedAt });
  expect(found).toMatchObject({ outcome, says: `${status} since 2026-11-24T09:00:00.000Z: a reason` });
  if (outcome !== 'ok') expect(found.remedy).toContain('CloudFormation');
});

test('what differs is named, some of it, with how to deploy it', () => {
  const differences = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => ({
    name,
    change: 'changed' as const,
  }));
  expect(judgeSync(differences, 'npm run deploy -- -c environment=prod')).toEqual({
    outcome: 'warning',
    says:
      '7 resources differ from this checkout: ' +
      'a (changed), b (changed), c (changed), d (changed), e (changed) and 2 more',
    remedy: 'deploy it, or check out what is deployed: npm run deploy -- -c environment=prod',
  });
  expect(judgeSync([], '').outcome).toBe('ok');
});
