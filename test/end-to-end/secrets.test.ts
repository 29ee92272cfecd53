import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { synthesize } from '../../infra/aws/synthesize.ts';
import { loadEnvironment } from '../../infra/environments/load-environment.ts';
import { openHttpApi } from '../../infra/local/http-api.ts';
import { localTarget } from '../../infra/local/ops-command.ts';
import { type RunningAssembly, runAssembly } from '../../infra/local/run-assembly.ts';
import { freshSample, postWebhook } from '../../infra/local/sample-webhooks.ts';
import { openDeployment } from '../../infra/ops/open-deployment.ts';
import { parseCommand } from '../../infra/ops/parse-command.ts';
import { runCommand } from '../../infra/ops/run-command.ts';
import { zoom } from '../../shared/sources/zoom.ts';
import { screen } from '../unit/ops/sample.ts';
import { piping } from '../unit/ops/secrets/sample-secrets.ts';
import { type ApiInFront, startApiInFront } from './api-in-front.ts';

const scratch = mkdtempSync(join(tmpdir(), 'secrets-'));
const lines: string[] = [];
let api: ApiInFront;
let run: RunningAssembly;

beforeAll(async () => {
  api = await startApiInFront();
  const front = await openHttpApi(0);
  const { cloudConnect, ...rest } = loadEnvironment('local');
  const configuration = { ...rest, cloudConnect: { ...cloudConnect, baseUrl: api.baseUrl } };
  const { directory } = synthesize({ configuration, outdir: mkdtempSync(join(scratch, 'assembly-')) });
  const running = await runAssembly(directory, {
    configuration,
    credentials: api.credentials,
    given: {},
    dataDir: join(scratch, 'data'),
    front,
    report: (what, text) => lines.push(`${what} ${text}`),
  });
  const close = async () => {
    await running.close();
    await front.close();
  };
  run = { ...running, close };
});

afterAll(async () => {
  await run?.close();
  await api?.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** What an operator would type, without the npm in front of it, and pipe in. */
async function operate(words: string, text = '') {
  const target = localTarget(run.aws.url, run.aws.administrator);
  const command = parseCommand(['secrets', ...words.split(' '), '--local', target]);
  const deployment = await openDeployment(command.target);
  const { terminal, lines: printed } = screen(false, piping(text));
  try {
    return { done: await runCommand(command, deployment, terminal), printed };
  } finally {
    deployment.close();
  }
}

/** What a webhook of zoom is answered that is signed with this secret. */
async function statusOf(secret: string): Promise<number> {
  const settings = loadEnvironment('local').sources['zoom'];
  const url = run.sources.find(({ name }) => name === 'zoom')?.url;
  if (!settings || !url) throw new Error('the run has no source `zoom`');
  const sample = freshSample(settings, undefined, Date.now());
  const signed = zoom.sign(sample, { secret, nowMs: Date.now(), settings: { ...settings, publicUrl: url } });
  return (await postWebhook(url, signed)).status;
}

test('a webhook that is signed with the new secret or the one before it is taken, any other is refused', async () => {
  const set = await operate('set source zoom', 'secret-of-monday\n');
  expect(set.printed[0]).toBe('cloud-connect-adapter/local/source/zoom is written: 1 secret is valid');
  await operate('rotate source zoom', 'secret-of-tuesday\n');
  expect(await statusOf('secret-of-tuesday')).toBe(200);
  expect(await statusOf('secret-of-monday')).toBe(200);
  expect(await statusOf('secret-of-sunday')).toBe(401);
});

test('status tells how many are valid, until the previous one is dropped', async () => {
  const zoomStatus = async () => {
    const { printed } = await operate('status --json');
    return printed.map((line) => JSON.parse(line)).find(({ secret }) => secret.endsWith('/source/zoom'));
  };
  const { valid, filledAt } = await zoomStatus();
  expect(valid).toBe(2);
  expect(Math.abs(Date.now() - Date.parse(filledAt))).toBeLessThan(60_000);
  await operate('rotate source zoom --drop-previous');
  expect(await zoomStatus()).toMatchObject({ valid: 1 });
});

test('credentials that are set are logged in by at once, and it is told whether that worked', async () => {
  const { userName, password } = api.credentials;
  const wrong = await operate('set cloud-connect', JSON.stringify({ userName, password: 'wrong' }));
  expect(wrong).toMatchObject({ done: false });
  expect(wrong.printed.at(-1)).toContain('the login did not work');
  const right = await operate('set cloud-connect', JSON.stringify({ userName, password }));
  expect(right).toMatchObject({
    done: true,
    printed: [expect.anything(), expect.stringMatching(/^the login worked/)],
  });
});

test('no role lacks a grant for anything the run has done, and no line of it holds a secret', () => {
  expect(lines.filter((line) => line.startsWith('denied'))).toEqual([]);
  expect(lines.filter((line) => /secret-of-/.test(line))).toEqual([]);
});
