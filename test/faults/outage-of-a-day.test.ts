import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { storedRows } from '../../infra/local/arrived-rows.ts';
import { startLocalRun } from '../../infra/local/local-run.ts';
import { scaledTime } from '../../infra/local/time/scaled-time.ts';
import { startFrailApi } from './frail-api.ts';
import { deadLetters } from './letters.ts';
import { drain, enqueueStates } from './queues.ts';
import { sleepUntil } from './sim-clock.ts';
import { onReceived } from './tamper-queue.ts';
import { traceOf } from './trace.ts';

/** A day takes 80 seconds. */
const timeScale = 1080;
const dayMs = 86_400_000;

test('an outage of a day loses nothing and dead-letters nothing', async ({ onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), 'outage-'));
  const time = scaledTime(timeScale);
  const api = await startFrailApi(join(folder, 'sandbox.sqlite'), time);
  let receives = 0;
  const run = await startLocalRun({ port: 0, sandboxPort: 0, api, sourceSecrets: {} }, traceOf(time), {
    time,
    onQueueClient: (client) =>
      onReceived(client, async ({ messages }) => {
        for (const { Attributes } of messages)
          receives = Math.max(receives, Number(Attributes?.ApproximateReceiveCount));
        return messages;
      }),
  });
  onTestFinished(async () => {
    await run.close();
    await api.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  await api.stop();
  const agents = Array.from({ length: 5 }, (_, n) => `waiting-${n}`);
  const beganAtMs = time.now();
  await enqueueStates(run, agents, new Date(beganAtMs).toISOString());
  await sleepUntil(beganAtMs + dayMs, time);
  await api.start();
  expect(await drain(run)).toBe(0);
  const { 'agent-activity': rows } = await storedRows(api.baseUrl);
  expect(rows.map((row) => String(row['AgentId'])).toSorted()).toEqual(agents);
  expect(await deadLetters(run)).toEqual([]);
  expect(receives).toBeGreaterThan(90);
}, 240_000);
