import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FunctionDefinition } from '../../infra/local/deployment.ts';
import { createLambda, type Lambda } from '../../infra/local/lambda/create-lambda.ts';
import { LambdaClosed, RequestTooLarge, TooManyRequests } from '../../infra/local/lambda/errors.ts';
import type { InvokeResult } from '../../infra/local/lambda/invoke-result.ts';
import { ConfigurationError } from '../../shared/errors.ts';
import { sampleFunction } from './sample-function.ts';

let root: string;
let functions = 0;
const running: Lambda[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'local-lambda-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((lambda) => lambda.close()));
});
afterAll(() => rm(root, { recursive: true }));

type Setup = Partial<FunctionDefinition> & {
  file?: string;
  initTimeoutMs?: number;
  nodeOptions?: readonly string[];
  maxProcesses?: number;
  onLog?: (line: string) => void;
};

/** A function whose bundle is this code, CommonJS as the stack bundles it unless the file's name says otherwise. */
async function lambdaOf(
  code: string,
  { file = 'index.js', onLog = () => {}, ...setup }: Setup = {},
): Promise<Lambda> {
  functions += 1;
  const assetDirectory = join(root, `function-${functions}`);
  await mkdir(assetDirectory);
  await writeFile(join(assetDirectory, file), code);
  await writeFile(join(assetDirectory, 'package.json'), '{"type":"commonjs"}');
  const { initTimeoutMs, nodeOptions, maxProcesses, ...definition } = setup;
  const lambda = createLambda({
    definition: sampleFunction(assetDirectory, {
      environment: { TABLE_NAME: 'sample-table' },
      ...definition,
    }),
    environment: { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'sample-role' },
    onLog,
    ...(initTimeoutMs !== undefined && { initTimeoutMs }),
    ...(nodeOptions && { nodeOptions }),
    ...(maxProcesses !== undefined && { maxProcesses }),
  });
  running.push(lambda);
  return lambda;
}

function read({ payload }: InvokeResult) {
  return JSON.parse(payload.toString());
}

describe('an invocation that succeeds', () => {
  it('gives the handler its event and passes on what it returns', async () => {
    const lambda = await lambdaOf('exports.handler = async (event) => ({ got: event.name })');
    const result = await lambda.invoke({ name: 'Zoë' });
    expect(result).toMatchObject({ status: 200, requestId: expect.stringMatching(/^[\da-f-]{36}$/) });
    expect(result.functionError).toBeUndefined();
    expect(read(result)).toEqual({ got: 'Zoë' });
  });

  it('takes an event that is bytes already as it is', async () => {
    const lambda = await lambdaOf('exports.handler = async (event) => event');
    expect(read(await lambda.invoke(Buffer.from('{"a":[1]}')))).toEqual({ a: [1] });
  });

  it('answers null for a handler that returns nothing', async () => {
    const lambda = await lambdaOf('exports.handler = async () => {}');
    expect((await lambda.invoke({})).payload.toString()).toBe('null');
  });

  it('runs a bundle that is an ES module', async () => {
    const lambda = await lambdaOf('export const handler = async () => "module"', { file: 'index.mjs' });
    expect(read(await lambda.invoke({}))).toBe('module');
  });

  it('tells the handler its deadline, name, memory and request id', async () => {
    const lambda = await lambdaOf(`exports.handler = async (event, context) => ({
      ...context, remainingMs: context.getRemainingTimeInMillis() })`);
    const result = await lambda.invoke({});
    const context = read(result);
    expect(context).toMatchObject({
      functionName: 'sample',
      memoryLimitInMB: '128',
      awsRequestId: result.requestId,
      invokedFunctionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:sample',
    });
    expect(context.remainingMs).toBeGreaterThan(8000);
    expect(context.remainingMs).toBeLessThanOrEqual(10_000);
  });

  it('gives the process the variables that Lambda would, and none of the starting process', async () => {
    process.env['ONLY_HERE'] = 'yes';
    const lambda = await lambdaOf('exports.handler = async () => process.env');
    const variables = read(await lambda.invoke({}));
    delete process.env['ONLY_HERE'];
    expect(variables).toMatchObject({
      TABLE_NAME: 'sample-table',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'sample-role',
      AWS_LAMBDA_FUNCTION_NAME: 'sample',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      LAMBDA_TASK_ROOT: expect.stringContaining(root),
      TZ: ':UTC',
    });
    expect(variables).not.toHaveProperty('ONLY_HERE');
    expect(variables).not.toHaveProperty('PATH');
    expect(variables).not.toHaveProperty('HOME');
  });

  it('preloads what the Node options name', async () => {
    const preload = join(root, 'preload.cjs');
    await writeFile(preload, 'globalThis.preloaded = true;');
    const lambda = await lambdaOf('exports.handler = async () => globalThis.preloaded', {
      nodeOptions: ['--require', preload],
    });
    expect(read(await lambda.invoke({}))).toBe(true);
  });
});

