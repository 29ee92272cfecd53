import { spawnSync } from 'node:child_process';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Emulator } from '../../infra/local/aws-endpoint/queue-emulator.ts';
import { startQueueWorker } from '../../infra/local/aws-endpoint/start-queue-worker.ts';
import { guardVisibility } from '../../infra/local/time/guard-visibility.ts';
import { scaledTime } from '../../infra/local/time/scaled-time.ts';

const time = scaledTime(100);

/** What a process with this clock prints. */
function run(flags: readonly string[], script: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, '--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { ...process.env, ...time.variables },
  });
  if (stderr) throw new Error(stderr);
  return stdout;
}

test('a process with the scaled clock tells the same time as the one that started it', () => {
  const before = time.now();
  const told = run(time.clock, 'console.log(Date.now(), new Date().getTime(), new Date(5).getTime())');
  const [now = 0, made = 0, given] = told.split(' ').map(Number);
  expect(now).toBeGreaterThanOrEqual(before);
  expect(made).toBeLessThanOrEqual(time.now());
  expect(given).toBe(5);
});

test('a function sleeps in scaled time, and limits what it waits for on the wall', () => {
  const script = `
    import { setTimeout as sleep } from 'node:timers/promises';
    const begun = performance.now();
    await sleep(10_000);
    const slept = performance.now() - begun;
    await new Promise((resolve) => setTimeout(resolve, 300));
    console.log(slept, performance.now() - begun - slept);`;
  const [slept = 0, waited] = run(time.clockAndSleep, script).split(' ').map(Number);
  expect(slept).toBeGreaterThanOrEqual(99);
  expect(slept).toBeLessThan(10_000);
  expect(waited).toBeGreaterThanOrEqual(299);
});

let queues: Emulator;
let sqs: SQSClient;
beforeAll(async () => {
  queues = await startQueueWorker({ region: 'us-east-1', dataDir: undefined }, time);
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  sqs = new SQSClient({ region: 'us-east-1', endpoint: queues.origin, credentials });
});
afterAll(() => queues.close());

test('a message hidden for a minute is back after 600 milliseconds, and not before', async () => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'scaled' }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
  const receive = (WaitTimeSeconds: number) =>
    sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds, VisibilityTimeout: 600 }));
  const { Messages: [message] = [] } = await receive(0);
  const hide = { QueueUrl, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 60 };
  const hiddenAtMs = performance.now();
  await sqs.send(new ChangeMessageVisibilityCommand(hide));
  const { Messages: [again] = [] } = await receive(20);
  expect(again?.Body).toBe('hello');
  expect(performance.now() - hiddenAtMs).toBeGreaterThanOrEqual(590);
});

test('a queue hides what a function works on for at least 15 seconds on the wall', () => {
  const queue = { logicalId: 'Q', name: 'q', arn: 'arn', url: 'url', policy: [] };
  const deployment = { queues: [{ ...queue, attributes: { VisibilityTimeout: '390' } }] };
  const guarded = (timeScale: number) =>
    guardVisibility(deployment, timeScale).queues[0]?.attributes['VisibilityTimeout'];
  expect([1, 20, 100, 5000].map(guarded)).toEqual(['390', '390', '1500', '43200']);
});
