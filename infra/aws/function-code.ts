import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { type AssetCode, Code } from 'aws-cdk-lib/aws-lambda';
import { type BuildOptions, buildSync } from 'esbuild';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import type { FunctionName } from '../../shared/environment.ts';

const functionsDirectory = join(import.meta.dirname, '../../functions');

/**
 * CommonJS with the SDK inside and the modules' ESM builds shaken loads in half the time of ESM with the SDK outside.
 * Names are kept, because an error's name is its class's. The source map lies beside the bundle for reading stack
 * traces elsewhere: a function that loaded it would pay with every exception.
 */
const bundling = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  mainFields: ['module', 'main'],
  minify: true,
  keepNames: true,
  legalComments: 'none',
  sourcemap: 'external',
  sourcesContent: false,
  logLevel: 'warning',
} satisfies BuildOptions;

/**
 * The asset of a function: its bundle and the deployment's configuration.
 * esbuild is called in process, because NodejsFunction runs it through npx: a second for each function, and npx may
 * ask the registry for news, where a synth must open no connection.
 */
export function functionCode(name: FunctionName, configuration: Configuration): AssetCode {
  return Code.fromAsset(functionsDirectory, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('never-pulled'),
      local: {
        tryBundle(directory: string): boolean {
          bundleFunction({ entry: join(functionsDirectory, `${name}.ts`), directory, configuration });
          return true;
        },
      },
    },
  });
}

/** Writes the bundle of `entry` as `index.js`, with the configuration beside it, into `directory`. */
export function bundleFunction({ entry, directory, configuration }: BundleProps): void {
  buildSync({ ...bundling, entryPoints: [entry], outfile: join(directory, 'index.js') });
  // Without it, a package.json further up that says "module" would make Node read the bundle as an empty ES module.
  writeJson(join(directory, 'package.json'), { type: 'commonjs' });
  writeJson(join(directory, 'configuration.json'), configuration);
}

type BundleProps = {
  readonly entry: string;
  readonly directory: string;
  readonly configuration: Configuration;
};

function writeJson(path: string, data: unknown): void {
  writeFileSync(path, `${JSON.stringify(data, null, 2)}\n`);
}
