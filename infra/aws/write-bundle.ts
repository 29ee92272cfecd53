import { rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { type BuildOptions, buildSync, type Metafile, type OutputFile } from 'esbuild';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { sealConfiguration } from '../../shared/configuration/sealed-configuration.ts';
import type { FunctionName } from '../../shared/environment.ts';
import { configuredVendors } from './bundle/configured-vendors.ts';

const root = join(import.meta.dirname, '../..');

/** What stands in a bundle in place of a package. */
function standIn(file: string): string {
  return join(root, 'infra/aws/bundle', file);
}

/**
 * CommonJS with the SDK inside and the modules' ESM builds shaken loads in half the time of ESM with the SDK outside.
 * Identifiers stay as they are, because an error's name is its class's, and keeping names otherwise takes a call for each
 * function that is made. The source map lies beside the bundle for reading stack traces elsewhere: a function that loaded
 * it would pay with every exception. The SDK imports `node:http` dynamically, which as an ES module brings Node's own
 * fetch along (https://github.com/nodejs/node/issues/59686): it is required instead.
 */
const bundling = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  mainFields: ['module', 'main'],
  minifyWhitespace: true,
  minifySyntax: true,
  supported: { 'dynamic-import': false },
  alias: {
    '@aws-sdk/credential-provider-node': standIn('environment-credentials.ts'),
    '@smithy/core/config': standIn('environment-config.ts'),
    '#sdk-config': join(root, 'node_modules/@smithy/core/dist-es/submodules/config/index.js'),
    '@smithy/core/event-streams': standIn('no-event-streams.ts'),
  },
  legalComments: 'none',
  sourcemap: 'external',
  sourcesContent: false,
  logLevel: 'warning',
  absWorkingDir: root,
  // The map names its sources relative to this, so the same code is the same asset wherever it was checked out.
  outfile: join(root, 'index.js'),
  write: false,
  metafile: true,
} satisfies BuildOptions;

/** The SDK's client of the table as a bundle of its own, loaded by what stands in for it. */
const onDemand = {
  entryPoint: 'infra/aws/bundle/dynamodb.ts',
  outfile: join(root, 'dynamodb.js'),
  path: './dynamodb.js',
  alias: { '@aws-sdk/client-dynamodb': standIn('dynamodb-on-demand.ts'), '#dynamodb': './dynamodb.js' },
} as const;

/** The SDK asks whether an answer of node:http's is one, which it never is, and merely to ask loads Node's web streams. */
const noWebStreams = { define: { ReadableStream: 'undefined' } } satisfies BuildOptions;

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
export function writeBundle({ name, ...props }: BundleProps): void {
  bundleEntry({ entryPoint: `functions/${name}.ts`, ...props });
}

export type EntryProps = Omit<BundleProps, 'name'> & {
  /** Relative to the project, or absolute. */
  readonly entryPoint: string;
  /** Files that stand in for packages. */
  readonly standIns?: Readonly<Record<string, string>>;
};

/**
 * The same for any entry, of which it gives the metafile: https://esbuild.github.io/api/#metafile. What receive-webhook needs for
 * its first dead letter alone is a bundle beside its own: within one file esbuild would keep all that the two share in pieces.
 */
export function bundleEntry({ entryPoint, configuration, directory, standIns }: EntryProps): Metafile {
  const vendors = join(directory, 'vendors.ts');
  writeFileSync(vendors, configuredVendors(configuration));
  const isReceiveWebhook = entryPoint === 'functions/receive-webhook.ts';
  const alias = {
    ...bundling.alias,
    '#vendors': vendors,
    ...(isReceiveWebhook && onDemand.alias),
    ...standIns,
  };
  const { outputFiles, metafile } = buildSync({
    ...bundling,
    ...(isReceiveWebhook && noWebStreams),
    alias,
    external: [onDemand.path],
    entryPoints: [entryPoint],
  });
  rmSync(vendors);
  const laterFiles = isReceiveWebhook ? builtOnDemand() : [];
  // That file is in another place each time, which must not make the same code another asset.
  const place = relative(root, vendors);
  for (const { path, text } of [...outputFiles, ...laterFiles])
    writeFileSync(join(directory, basename(path)), text.replace(place, 'shared/sources/vendors.ts'));
  // Without it, a package.json further up that says "module" would make Node read the bundle as an empty ES module.
  writeFileSync(join(directory, 'package.json'), '{"type":"commonjs"}\n');
  writeFileSync(join(directory, 'configuration.json'), sealConfiguration(configuration));
  return metafile;
}

function builtOnDemand(): OutputFile[] {
  const { entryPoint, outfile } = onDemand;
  return buildSync({ ...bundling, entryPoints: [entryPoint], outfile }).outputFiles;
}
