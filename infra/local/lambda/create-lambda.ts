import { atExit } from '../at-exit.ts';
import type { FunctionDefinition } from '../deployment.ts';
import { LambdaClosed, RequestTooLarge, TooManyRequests } from './errors.ts';
import { ExecutionEnvironment } from './execution-environment.ts';
import { checkVariables } from './function-variables.ts';
import type { InvokeResult } from './invoke-result.ts';

export type LambdaOptions = {
  readonly definition: FunctionDefinition;
  /** Beside what the definition sets and Lambda adds: the region, the role's credentials, the endpoint. */
  readonly environment: Readonly<Record<string, string>>;
  /** Every line that the function's processes write. */
  readonly onLog: (line: string) => void;
  /** Further arguments for Node, such as a `--require` of something to preload. */
  readonly nodeOptions?: readonly string[];
  /** How long loading the function may take; Lambda allows 10 seconds. */
  readonly initTimeoutMs?: number;
};

export type Lambda = {
  /**
   * Runs the function; bytes are passed on as they are, anything else as JSON. A function that fails resolves with
   * `functionError`; throws TooManyRequests, RequestTooLarge and LambdaClosed where the event never reached it.
   */
  readonly invoke: (payload: unknown) => Promise<InvokeResult>;
  /** Loads the function ahead of its first invocation, as Lambda's proactive initialization may. */
  readonly warm: () => void;
  /** Ends all its processes; what still runs in them fails. */
  readonly close: () => Promise<void>;
};

/** Without a reserved concurrency Lambda would allow 1,000; ten processes of one function are enough for one machine. */
const defaultConcurrency = 10;
const maxRequestBytes = 6_291_456;

/** A function as its deployment defines it, run from its bundle: an environment (a process) for each concurrent invocation. */
export function createLambda(options: LambdaOptions): Lambda {
  const { definition } = options;
  checkVariables(definition);
  const environments = new Set<ExecutionEnvironment>();
  const idle: ExecutionEnvironment[] = [];
  let closed = false;
  const killAll = () => {
    for (const environment of environments) environment.kill();
  };
  // Covers an exit that nobody announced; a process killed outright is noticed by its children themselves.
  const exit = atExit(killAll);

  return {
    invoke: async (payload) => {
      if (closed) throw new LambdaClosed(`${definition.name} was invoked after it was closed`);
      const bytes = toBytes(definition.name, payload);
      const environment = takeIdle(idle) ?? startEnvironment(options, environments);
      const result = await environment.invoke(bytes);
      if (environment.alive) idle.push(environment);
      return result;
    },
    warm: () => {
      if (!closed && idle.length === 0) idle.push(startEnvironment(options, environments));
    },
    close: async () => {
      closed = true;
      exit.takeBack();
      const ended = [...environments].map((environment) => environment.ended);
      killAll();
      await Promise.all(ended);
    },
  };
}

function toBytes(name: string, payload: unknown): Buffer {
  const bytes = Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload) ?? 'null');
  if (bytes.length > maxRequestBytes)
    throw new RequestTooLarge(
      `${name} was given ${bytes.length} bytes, Lambda takes ${maxRequestBytes} at most`,
    );
  return bytes;
}

/** The one used last, so that few environments stay warm; those that ended while idle are dropped. */
function takeIdle(idle: ExecutionEnvironment[]): ExecutionEnvironment | undefined {
  let environment = idle.pop();
  while (environment && !environment.alive) environment = idle.pop();
  return environment;
}

function startEnvironment(
  options: LambdaOptions,
  environments: Set<ExecutionEnvironment>,
): ExecutionEnvironment {
  const { definition, environment: variables, onLog, nodeOptions = [], initTimeoutMs = 10_000 } = options;
  const limit = definition.reservedConcurrency ?? defaultConcurrency;
  const alive = [...environments].filter((environment) => environment.alive).length;
  if (alive >= limit)
    throw new TooManyRequests(
      `${definition.name} already runs ${alive} invocations, its concurrency allows ${limit}: try again later`,
    );
  const environment = new ExecutionEnvironment({ definition, variables, onLog, nodeOptions, initTimeoutMs });
  environments.add(environment);
  environment.ended.then(() => environments.delete(environment));
  return environment;
}
