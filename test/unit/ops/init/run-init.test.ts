import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadEnvironment } from '../../../../infra/environments/load-environment.ts';
import { parseInit } from '../../../../infra/ops/init/parse-init.ts';
import { runInit } from '../../../../infra/ops/init/run-init.ts';
import type { Input } from '../../../../infra/ops/input.ts';
import { ConfigurationError } from '../../../../shared/errors.ts';
import { screen } from '../sample.ts';
import { piping, typing } from '../secrets/sample-secrets.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'init-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Runs init with these options. */
async function init(options: string, input: Input = piping('')) {
  const { terminal, lines } = screen(false, input);
  const request = parseInit(['init', ...options.split(' ').filter(Boolean)]);
  if (!request) throw new Error('it is no init');
  await runInit(request, terminal, directory);
  return lines;
}

const file = (name: string) => JSON.parse(readFileSync(join(directory, `${name}.json`), 'utf8'));
const basics = '--name prod --base-url https://api.example.com/CloudConnectAPI';

describe('by options', () => {
  test('writes a file that the deployment takes, and asks for nothing', async () => {
    await init(
      `${basics} --region eu-west-1 --time-zone America/New_York --source desk=standard --source t=twilio,accountId=2,publicUrl=https://hooks.example.com/t`,
    );
    expect(file('prod')).toEqual({
      $schema: './schema/configuration.json',
      environment: 'prod',
      region: 'eu-west-1',
      cloudConnect: { baseUrl: 'https://api.example.com/CloudConnectAPI', timeZone: 'America/New_York' },
      sources: {
        desk: { vendor: 'standard' },
        t: { vendor: 'twilio', accountId: '2', publicUrl: 'https://hooks.example.com/t' },
      },
    });
    expect(loadEnvironment('prod', directory).sources['t']?.accountId).toBe('2');
  });

  test('leaves the region out where none is given, and takes the account to keep UTC', async () => {
    await init(`${basics} --source desk=standard`);
    expect(file('prod')).not.toHaveProperty('region');
    expect(file('prod').cloudConnect.timeZone).toBe('UTC');
  });

  test('says what to do next: deploy, the secrets of each source that has one, the URLs', async () => {
    const genesys =
      'g=genesys,partnerEventSource=aws.partner/genesys.com/cloud/3b9f6d1e-5c20-4a77-8e41-b6d0c2f7a915/wfm';
    const lines = await init(
      `${basics} --region eu-west-1 --source desk=standard --source zoom=zoom --source ${genesys}`,
    );
    const where = '--environment prod --region eu-west-1';
    expect(lines.map((line) => line.trim().split(/ {2,}/)[0])).toEqual([
      expect.stringMatching(/prod\.json is written$/),
      'next:',
      'npm run deploy -- -c environment=prod',
      `npm run ops -- secrets set cloud-connect ${where}`,
      `npm run ops -- secrets generate source desk ${where}`,
      `npm run ops -- secrets set source zoom ${where}`,
      `npm run ops -- secrets status ${where}`,
      expect.stringContaining('register the URLs'),
    ]);
  });

  test('writes over a file that is there only when told to', async () => {
    await init(`${basics} --source desk=standard`);
    await expect(init(`${basics} --source zoom=zoom`)).rejects.toThrow('prod.json is there already: --force');
    expect(file('prod').sources).toEqual({ desk: { vendor: 'standard' } });
    await init(`${basics} --source zoom=zoom --force`);
    expect(file('prod').sources).toEqual({ zoom: { vendor: 'zoom' } });
  });

  test.each([
    [
      'nothing said and nobody to ask',
      '',
      'init needs --name, --base-url, --source where there is no terminal',
    ],
    [
      'a name that is none',
      '--name Prod/1 --base-url https://a.example.com --source a=zoom',
      'environment = "Prod/1"',
    ],
    [
      'a vendor that there is not',
      `${basics} --source a=zom`,
      'sources.a.vendor = "zom": must be one of aircall',
    ],
    ['a key that the vendor does not have', `${basics} --source a=zoom,acountId=2`, 'acountId'],
    ['a vendor’s key that is missing', `${basics} --source a=ringcx`, 'sources.a.timeZone'],
    ['a source without vendor', `${basics} --source zoom`, 'NAME=VENDOR[,KEY=VALUE...]'],
    ['a name given twice', `${basics} --source a=zoom --source a=aircall`, 'each name once'],
    ['an option of another command', `${basics} --source a=zoom --json`, '--json is no option of init'],
    ['another word', 'prod', 'after init: got "prod", allowed: options only'],
  ])('refuses %s, and writes nothing', async (_what, options, words) => {
    await expect(init(options)).rejects.toThrow(ConfigurationError);
    await expect(init(options)).rejects.toThrow(words);
    expect(readdirSync(directory)).toEqual([]);
  });
});

describe('on a terminal', () => {
  test('asks for everything, and of a source for what its vendor needs', async () => {
    const { input, questions } = typing(
      ...['prod', '', 'https://api.example.com', 'Europe/Berlin'],
      ...[
        'desk',
        'standard',
        '',
        'rcx',
        'ringcx',
        '3',
        'UTC',
        't',
        'twilio',
        '',
        'https://hooks.example.com/t',
        '',
      ],
    );
    await init('', input);
    expect(file('prod')).toMatchObject({
      environment: 'prod',
      cloudConnect: { baseUrl: 'https://api.example.com', timeZone: 'Europe/Berlin' },
      sources: {
        desk: { vendor: 'standard' },
        rcx: { vendor: 'ringcx', accountId: '3', timeZone: 'UTC' },
        t: { vendor: 'twilio', publicUrl: 'https://hooks.example.com/t' },
      },
    });
    expect(questions.filter(([question]) => question.includes('calls and signs'))).toHaveLength(1);
  });

  test('asks for what the options do not say, and for no more', async () => {
    const { input, questions } = typing('prod');
    await init(
      '--base-url https://api.example.com --region eu-west-1 --time-zone UTC --source a=zoom',
      input,
    );
    expect(questions.map(([question]) => question)).toEqual(['name of the environment: ']);
  });

  test('says that a name is taken before it asks for anything else', async () => {
    await init(`${basics} --source desk=standard`);
    const { input, questions } = typing('prod');
    await expect(init('', input)).rejects.toThrow('prod.json is there already: --force');
    expect(questions).toHaveLength(1);
  });

  test('asks again where an answer is not taken, and says what is', async () => {
    const { input } = typing('Prod', '', 'prod', 'desk', 'custom', 'zom', 'zoom', '', '');
    const lines = await init('--base-url https://api.example.com --region eu-west-1 --time-zone UTC', input);
    expect(lines.slice(0, 4)).toEqual([
      expect.stringContaining('1 to 32 lower-case letters'),
      '  it is needed',
      expect.stringMatching(/^ {2}must be one of aircall.*; the others are declared in the file itself$/),
      expect.stringContaining('must be one of aircall'),
    ]);
    expect(file('prod').sources).toEqual({ desk: { vendor: 'zoom' } });
  });
});

test('no other subject is an init', () => {
  expect(parseInit(['volume', 'run', '--environment', 'prod'])).toBeUndefined();
});
