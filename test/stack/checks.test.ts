import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, expect, test } from 'vitest';
import { AdapterStack } from '../../infra/aws/adapter-stack.ts';
import { featureFlags } from '../../infra/aws/feature-flags.ts';
import { withoutBundles } from '../../infra/aws/synthesize.ts';
import { behindFirewall, hardened, withAwsSources } from './stack-under-test.ts';

const outdir = mkdtempSync(join(tmpdir(), 'adapter-checks-'));
afterAll(() => rmSync(outdir, { recursive: true }));

/** The app as infra/aws/app.ts builds it: every finding of an error's weight makes its synthesis throw. */
function checkedStack(configuration = withAwsSources): { app: App; stack: AdapterStack } {
  const app = new App({
    outdir: mkdtempSync(join(outdir, 'assembly-')),
    context: { ...featureFlags(), ...withoutBundles },
  });
  const stack = new AdapterStack(app, configuration);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, stack };
}

test.each([
  ['as it is by itself', withAwsSources],
  ['with everything that hardens it', hardened],
  ['behind a firewall', behindFirewall],
])(
  'passes the AwsSolutions pack and CloudFormation’s own rules %s',
  (_, configuration) => {
    const { app } = checkedStack(configuration);
    expect(() => app.synth()).not.toThrow();
  },
  120_000,
);

test('a resource that breaks a rule of the pack stops the synthesis', () => {
  const { app, stack } = checkedStack();
  new Queue(stack, 'Bare');
  expect(() => app.synth()).toThrow(/AwsSolutions-SQS3/);
});

/** Each finding that a stack accepts, with its reason. */
function acceptedBy(configuration: typeof withAwsSources): { finding: string; reason: string }[] {
  return checkedStack(configuration)
    .app.node.findAll()
    .flatMap(({ node }) => node.metadata.map(({ type, data }) => ({ path: node.path, type, data })))
    .filter(({ type }) => type === 'aws:cdk:acknowledged-rules')
    .flatMap(({ path, data }) =>
      Object.entries(data as Record<string, string>).map(([rule, reason]) => ({
        finding: `${path.replace(/^[^/]+\//, '')} ${rule.replace(/^\w+::/, '')}`,
        reason,
      })),
    );
}

test('the findings it accepts are these, each with its reason', () => {
  const accepted = acceptedBy(withAwsSources);
  expect(accepted.map(({ finding }) => finding)).toEqual([
    'Secrets/Credentials AwsSolutions-SMG4',
    'Secrets/Token AwsSolutions-SMG4',
    'Secrets/Source-zoom AwsSolutions-SMG4',
    'Secrets/Source-back-office AwsSolutions-SMG4',
    'RefreshToken/DeadLetters AwsSolutions-SQS3',
    'RollUp/DeadLetters AwsSolutions-SQS3',
    'WebhookApi/Api/ANY--webhooks--{source} AwsSolutions-APIG4',
    'ReceiveBus/DeadLetters AwsSolutions-SQS3',
    'ReceiveStream/Source/Stream AwsSolutions-KDS3',
    'ReceiveStream/GivenUp AwsSolutions-S1',
    expect.stringMatching(
      /^ReceiveStream\/Role AwsSolutions-IAM5\[Resource::<ReceiveStreamGivenUp\w+\.Arn>\/\*\]$/,
    ),
  ]);
  for (const { reason } of accepted) expect(reason.split(' ').length).toBeGreaterThan(8);
});

test.each([
  ['with everything that hardens it', hardened, ['WebhookApi/Api/ANY--webhooks--zoom AwsSolutions-APIG4']],
  [
    'behind a firewall',
    behindFirewall,
    [
      'Secrets/Origin AwsSolutions-SMG4',
      'WebhookApi/Front/Distribution AwsSolutions-CFR1',
      'WebhookApi/Front/Distribution AwsSolutions-CFR3',
    ],
  ],
])('%s it accepts beside those only what comes with that', (_, configuration, more) => {
  const known = acceptedBy(withAwsSources).map(({ finding }) => finding);
  const accepted = acceptedBy(configuration).filter(({ finding }) => !known.includes(finding));
  expect(accepted.map(({ finding }) => finding).toSorted()).toEqual(more);
  for (const { reason } of accepted) expect(reason.split(' ').length).toBeGreaterThan(8);
});
