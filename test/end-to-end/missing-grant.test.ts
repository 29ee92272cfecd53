import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { synthesize } from '../../infra/aws/synthesize.ts';
import { loadEnvironment } from '../../infra/environments/load-environment.ts';
import { openHttpApi } from '../../infra/local/http-api.ts';
import { runAssembly } from '../../infra/local/run-assembly.ts';
import { denialsIn } from './given-local-run.ts';
import { anActivity, post } from './running-system.ts';

/** Takes one action out of every policy of the template that was synthesized. */
function withdraw(directory: string, action: string): number {
  const [name = ''] = readdirSync(directory).filter((file) => file.endsWith('.template.json'));
  const path = join(directory, name);
  const before = readFileSync(path, 'utf8');
  const after = before.replaceAll(`"${action}"`, '"sqs:GetQueueUrl"');
  writeFileSync(path, after);
  return before.split(`"${action}"`).length - 1;
}

test('a grant that the template lacks is refused here, as it would be on AWS', async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'missing-grant-'));
  const lines: string[] = [];
  const front = await openHttpApi(0);
  const configuration = loadEnvironment('local');
  const { directory } = synthesize({ configuration, outdir });
  expect(withdraw(directory, 'sqs:SendMessage')).toBeGreaterThan(0);
  const run = await runAssembly(directory, {
    configuration,
    credentials: { userName: 'nobody@example.com', password: 'none' },
    given: {},
    dataDir: undefined,
    front,
    report: (what, text) => lines.push(`${what} ${text}`),
  });
  try {
    const answer = await post({ ...run, configuration }, anActivity('1001'));
    expect(answer.status).toBe(503);
    expect(denialsIn(lines).join('\n')).toMatch(/may not sqs:SendMessage on arn:aws:sqs:/);
  } finally {
    await run.close();
    await front.close();
    rmSync(outdir, { recursive: true });
  }
});
