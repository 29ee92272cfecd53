import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import type { FunctionName } from '../../shared/environment.ts';

const root = join(import.meta.dirname, '../..');

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
  absWorkingDir: root,
  // The map names its sources relative to this, so the same code is the same asset wherever it was checked out.
  outfile: join(root, 'index.js'),
  write: false,
} satisfies BuildOptions;

export type BundleProps = {
  readonly name: FunctionName;
  readonly configuration: Configuration;
  readonly directory: string;
};

/**
 * Writes all that a function's asset holds into an empty directory: the bundle and the deployment's configuration.
 * esbuild is called in process: NodejsFunction runs it through npx, which takes a second for each function and may ask
 * the registry for news, where a synth must open no connection; and CDK's own bundling hook hands every asset that has
 * the same source directory the first one's bundle.
 */
export function writeBundle({ name, configuration, directory }: BundleProps): void {
  const { outputFiles } = buildSync({ ...bundling, entryPoints: [`functions/${name}.ts`] });
  for (const { path, contents } of outputFiles) writeFileSync(join(directory, basename(path)), contents);
  // Without it, a package.json further up that says "module" would make Node read the bundle as an empty ES module.
  writeJson(join(directory, 'package.json'), { type: 'commonjs' });
  writeJson(join(directory, 'configuration.json'), configuration);
}

function writeJson(path: string, data: unknown): void {
  writeFileSync(path, `${JSON.stringify(data, null, 2)}\n`);
}
