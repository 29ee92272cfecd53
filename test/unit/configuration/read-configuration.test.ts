import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readConfiguration } from '../../../shared/configuration/read-configuration.ts';
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

const valid = {
  environment: 'example',
  cloudConnect: { baseUrl: 'https://cloud-connect.example.com/api' },
  sources: { support: { vendor: 'zoom' } },
};
const write = (text: string) => writeFileSync(join(directory, 'configuration.json'), text);

test('a function starts with the configuration of its asset', () => {
  write(JSON.stringify(valid));
  expect(readConfiguration()).toMatchObject({ sources: { support: { vendor: 'zoom' } } });
});

test.each<[rule: string, sources: object, words: RegExp]>([
  ['an unknown vendor', { support: { vendor: 'fax' } }, /sources\.support\.vendor = "fax": must be one of/],
  [
    'a code of more than 10 characters',
    { support: { vendor: 'zoom', codes: { reasons: { lunch: 'LUNCHBREAKS' } } } },
    /codes\.reasons\.lunch = "LUNCHBREAKS": must have at most 10 characters/,
  ],
  ['a missing zone', { support: { vendor: 'ringcx' } }, /sources\.support\.timeZone: must be set/],
  [
    'one URL for two sources',
    {
      support: { vendor: 'zoom', publicUrl: 'https://a.example/hook' },
      sales: { vendor: 'zoom', publicUrl: 'https://a.example/hook' },
    },
    /sources\.sales\.publicUrl = .*must be its own/,
  ],
])('no function starts with %s', (_, sources, words) => {
  write(JSON.stringify({ ...valid, sources }));
  expect(readConfiguration).toThrow(ConfigurationError);
  expect(readConfiguration).toThrow(words);
});

test('no function starts without a file that is JSON, and says which it is', () => {
  expect(readConfiguration).toThrow(ConfigurationError);
  write('{"environment":');
  expect(readConfiguration).toThrow(ConfigurationError);
  expect(readConfiguration).toThrow(/configuration\.json cannot be read: deploy the stack again/);
});
