import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { synthesize } from '../../infra/aws/synthesize.ts';
import { writeBundle } from '../../infra/aws/write-bundle.ts';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { openConfiguration } from '../../shared/configuration/sealed-configuration.ts';
import { environmentSchemas, type FunctionName } from '../../shared/environment.ts';
import * as errors from '../../shared/errors.ts';
import { sources } from '../../shared/sources/registry.ts';
import { withAwsSources as configuration, logicalIdPrefixes, only } from './stack-under-test.ts';

const outdir = mkdtempSync(join(tmpdir(), 'adapter-bundles-'));
afterAll(() => rmSync(outdir, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

const names = Object.keys(logicalIdPrefixes) as FunctionName[];

/** The asset directory of each function. */
function bundle(settings: Configuration): Readonly<Record<FunctionName, string>> {
  const { template, directory } = synthesize({
    configuration: settings,
    outdir: mkdtempSync(join(outdir, 'assembly-')),
  });
  const directoryOf = (name: FunctionName) => {
    const { Code } = only(
      Template.fromJSON(template as object),
      'AWS::Lambda::Function',
      logicalIdPrefixes[name],
    );
    return join(directory, `asset.${(Code as { S3Key: string }).S3Key.replace(/\.zip$/, '')}`);
  };
  return {
    'receive-bus': directoryOf('receive-bus'),
    'receive-stream': directoryOf('receive-stream'),
    'receive-webhook': directoryOf('receive-webhook'),
    'deliver-events': directoryOf('deliver-events'),
    'refresh-token': directoryOf('refresh-token'),
    'record-contacts': directoryOf('record-contacts'),
    'roll-up': directoryOf('roll-up'),
    'record-dead-letters': directoryOf('record-dead-letters'),
  };
}

const assets = bundle(configuration);
const read = (name: FunctionName, file: string): unknown =>
  JSON.parse(readFileSync(join(assets[name], file), 'utf8'));
const modulesOf = (name: FunctionName) => (read(name, 'index.js.map') as { sources: string[] }).sources;

describe.each(names)('the bundle of %s', (name) => {
  test('loads as CommonJS from a directory of its own and exports exactly its handler', () => {
    vi.stubEnv('LAMBDA_TASK_ROOT', assets[name]);
    vi.stubEnv('AWS_REGION', 'us-east-1');
    for (const variable of Object.keys(environmentSchemas[name].shape)) vi.stubEnv(variable, 'a-name');
    const exported: unknown = createRequire(import.meta.url)(join(assets[name], 'index.js'));
    expect(exported).toEqual({ handler: expect.any(Function) });
    expect(Object.keys(exported as object)).toEqual(['handler']);
  });

  test('holds nothing but its code, its source map and its configuration', () => {
    expect(readdirSync(assets[name]).sort()).toEqual([
      'configuration.json',
      ...(name === 'receive-webhook' ? ['dynamodb.js', 'dynamodb.js.map'] : []),
      'index.js',
      'index.js.map',
      'package.json',
    ]);
    expect(read(name, 'package.json')).toEqual({ type: 'commonjs' });
    expect(openConfiguration(read(name, 'configuration.json'))).toEqual(configuration);
  });

  test('is built from its own entry', () => {
    expect(modulesOf(name).filter((path) => /^functions\/[^/]+\.ts$/.test(path))).toEqual([
      `functions/${name}.ts`,
    ]);
  });
});

test('the bundle of receive-webhook carries neither undici nor the languages of zod', () => {
  const heavy = modulesOf('receive-webhook').filter((path) =>
    /^node_modules\/(undici|zod\/v4\/locales\/(?!en\.|index\.))/.test(path),
  );
  expect(heavy).toEqual([]);
  // Nor does it ask Node for its web streams, which are loaded by the asking.
  const text = readFileSync(join(assets['receive-webhook'], 'index.js'), 'utf8');
  expect(/\bReadableStream\b/.test(text)).toBe(false);
});

test('receive-webhook loads the client of the table with its first dead letter, from a bundle that holds nothing of ours', () => {
  expect(modulesOf('receive-webhook').filter((path) => path.includes('dynamodb'))).toEqual([
    'infra/aws/bundle/dynamodb-on-demand.ts',
  ]);
  const later = read('receive-webhook', 'dynamodb.js.map') as { sources: string[] };
  expect(later.sources).toContain('node_modules/@aws-sdk/client-dynamodb/dist-es/DynamoDBClient.js');
  expect(later.sources.filter((path) => !/^(node_modules|infra\/aws\/bundle)\//.test(path))).toEqual([]);
});

test('a bundle carries the code of the configured vendors alone', () => {
  const { zoom } = configuration.sources;
  if (!zoom) throw new Error('the configuration has no source zoom');
  const directory = mkdtempSync(join(outdir, 'one-vendor-'));
  writeBundle({ name: 'receive-webhook', configuration: { ...configuration, sources: { zoom } }, directory });
  const map = JSON.parse(readFileSync(join(directory, 'index.js.map'), 'utf8'));
  const held = Object.keys(sources).filter((vendor) => map.sources.includes(`shared/sources/${vendor}.ts`));
  expect(held).toEqual(['zoom']);
  // Dead letters alone are compressed, where no vendor's proof takes a checksum.
  expect(readFileSync(join(directory, 'index.js'), 'utf8')).not.toContain('require("node:zlib")');
});

test('the bundles take credentials and settings from the environment alone, and load nothing of the SDK as ES modules', () => {
  for (const name of names) {
    const elsewhere =
      /credential-provider-(?!env)|nested-clients|loadSharedConfigFiles|shared-ini-file-loader\/readFile/;
    expect(modulesOf(name).filter((path) => elsewhere.test(path))).toEqual([]);
    expect(readFileSync(join(assets[name], 'index.js'), 'utf8')).not.toMatch(/\bimport\(/);
  }
});

test('an error has its class’s name in a bundle too', () => {
  const text = readFileSync(join(assets['receive-webhook'], 'index.js'), 'utf8');
  for (const name of Object.keys(errors).filter((each) => each !== 'AdapterError'))
    expect(text).toMatch(new RegExp(`\\b${name}=class extends AdapterError\\b`));
});

test('another deployment’s bundle carries its own configuration', () => {
  const other = { ...configuration, environment: 'other' };
  const text = readFileSync(join(bundle(other)['deliver-events'], 'configuration.json'), 'utf8');
  expect(openConfiguration(JSON.parse(text))).toEqual(other);
});

test('the same code and configuration give the same asset', () => {
  const hashOf = (directory: string) => directory.split('asset.').at(-1);
  expect(hashOf(bundle(configuration)['receive-webhook'])).toBe(hashOf(assets['receive-webhook']));
});
