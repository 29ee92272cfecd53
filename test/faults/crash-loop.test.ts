import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { storedRows } from '../../infra/local/arrived-rows.ts';
import { startLocalRun } from '../../infra/local/local-run.ts';
import { scaledTime } from '../../infra/local/time/scaled-time.ts';
import { poisonAgent } from './center.ts';
import { killing } from './killing.ts';
import { deadLetters } from './letters.ts';
import { drain, enqueueStates } from './queues.ts';
import { traceOf } from './trace.ts';

/** Fast, and yet half a minute is time enough for a request. */
const timeScale = 12;

/** A system in which sending the poisonous agent's row kills the process. */
async function startPoisonable({ onTestFinished }: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'crash-loop-'));
  const time = scaledTime(timeScale);
  const run = await startLocalRun({ port: 0, sandboxPort: 0, sourceSecrets: {} }, traceOf(time), {
    time,
    ...killing({ folder, poison: poisonAgent, deaths: [] }),
  });
  onTestFinished(async () => {
    await run.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { run, time };
}

test.concurrent('a message that kills the process each time ends as exhausted', async (context) => {
  const { run, time } = await startPoisonable(context);
  await enqueueStates(run, [poisonAgent], new Date(time.now()).toISOString());
  expect(await drain(run)).toBe(0);
  expect(await deadLetters(run)).toMatchObject([{ reason: 'exhausted' }]);
}, 240_000);

test.concurrent('the fifty around it are delivered within ten minutes of the queue’s time', async (context) => {
  const { run, time } = await startPoisonable(context);
  const others = Array.from({ length: 50 }, (_, n) => `other-${n}`);
  const sentAtMs = time.now();
  const agents = [...others.slice(0, 25), poisonAgent, ...others.slice(25)];
  await enqueueStates(run, agents, new Date(sentAtMs).toISOString());
  expect(await drain(run)).toBe(0);
  const { 'agent-activity': rows } = await storedRows(run.baseUrl);
  const latest = Math.max(...rows.map((row) => Date.parse(String(row['StoredAt']))));
  expect(rows.map((row) => String(row['AgentId'])).toSorted()).toEqual(others.toSorted());
  expect(await deadLetters(run)).toMatchObject([{ reason: 'exhausted' }]);
  expect((latest - sentAtMs) / 60_000).toBeLessThan(10);
}, 240_000);
