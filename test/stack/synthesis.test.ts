import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, expect, test } from 'vitest';
import { AdapterStack } from '../../infra/aws/adapter-stack.ts';
import { featureFlags } from '../../infra/aws/feature-flags.ts';
import { synthesize, withoutBundles } from '../../infra/aws/synthesize.ts';
import { compareTemplates } from '../../infra/ops/doctor/compare-templates.ts';
import { hardened, withAwsSources } from './stack-under-test.ts';

const scratch = mkdtempSync(join(tmpdir(), 'adapter-synthesis-'));
afterAll(() => rmSync(scratch, { recursive: true }));
const outdir = () => mkdtempSync(join(scratch, 'assembly-'));

/** The template as infra/aws/app.ts makes it for the CDK's command line, which deploys it. */
function deployedTemplate(configuration: typeof withAwsSources): unknown {
  const context = { ...featureFlags(), ...withoutBundles, 'aws:cdk:enable-path-metadata': true };
  const app = new App({ outdir: outdir(), context });
  const { artifactId } = new AdapterStack(app, configuration);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app.synth().getStackArtifact(artifactId).template;
}

const made = (configuration: typeof withAwsSources) =>
  synthesize({ configuration, outdir: outdir(), bundles: false }).template;

test('the stack that is deployed is, to the doctor, the one that is synthesized in process', () => {
  expect(compareTemplates(deployedTemplate(withAwsSources), made(withAwsSources))).toEqual([]);
}, 120_000);

test('another configuration is another stack, and the doctor sees it', () => {
  expect(compareTemplates(made(hardened), made(withAwsSources)).length).toBeGreaterThan(0);
}, 120_000);
