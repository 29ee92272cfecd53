import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { checkConfiguration } from '../../../../infra/ops/doctor/check-configuration.ts';
import { checkDeployment } from '../../../../infra/ops/doctor/check-deployment.ts';
import { checkIdentity } from '../../../../infra/ops/doctor/check-identity.ts';
import type { FunctionName } from '../../../../shared/environment.ts';
import { ConfigurationError, Unavailable } from '../../../../shared/errors.ts';
import { deploymentOf } from '../sample.ts';
import { accountIn, configuration, patientOf } from './sample-patient.ts';

describe('the configuration', () => {
  test('that is valid is told of by its sources and accounts', async () => {
    expect(await checkConfiguration.look(patientOf())).toEqual([
      { outcome: 'ok', says: 'infra/environments/test.json is valid: 3 sources of 1 account' },
    ]);
  });

  test('that is wrong fails with its faults and how to check it', async () => {
    const wrong = () => Promise.reject(new ConfigurationError('sources.zoom.vendor: got "zoon"'));
    expect(await checkConfiguration.look(patientOf({}, { configuration: wrong }))).toEqual([
      {
        outcome: 'failed',
        says: 'sources.zoom.vendor: got "zoon"',
        remedy: 'correct the file, and check it with npm run synth -- -c environment=test',
      },
    ]);
  });
});

describe('the identity', () => {
  const sts = mockClient(STSClient);
  const arn = 'arn:aws:sts::123456789012:assumed-role/Operator/ann';
  beforeEach(() => sts.reset().on(GetCallerIdentityCommand).resolves({ Account: '123456789012', Arn: arn }));
  afterAll(() => sts.restore());
  const look = (region: string) => checkIdentity.look(patientOf({}, { account: accountIn(region) }));

  test('is who asks AWS, where the stack is configured to be', async () => {
    expect(await look('eu-west-1')).toEqual([
      { outcome: 'ok', says: `account 123456789012, eu-west-1, as ${arn}` },
    ]);
  });

  test('in another region fails with the command for the right one', async () => {
    expect(await look('us-east-1')).toEqual([
      {
        outcome: 'failed',
        says: 'account 123456789012, but us-east-1 is asked, and the configuration puts the stack into eu-west-1',
        remedy: 'ask the configured region: npm run ops -- doctor --environment test --region eu-west-1',
      },
    ]);
  });

  test('is told in AWS’s words where it knows none', async () => {
    sts.on(GetCallerIdentityCommand).rejects(Object.assign(new Error('expired'), { name: 'ExpiredToken' }));
    await expect(look('eu-west-1')).rejects.toThrow('AWS did not tell who we are (ExpiredToken: expired)');
  });

  test('of the local run is none', async () => {
    expect(await checkIdentity.look(patientOf())).toMatchObject([
      { outcome: 'ok', says: expect.stringContaining('local run') },
    ]);
  });
});

describe('the deployment', () => {
  const all: readonly FunctionName[] = [
    ...(['deliver-events', 'record-contacts', 'record-dead-letters', 'refresh-token', 'roll-up'] as const),
    ...(['receive-webhook', 'receive-bus'] as const),
  ];
  function look(there: readonly FunctionName[], sources = configuration.sources) {
    const functionNames = new Map(there.map((name) => [name, `f-${name}`]));
    return checkDeployment.look(
      patientOf(
        { functionNames, environment: 'test' },
        { configuration: async () => ({ ...configuration, sources }) },
      ),
    );
  }

  test('has the functions that its sources need', async () => {
    expect(await look(all)).toEqual([{ outcome: 'ok', says: 'test has its 7 functions' }]);
  });

  test.each(all)('that lacks %s fails', async (name) => {
    expect(await look(all.filter((each) => each !== name))).toMatchObject([
      { outcome: 'failed', says: `test lacks ${name}` },
    ]);
  });

  test('needs nothing for webhooks where no source sends any, and no bus where none writes to one', async () => {
    const { genesys, ...webhooks } = configuration.sources;
    if (!genesys) throw new Error('no genesys');
    expect(
      await look(
        all.filter((name) => name !== 'receive-webhook'),
        { genesys },
      ),
    ).toMatchObject([{ outcome: 'ok' }]);
    expect(
      await look(
        all.filter((name) => name !== 'receive-bus'),
        webhooks,
      ),
    ).toMatchObject([{ outcome: 'ok' }]);
  });

  test('that does not answer fails, with how to start the local run, or to deploy', async () => {
    const { deployment } = deploymentOf([]);
    const opening = () => Promise.reject(new Unavailable('Lambda did not list its functions'));
    const local = await checkDeployment.look(patientOf(deployment, { opening }));
    expect(local).toMatchObject([
      {
        outcome: 'failed',
        says: 'Lambda did not list its functions',
        remedy: expect.stringContaining('npm start'),
      },
    ]);
    const onAws = await checkDeployment.look(
      patientOf(deployment, { opening, account: accountIn('eu-west-1') }),
    );
    expect(onAws[0]?.remedy).toBe('deploy it: npm run deploy -- -c environment=test');
  });
});