describe('environments', () => {
  const count = 'let calls = 0; exports.handler = async () => ({ pid: process.pid, calls: ++calls });';

  it('stay warm from one invocation to the next', async () => {
    const lambda = await lambdaOf(count);
    const first = read(await lambda.invoke({}));
    expect(read(await lambda.invoke({}))).toEqual({ pid: first.pid, calls: 2 });
  });

  it('are loaded ahead of the first invocation when the function is warmed, once', async () => {
    const loaded = Promise.withResolvers<string>();
    const lambda = await lambdaOf(`console.log(process.pid); ${count}`, { onLog: loaded.resolve });
    lambda.warm();
    lambda.warm();
    const { message: pid } = JSON.parse(await loaded.promise);
    expect(read(await lambda.invoke({}))).toEqual({ pid, calls: 1 });
  });

  it('stay warm after a handler that throws', async () => {
    const lambda = await lambdaOf(
      'let calls = 0; exports.handler = async () => { throw new Error(String(++calls)) }',
    );
    await lambda.invoke({});
    expect(read(await lambda.invoke({})).errorMessage).toBe('2');
  });

  it('serve one invocation at a time, so that concurrent ones get their own', async () => {
    const lambda = await lambdaOf(count);
    const results = await Promise.all([lambda.invoke({}), lambda.invoke({})]);
    expect(new Set(results.map((result) => read(result).pid)).size).toBe(2);
  });

  it('are as many as the reserved concurrency allows, and throttle beyond', async () => {
    const lambda = await lambdaOf(count, { reservedConcurrency: 1 });
    const first = lambda.invoke({});
    await expect(lambda.invoke({})).rejects.toThrow(TooManyRequests);
    await first;
    expect(read(await lambda.invoke({})).calls).toBe(2);
  });

  it('are as many as the machine has processes for, and what is invoked beyond waits for one of them', async () => {
    const lambda = await lambdaOf(count, { maxProcesses: 2 });
    const results = await Promise.all(Array.from({ length: 7 }, () => lambda.invoke({})));
    const answers = results.map((result): { pid: number; calls: number } => read(result));
    expect(new Set(answers.map(({ pid }) => pid)).size).toBe(2);
    const last = Map.groupBy(answers, ({ pid }) => pid).values();
    expect([...last].reduce((sum, of) => sum + Math.max(...of.map(({ calls }) => calls)), 0)).toBe(7);
  });

  it('are replaced where an invocation kills one that others wait for', async () => {
    const lambda = await lambdaOf(
      'exports.handler = async ({ fatal }) => (fatal ? process.exit(3) : process.pid)',
      { maxProcesses: 1 },
    );
    const [died, after] = await Promise.all([lambda.invoke({ fatal: true }), lambda.invoke({})]);
    expect(died.functionError).toBe('Unhandled');
    expect(read(after)).toEqual(expect.any(Number));
  });

  it('that are waited for are waited for no more once it is closed', async () => {
    const lambda = await lambdaOf(count, { maxProcesses: 1 });
    const first = lambda.invoke({});
    const second = expect(lambda.invoke({})).rejects.toThrow(LambdaClosed);
    await lambda.close();
    await second;
    expect((await first).functionError).toBe('Unhandled');
  });

  it('are replaced when they die between two invocations, which is logged', async () => {
    const logged = Promise.withResolvers<string>();
    const lambda = await lambdaOf('exports.handler = async () => process.pid', { onLog: logged.resolve });
    const first = read(await lambda.invoke({}));
    process.kill(first, 'SIGKILL');
    expect(await logged.promise).toContain('idle: Runtime exited with error: signal: killed');
    const second = read(await lambda.invoke({}));
    expect(second).toEqual(expect.any(Number));
    expect(second).not.toBe(first);
  });

  it('end with the process that started them, however it ends', async () => {
    const connected = Promise.withResolvers<Socket>();
    const server = createServer(connected.resolve).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const parent = fork(new URL('./invoke-and-stay.ts', import.meta.url), [
      join(root, 'connecting'),
      `exports.handler = async () => { require('node:net').connect(${port}, '127.0.0.1').resume() }`,
    ]);
    const socket = await connected.promise;
    const ended = once(socket, 'close');
    parent.kill('SIGKILL');
    await ended;
    server.close();
  });

  it('end when the function is closed, and what runs in them fails', async () => {
    const logged = Promise.withResolvers<string>();
    const lambda = await lambdaOf(
      'exports.handler = () => new Promise((r) => { console.log(process.pid); setTimeout(r, 9000) })',
      {
        onLog: logged.resolve,
      },
    );
    const result = lambda.invoke({});
    const { message: pid } = JSON.parse(await logged.promise);
    await lambda.close();
    expect(read(await result).errorMessage).toMatch(/signal: killed$/);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await expect(lambda.invoke({})).rejects.toThrow(LambdaClosed);
  });
});

