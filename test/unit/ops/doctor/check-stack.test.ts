import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  type StackStatus,
} from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { checkStack, judgeHardening } from '../../../../infra/ops/doctor/check-stack.ts';
import { behindFirewall, configuration, hardened } from '../../../stack/stack-under-test.ts';
import { accountIn, patientOf } from './sample-patient.ts';

const formation = mockClient(CloudFormationClient);
beforeEach(() => formation.reset());
afterAll(() => formation.restore());

const deployedAt = new Date('2026-11-24T12:00:00Z');
const queue = (Properties: object) => ({ Type: 'AWS::SQS::Queue', Properties });
const here = { Resources: { EventsQueue0A1B2C3D: queue({ VisibilityTimeout: 60 }) } };

function stackIs(StackStatus: StackStatus, StackStatusReason?: string) {
  const stack = { StackName: 'cloud-connect-adapter-test', CreationTime: deployedAt, StackStatus };
  formation
    .on(DescribeStacksCommand, { StackName: 'cloud-connect-adapter-test' })
    .resolves({ Stacks: [{ ...stack, ...(StackStatusReason && { StackStatusReason }) }] });
}
const deployed = (template: object) =>
  formation.on(GetTemplateCommand).resolves({ TemplateBody: JSON.stringify(template) });
const look = () =>
  checkStack.look(patientOf({}, { account: accountIn('eu-west-1'), synthesize: async () => here }));

test('a stack that is what this checkout makes is well', async () => {
  stackIs('UPDATE_COMPLETE');
  deployed(here);
  expect(await look()).toEqual([
    { outcome: 'ok', says: 'UPDATE_COMPLETE since 2026-11-24T12:00:00.000Z' },
    { outcome: 'ok', says: 'what is deployed is what this checkout makes' },
  ]);
});

test('a stack that is something else is a warning that names what differs, and how to deploy', async () => {
  stackIs('CREATE_COMPLETE');
  deployed({ Resources: { EventsQueue0A1B2C3D: queue({ VisibilityTimeout: 30 }) } });
  expect((await look())[1]).toEqual({
    outcome: 'warning',
    says: '1 resource differs from this checkout: EventsQueue (changed)',
    remedy: 'deploy it, or check out what is deployed: npm run deploy -- -c environment=test',
  });
});

test('a stack that is not there fails, with how to deploy it', async () => {
  const message = 'Stack with id cloud-connect-adapter-test does not exist';
  formation.on(DescribeStacksCommand).rejects(Object.assign(new Error(message), { name: 'ValidationError' }));
  expect(await look()).toEqual([
    {
      outcome: 'failed',
      says: 'it is not there, in this account and region',
      remedy: 'deploy it: npm run deploy -- -c environment=test',
    },
  ]);
});

test('that AWS does not answer is no stack that is not there', async () => {
  formation.on(DescribeStacksCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDenied' }));
  await expect(look()).rejects.toThrow('CloudFormation did not describe the stack (AccessDenied: no)');
});

describe('a stack in', () => {
  test.each([
    'ROLLBACK_COMPLETE',
    'UPDATE_ROLLBACK_FAILED',
    'CREATE_FAILED',
    'DELETE_IN_PROGRESS',
    'ROLLBACK_IN_PROGRESS',
  ] as const)('%s fails with AWS’s reason, and nothing is compared', async (status) => {
    stackIs(status, 'a resource failed');
    expect(await look()).toEqual([
      {
        outcome: 'failed',
        says: `${status} since 2026-11-24T12:00:00.000Z: a resource failed`,
        remedy: expect.stringContaining('CloudFormation'),
      },
    ]);
    expect(formation.commandCalls(GetTemplateCommand)).toHaveLength(0);
  });

  test.each(['UPDATE_ROLLBACK_COMPLETE', 'UPDATE_IN_PROGRESS', 'CREATE_IN_PROGRESS'] as const)(
    '%s is a warning',
    async (status) => {
      stackIs(status);
      deployed(here);
      expect(await look()).toMatchObject([{ outcome: 'warning' }, { outcome: 'ok' }]);
    },
  );
});

test('the local run has no stack', async () => {
  expect(await checkStack.look(patientOf())).toEqual([]);
});

describe('of what hardens a stack in steps', () => {
  const at = (stage: 'beside' | 'before' | 'required', customerKey: boolean | 'retired' = true) => {
    const http = { ...behindFirewall.http, firewall: { stage, mode: 'block' as const } };
    return judgeHardening({ http, encryption: { customerKey } }).map(({ outcome, says }) => [outcome, says]);
  };

  test('each that is on its way is a note, which changes no exit code', () => {
    expect(at('beside')).toEqual([['note', expect.stringContaining('beside the gateway')]]);
    expect(at('before')).toEqual([['note', expect.stringContaining('what comes past it is taken')]]);
    expect(at('required', 'retired')).toEqual([['note', expect.stringContaining('encrypts nothing new')]]);
  });

  test('nothing is told where they are gone to their end, or never began', () => {
    expect([configuration, hardened, behindFirewall].flatMap(judgeHardening)).toEqual([]);
  });

  test('the notes follow what is told of the stack itself', async () => {
    stackIs('CREATE_COMPLETE');
    deployed(here);
    const settings = { ...configuration, encryption: { customerKey: 'retired' as const } };
    const account = accountIn('eu-west-1');
    const found = await checkStack.look(
      patientOf({}, { account, synthesize: async () => here, configuration: async () => settings }),
    );
    expect(found.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'note']);
  });
});
