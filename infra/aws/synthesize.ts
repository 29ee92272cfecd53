import { App } from 'aws-cdk-lib';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { AdapterStack } from './adapter-stack.ts';
import { featureFlags } from './feature-flags.ts';

export type SynthesisOptions = {
  readonly configuration: Configuration;
  /** Where the assembly is written: the template and each function's bundle. */
  readonly outdir: string;
  /** False leaves the bundles empty, where only the template is of interest. */
  readonly bundles?: boolean;
};

export type Synthesis = {
  /** The CloudFormation template, as JSON. */
  readonly template: unknown;
  readonly templatePath: string;
  /** The assembly, where `asset.HASH` is the bundle whose `Code.S3Key` is `HASH.zip`. */
  readonly directory: string;
};

/**
 * Synthesizes the stack in this process: the same as `npm run synth`, but for the checks (cdk-nag, CloudFormation's
 * own), which take longer than everything else. Opens no connection.
 */
export function synthesize({ configuration, outdir, bundles = true }: SynthesisOptions): Synthesis {
  const app = new App({
    outdir,
    context: { ...featureFlags(), ...(!bundles && withoutBundles) },
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
    treeMetadata: false,
  });
  const stack = new AdapterStack(app, configuration);
  const assembly = app.synth();
  const { template, templateFullPath } = assembly.getStackArtifact(stack.artifactId);
  return { template, templatePath: templateFullPath, directory: assembly.directory };
}

/** CDK's own switch: the stacks whose assets are to be bundled. */
export const withoutBundles = { 'aws:cdk:bundling-stacks': [] } as const;
