import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { exitText } from './exit-text.ts';
import { type InvokeResult, platformFailure } from './invoke-result.ts';
import { createRuntimeApi, type RuntimeEvent } from './runtime-api.ts';
import { type RuntimeOptions, spawnRuntime } from './spawn-runtime.ts';

export type EnvironmentOptions = RuntimeOptions & {
  /** How long loading the function may take before its first invocation begins. */
  readonly initTimeoutMs: number;
};

type Invocation = {
  readonly requestId: string;
  readonly payload: Buffer;
  readonly resolve: (result: InvokeResult) => void;
  /** What the runtime answered; it is passed on when the runtime asks for the next event, as Lambda ends an invocation. */
  outcome?: InvokeResult;
  timer: NodeJS.Timeout;
};

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html, and the limit that Lambda's own error names. */
const maxResponseBytes = 6_291_556;

/** One process that runs a function, an invocation at a time, for as long as it lives. */
export class ExecutionEnvironment {
  readonly #options: EnvironmentOptions;
  readonly #ended = Promise.withResolvers<void>();
  readonly #api = createRuntimeApi({
    next: () => this.#next(),
    respond: (requestId, body) => this.#respond(requestId, body),
    fail: (requestId, body) => this.#fail(requestId, body),
    failInit: (body) => {
      this.#initError = body;
    },
  });
  #child: ChildProcess | undefined;
  #invocation: Invocation | undefined;
  #giveEvent: ((event: RuntimeEvent) => void) | undefined;
  #initError: Buffer | undefined;
  #alive = true;

  constructor(options: EnvironmentOptions) {
    this.#options = options;
    this.#api.listen(0, '127.0.0.1', () => this.#start());
  }

  /** False once the process has ended or was told to. */
  get alive(): boolean {
    return this.#alive;
  }

  /** Resolves when the process is gone. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** Runs one invocation; never rejects, and must not be called while another is running. */
  invoke(payload: Buffer): Promise<InvokeResult> {
    const { promise, resolve } = Promise.withResolvers<InvokeResult>();
    const { initTimeoutMs } = this.#options;
    const timer = setTimeout(() => this.#expire(initTimeoutMs), initTimeoutMs);
    this.#invocation = { requestId: randomUUID(), payload, resolve, timer };
    this.#handOver();
    return promise;
  }

  /** Ends the process at once; an invocation in it fails as one whose process was killed. */
  kill(): void {
    this.#alive = false;
    if (this.#child) this.#child.kill('SIGKILL');
    else this.#end(null, 'SIGKILL');
  }

  #start(): void {
    if (!this.#alive) return;
    const address = this.#api.address();
    if (address === null || typeof address === 'string') return;
    this.#child = spawnRuntime(this.#options, address.port);
    this.#child.once('close', (code, signal) => this.#end(code, signal));
  }

  #next(): Promise<RuntimeEvent> {
    const { promise, resolve } = Promise.withResolvers<RuntimeEvent>();
    this.#giveEvent = resolve;
    if (this.#invocation?.outcome) this.#settle(this.#invocation.outcome);
    else this.#handOver();
    return promise;
  }

  #handOver(): void {
    const giveEvent = this.#giveEvent;
    const invocation = this.#invocation;
    if (!giveEvent || !invocation) return;
    this.#giveEvent = undefined;
    const timeoutMs = this.#options.definition.timeoutSeconds * 1000;
    clearTimeout(invocation.timer);
    invocation.timer = setTimeout(() => this.#expire(timeoutMs), timeoutMs);
    const { requestId, payload } = invocation;
    giveEvent({
      requestId,
      payload,
      deadlineMs: Date.now() + timeoutMs,
      functionArn: this.#options.definition.arn,
    });
  }

  #respond(requestId: string, payload: Buffer): void {
    const tooLarge = `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`;
    this.#conclude(
      payload.length > maxResponseBytes
        ? platformFailure(requestId, 'Function.ResponseSizeTooLarge', tooLarge)
        : { status: 200, payload, requestId },
    );
  }

  #fail(requestId: string, payload: Buffer): void {
    this.#conclude({ status: 200, functionError: 'Unhandled', payload, requestId });
  }

  #conclude(outcome: InvokeResult): void {
    if (this.#invocation?.requestId === outcome.requestId) this.#invocation.outcome = outcome;
  }

  #expire(afterMs: number): void {
    const invocation = this.#invocation;
    if (!invocation) return;
    const text = `Task timed out after ${(afterMs / 1000).toFixed(2)} seconds`;
    const result = invocation.outcome ?? platformFailure(invocation.requestId, 'Sandbox.Timedout', text);
    this.#alive = false;
    this.#child?.kill('SIGKILL');
    this.#report(result);
    this.#settle(result);
  }

  #end(code: number | null, signal: NodeJS.Signals | null): void {
    const unexpected = this.#alive;
    this.#alive = false;
    this.#api.close();
    this.#api.closeAllConnections();
    const invocation = this.#invocation;
    if (invocation) {
      const { requestId } = invocation;
      const exit = platformFailure(requestId, 'Runtime.ExitError', exitText(code, signal));
      const result = this.#initError ? { ...exit, payload: this.#initError } : (invocation.outcome ?? exit);
      this.#report(result);
      this.#settle(result);
    } else if (unexpected) this.#log({ status: 'failure', error: `idle: ${exitText(code, signal)}` });
    this.#ended.resolve();
  }

  /** A process that dies or is killed leaves no line of its own; Lambda writes this one. */
  #report({ requestId, payload, functionError }: InvokeResult): void {
    if (!functionError) return;
    this.#log({ requestId, status: 'failure', error: payload.toString() });
  }

  #log(record: Readonly<Record<string, string>>): void {
    const line = { time: new Date().toISOString(), type: 'platform.runtimeDone', record };
    this.#options.onLog(JSON.stringify(line));
  }

  #settle(result: InvokeResult): void {
    clearTimeout(this.#invocation?.timer);
    const resolve = this.#invocation?.resolve;
    this.#invocation = undefined;
    resolve?.(result);
  }
}
