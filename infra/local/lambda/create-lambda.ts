import { createPool, type PoolOptions } from './environment-pool.ts';
import { RequestTooLarge, TooManyRequests } from './errors.ts';
import { checkVariables } from './function-variables.ts';
import type { InvokeResult } from './invoke-result.ts';

export type Lambda = {
  /**
   * Runs the function, once a process of it is free; bytes are passed on as they are, anything else as JSON. A function that
   * fails resolves with `functionError`; throws TooManyRequests, RequestTooLarge and LambdaClosed where the event never reached it.
   */
  readonly invoke: (payload: unknown) => Promise<InvokeResult>;
  /** Loads the function ahead of its first invocation, as Lambda's proactive initialization may. */
  readonly warm: () => void;
  /** Ends all its processes; what still runs in them fails. */
  readonly close: () => Promise<void>;
};

/** What Lambda allows without a reserved concurrency: https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html */
const accountConcurrency = 1000;
const maxRequestBytes = 6_291_456;

/** A function as its deployment defines it, run from its bundle: an environment (a process) for each concurrent invocation. */
export function createLambda(options: PoolOptions): Lambda {
  const { definition } = options;
  checkVariables(definition);
  const limit = definition.reservedConcurrency ?? accountConcurrency;
  const pool = createPool(options);
  let running = 0;

  return {
    invoke: async (payload) => {
      const bytes = toBytes(definition.name, payload);
      if (running >= limit)
        throw new TooManyRequests(
          `${definition.name} already runs ${running} invocations, its concurrency allows ${limit}: try again later`,
        );
      running += 1;
      try {
        return await pool.run(bytes);
      } finally {
        running -= 1;
      }
    },
    warm: pool.warm,
    close: pool.close,
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
