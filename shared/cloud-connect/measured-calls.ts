import type { Metrics } from '../metrics.ts';
import { Refusal } from './errors.ts';
import type { SendCall } from './send-call.ts';

/** Calls whose latency and errors are measured. A refusal is no error of the API's: it understood what was sent. */
export function measuredCalls(send: SendCall, metrics: Metrics, now: () => number): SendCall {
  return async (call, request) => {
    const startedMs = now();
    const measure = (errors: 0 | 1) => {
      metrics('ApiLatency', now() - startedMs, { call });
      metrics('ApiErrors', errors, { call });
    };
    try {
      const envelope = await send(call, request);
      measure(0);
      return envelope;
    } catch (error) {
      measure(error instanceof Refusal ? 0 : 1);
      throw error;
    }
  };
}
