import { atExit } from '../at-exit.ts';
import type { FunctionDefinition } from '../deployment.ts';
import { LambdaClosed } from './errors.ts';
import { ExecutionEnvironment } from './execution-environment.ts';
import type { InvokeResult } from './invoke-result.ts';

export type PoolOptions = {
  readonly definition: FunctionDefinition;
  /** Beside what the definition sets and Lambda adds: the region, the role's credentials, the endpoint. */
  readonly environment: Readonly<Record<string, string>>;
  /** Every line that the function's processes write. */
  readonly onLog: (line: string) => void;
  /** Further arguments for Node, such as a `--require` of something to preload. */
  readonly nodeOptions?: readonly string[];
  /** How long loading the function may take; Lambda allows 10 seconds. */
  readonly initTimeoutMs?: number;
  /** How many processes it may have on this machine. */
  readonly maxProcesses?: number;
};

export type EnvironmentPool = {
  /** Runs one invocation in an environment that nobody else uses, as soon as there is one, in the order of asking; throws LambdaClosed. */
  readonly run: (payload: Buffer) => Promise<InvokeResult>;
  /** Starts one ahead of the first invocation. */
  readonly warm: () => void;
  /** Ends them all, and the waiting for them. */
  readonly close: () => Promise<void>;
};

type Waiting = {
  readonly begin: (environment: ExecutionEnvironment) => void;
  readonly giveUp: (error: LambdaClosed) => void;
};

/**
 * Enough for one machine. What Lambda would start a further environment for waits for one of these: that this machine is smaller
 * than AWS must not look like a function that is throttled.
 */
const defaultProcesses = 10;

/** The environments of one function, each a process, kept warm between invocations. */
export function createPool(options: PoolOptions): EnvironmentPool {
  const { definition, maxProcesses = defaultProcesses } = options;
  const environments = new Set<ExecutionEnvironment>();
  const idle: ExecutionEnvironment[] = [];
  const waiting: Waiting[] = [];
  let closed = false;
  const killAll = () => {
    for (const environment of environments) environment.kill();
  };
  // Covers an exit that nobody announced; a process killed outright is noticed by its children themselves.
  const exit = atExit(killAll);
  const start = () => {
    const environment = startEnvironment(options);
    environments.add(environment);
    environment.ended.then(() => environments.delete(environment));
    return environment;
  };
  const startAnother = () => {
    const alive = [...environments].filter((environment) => environment.alive).length;
    return alive < maxProcesses ? start() : undefined;
  };
  const runIn = async (environment: ExecutionEnvironment, payload: Buffer) => {
    const result = await environment.invoke(payload);
    const next = waiting.shift();
    if (next) next.begin(environment.alive ? environment : start());
    else if (environment.alive) idle.push(environment);
    return result;
  };
  const wasClosed = () => new LambdaClosed(`${definition.name} was invoked after it was closed`);

  return {
    run: async (payload) => {
      if (closed) throw wasClosed();
      const environment = takeIdle(idle) ?? startAnother();
      if (environment) return await runIn(environment, payload);
      const { promise, resolve, reject } = Promise.withResolvers<InvokeResult>();
      waiting.push({ begin: (free) => resolve(runIn(free, payload)), giveUp: reject });
      return await promise;
    },
    warm: () => {
      if (!closed && idle.length === 0) idle.push(start());
    },
    close: async () => {
      closed = true;
      exit.takeBack();
      for (const { giveUp } of waiting.splice(0)) giveUp(wasClosed());
      const ended = [...environments].map((environment) => environment.ended);
      killAll();
      await Promise.all(ended);
    },
  };
}

/** The one used last, so that few environments stay warm; those that ended while idle are dropped. */
function takeIdle(idle: ExecutionEnvironment[]): ExecutionEnvironment | undefined {
  let environment = idle.pop();
  while (environment && !environment.alive) environment = idle.pop();
  return environment;
}

function startEnvironment(options: PoolOptions): ExecutionEnvironment {
  const { definition, environment: variables, onLog, nodeOptions = [], initTimeoutMs = 10_000 } = options;
  return new ExecutionEnvironment({ definition, variables, onLog, nodeOptions, initTimeoutMs });
}