describe('an invocation that fails', () => {
  it('carries the error that the handler threw', async () => {
    const lambda = await lambdaOf('exports.handler = async () => { throw new TypeError("no such queue") }');
    const result = await lambda.invoke({});
    expect(result.functionError).toBe('Unhandled');
    expect(read(result)).toMatchObject({ errorType: 'TypeError', errorMessage: 'no such queue' });
    expect(read(result).trace[0]).toBe('TypeError: no such queue');
  });

  it.each([
    ['waits too long', 'await new Promise((resolve) => setTimeout(resolve, 60000))'],
    ['loops for ever', 'for (;;);'],
  ])('is killed at its timeout when the handler %s', async (_, body) => {
    const lambda = await lambdaOf(
      `exports.handler = async (event) => { if (event.stuck) { ${body} } return "ok" }`,
      {
        timeoutSeconds: 0.5,
      },
    );
    const result = await lambda.invoke({ stuck: true });
    expect(read(result)).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${result.requestId} Error: Task timed out after 0.50 seconds`,
    });
    expect(read(await lambda.invoke({}))).toBe('ok');
  });

  it.each([
    ['process.exit(7)', 'Runtime exited with error: exit status 7'],
    ['process.exit(0)', 'Runtime exited without providing a reason'],
    [
      'process.kill(process.pid, "SIGSEGV"); await new Promise(() => setInterval(() => {}, 100))',
      'signal: segmentation fault',
    ],
  ])('says how the process ended: %s', async (body, reason) => {
    const lines: string[] = [];
    const lambda = await lambdaOf(`exports.handler = async () => { ${body} }`, {
      onLog: (line) => lines.push(line),
    });
    const result = await lambda.invoke({});
    expect(result.functionError).toBe('Unhandled');
    expect(read(result).errorType).toBe('Runtime.ExitError');
    expect(read(result).errorMessage).toContain(reason);
    expect(lines.at(-1)).toContain('platform.runtimeDone');
  });

  it('ends a process that takes more memory than the function has', async () => {
    const lambda = await lambdaOf(
      'exports.handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill({})) }',
    );
    const result = await lambda.invoke({});
    expect(read(result)).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/signal: (aborted|trace\/breakpoint trap)$/),
    });
  });

  it.each([
    [
      'a rejection that nobody handles',
      'Promise.reject(new Error("forgotten"))',
      'Runtime.UnhandledPromiseRejection',
    ],
    [
      'an exception outside the handler',
      'setImmediate(() => { throw new RangeError("forgotten") })',
      'RangeError',
    ],
  ])('carries %s', async (_, body, errorType) => {
    const lambda = await lambdaOf(
      `exports.handler = async () => { ${body}; await new Promise((r) => setTimeout(r, 5000)) }`,
    );
    expect(read(await lambda.invoke({}))).toMatchObject({ errorType, errorMessage: 'forgotten' });
  });

  it('says that a response is larger than Lambda passes on', async () => {
    const lambda = await lambdaOf('exports.handler = async () => "x".repeat(6_291_556)');
    expect(read(await lambda.invoke({})).errorType).toBe('Function.ResponseSizeTooLarge');
  });

  it('refuses an event larger than Lambda takes', async () => {
    const lambda = await lambdaOf('exports.handler = async () => "ok"');
    await expect(lambda.invoke('x'.repeat(6_291_456))).rejects.toThrow(RequestTooLarge);
  });
});

describe('a function that does not load', () => {
  it.each([
    ['throws while loading', 'throw new Error("TABLE_NAME is missing")', 'Error', 'TABLE_NAME is missing'],
    [
      'exports no handler',
      'exports.other = async () => {}',
      'Runtime.HandlerNotFound',
      'index.handler is undefined',
    ],
    [
      'takes a callback',
      'exports.handler = (e, c, done) => done()',
      'Runtime.CallbackHandlerDeprecated',
      'async',
    ],
    ['is an ES module without saying so', 'export const handler = async () => {}', 'SyntaxError', 'export'],
  ])('fails its invocation when it %s', async (_, code, errorType, message) => {
    const lambda = await lambdaOf(code);
    const result = await lambda.invoke({});
    expect(result.functionError).toBe('Unhandled');
    expect(read(result)).toMatchObject({ errorType, errorMessage: expect.stringContaining(message) });
  });

  it('fails its invocation when there is no module of that name', async () => {
    const lambda = await lambdaOf('exports.handler = async () => {}', { handler: 'main.handler' });
    expect(read(await lambda.invoke({})).errorType).toBe('Runtime.ImportModuleError');
  });

  it('fails its invocation when its directory is not there', async () => {
    const lambda = await lambdaOf('', { assetDirectory: join(root, 'nowhere') });
    expect(read(await lambda.invoke({})).errorType).toBe('Runtime.ExitError');
  });

  it('is killed when loading takes too long', async () => {
    const lambda = await lambdaOf('for (;;);', { initTimeoutMs: 400 });
    expect(read(await lambda.invoke({}))).toMatchObject({ errorType: 'Sandbox.Timedout' });
  });

  it('is loaded anew by the next invocation', async () => {
    const lambda = await lambdaOf(`const { existsSync, writeFileSync } = require('node:fs');
      const mark = __dirname + '/loaded-once';
      if (!existsSync(mark)) { writeFileSync(mark, ''); throw new Error('first'); }
      exports.handler = async () => 'second';`);
    expect(read(await lambda.invoke({})).errorMessage).toBe('first');
    expect(read(await lambda.invoke({}))).toBe('second');
  });

  it.each([
    [{ AWS_REGION: 'eu-west-1' }, /AWS_REGION, which Lambda reserves/],
    [{ LARGE: 'x'.repeat(4096) }, /4101 bytes, Lambda allows 4096/],
  ])('is refused at once with variables that Lambda refuses', async (environment, message) => {
    const created = lambdaOf('exports.handler = async () => {}', { environment });
    await expect(created).rejects.toThrow(ConfigurationError);
    await expect(created).rejects.toThrow(message);
  });
});

describe('logs', () => {
  async function linesOf(body: string): Promise<{ requestId: string; lines: Record<string, unknown>[] }> {
    const lines: string[] = [];
    const lambda = await lambdaOf(`exports.handler = async () => { ${body} }`, {
      onLog: (line) => lines.push(line),
    });
    const { requestId } = await lambda.invoke({});
    await lambda.close();
    return { requestId, lines: lines.map((line) => JSON.parse(line)) };
  }

  it('are one JSON line a call, an object being the message itself', async () => {
    const { requestId, lines } = await linesOf('console.info({ event: "delivered", rows: 3 })');
    expect(lines).toEqual([
      { timestamp: expect.any(String), level: 'INFO', requestId, message: { event: 'delivered', rows: 3 } },
    ]);
  });

  it('format several values as one text and keep an error’s name, message and stack', async () => {
    const { lines } = await linesOf('console.error("row %d:", 7, new TypeError("refused"))');
    expect(lines[0]).toMatchObject({ level: 'ERROR', errorType: 'TypeError', errorMessage: 'refused' });
    expect(lines[0]?.['message']).toMatch(/^row 7: TypeError: refused/);
    expect(lines[0]?.['stackTrace']).toContain('TypeError: refused');
  });

  it('hold what JSON cannot', async () => {
    const { lines } = await linesOf('const a = { n: 1n }; a.self = a; console.warn(a)');
    expect(lines[0]).toMatchObject({ level: 'WARN', message: expect.stringContaining('n: 1n') });
  });

  it('leave out what is below the level', async () => {
    const { lines } = await linesOf('console.debug("unseen"); console.log("seen")');
    expect(lines.map(({ message }) => message)).toEqual(['seen']);
  });
});
