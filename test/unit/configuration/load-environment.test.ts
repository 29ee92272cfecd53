import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadEnvironment } from '../../../infra/environments/load-environment.ts';
import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import { ConfigurationError } from '../../../shared/errors.ts';
import { sources } from '../../../shared/sources/registry.ts';

const directory = mkdtempSync(join(tmpdir(), 'environments-'));
afterAll(() => rmSync(directory, { recursive: true }));

const valid = {
  environment: 'north',
  cloudConnect: { baseUrl: 'https://cloud-connect.example.com/api' },
  sources: { support: { vendor: 'standard' } },
};

/** The message that loading these contents as `NAME.json` ends with. */
function faultOf(name: string, contents: string): string {
  const path = join(directory, `${name}.json`);
  writeFileSync(path, contents);
  try {
    loadEnvironment(name, directory);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  } finally {
    rmSync(path);
  }
  return 'no error';
}

test('the deployments in the repository are valid', () => {
  expect(loadEnvironment('example').environment).toBe('example');
  expect(loadEnvironment('local').environment).toBe('local');
});

test('the local deployment has one source per vendor, named like the vendor, with the URL it is called at', () => {
  const local = Object.entries(loadEnvironment('local').sources);
  expect(local.map(([name]) => name).sort()).toEqual(Object.keys(sources).sort());
  for (const [name, { vendor, publicUrl }] of local) {
    expect(vendor).toBe(name);
    if (sources[name]?.transport === 'webhook')
      expect(publicUrl).toBe(`http://127.0.0.1:8470/webhooks/${name}`);
  }
});

test('fills in the defaults of what the file leaves out', () => {
  writeFileSync(join(directory, 'north.json'), JSON.stringify(valid));
  expect(loadEnvironment('north', directory)).toMatchObject({
    delivery: { windowSeconds: 30, maxConcurrency: 2 },
    http: { requestsPerSecond: 1000, burst: 2000 },
    sources: { support: { accountId: '1', mediaTypes: ['voice'] } },
  });
});

test('is filled in as it can be validated again', () => {
  const filled = loadEnvironment('local');
  expect(parseConfiguration(JSON.parse(JSON.stringify(filled)), 'configuration.json')).toEqual(filled);
});

describe('refuses', () => {
  test('an unknown environment, listing those there are', () => {
    expect(() => loadEnvironment('nowhere')).toThrow(/"nowhere".*one of example, local/);
  });

  test('a name that leads out of the directory', () => {
    expect(() => loadEnvironment('../../package')).toThrow(/"\.\.\/\.\.\/package".*one of example, local/);
  });

  test('a file that is not JSON, naming it', () => {
    expect(faultOf('broken', '{ "environment": ')).toMatch(/broken\.json is not JSON: .*/);
  });

  test('a key that stands twice, naming where: the first of two sources by one name would get nothing', () => {
    const twice =
      '{"vendor":"standard"},"desk":{"vendor":"zoom","codes":{"unmappedCode":"A","unmappedCode":"B"}}';
    const text = `{"environment":"west","cloudConnect":{"baseUrl":"https://a.example"},"sources":{"desk":${twice}}}`;
    const fault = faultOf('west', text);
    expect(fault).toContain('sources.desk: stands twice');
    expect(fault).toContain('sources.desk.codes.unmappedCode: stands twice');
  });

  test('a file whose environment is not its name, naming both', () => {
    expect(faultOf('south', JSON.stringify(valid))).toMatch(
      /south\.json[\s\S]*environment = "north": must be "south"/,
    );
  });
});
