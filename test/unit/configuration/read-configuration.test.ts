import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadEnvironment } from '../../../infra/environments/load-environment.ts';
import { readConfiguration } from '../../../shared/configuration/read-configuration.ts';
import { sealConfiguration } from '../../../shared/configuration/sealed-configuration.ts';
import { ConfigurationError } from '../../../shared/errors.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'asset-'));
  vi.stubEnv('LAMBDA_TASK_ROOT', directory);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
});

const filled = loadEnvironment('local');
const write = (text: string) => writeFileSync(join(directory, 'configuration.json'), text);

test('a function starts with the configuration that the stack sealed, whole', () => {
  write(sealConfiguration(filled));
  expect(readConfiguration()).toStrictEqual(JSON.parse(JSON.stringify(filled)));
  expect(readConfiguration()).toEqual(filled);
});

test.each<[rule: string, text: string]>([
  ['one that was changed after it was sealed', sealConfiguration(filled).replace('"LUNCH"', '"LAUNCH"')],
  ['one without a seal', JSON.stringify(filled)],
  ['the seal of another', JSON.stringify({ ...JSON.parse(sealConfiguration(filled)), seal: '0'.repeat(64) })],
  ['a seal alone', JSON.stringify({ seal: createHash('sha256').update('').digest('hex') })],
  ['no object', 'null'],
])('no function starts with %s, and says what to do', (_, text) => {
  expect(text).not.toBe(sealConfiguration(filled));
  write(text);
  expect(readConfiguration).toThrow(ConfigurationError);
  expect(readConfiguration).toThrow(
    /configuration\.json is not as the stack wrote it: change the environment's file .* and deploy the stack again/,
  );
});

test('no function starts without a file that is JSON, and says which it is', () => {
  expect(readConfiguration).toThrow(ConfigurationError);
  write('{"environment":');
  expect(readConfiguration).toThrow(ConfigurationError);
  expect(readConfiguration).toThrow(/configuration\.json cannot be read: deploy the stack again/);
});
