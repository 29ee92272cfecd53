import { TooManyRequests } from '../lambda/errors.ts';
import { failureText, type InvokeResult } from '../lambda/invoke-result.ts';
import type { Pause } from '../pause.ts';
import { type BatchOutcome, readBatchResponse } from './read-batch-response.ts';

export type BatchRun<Item> = {
  readonly invoke: (payload: { readonly Records: readonly Item[] }) => Promise<InvokeResult>;
  /** What the function names a failed record by. */
  readonly idOf: (record: Item) => string;
  readonly reportBatchItemFailures: boolean;
  readonly pause: Pause;
  /** How long a throttled invocation is tried again: until others see the first message once more, or it has expired. */
  readonly giveUpAfterMs: number;
};

const throttledPauseMs = 1000;

/** Invokes the function with a batch and reads from its answer what succeeded; never rejects. */
export async function runBatch<Item>(records: readonly Item[], run: BatchRun<Item>): Promise<BatchOutcome> {
  let result: InvokeResult;
  try {
    result = await invokeWhenFree(records, run);
  } catch (error) {
    return { type: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
  const { functionError, payload } = result;
  if (functionError) return { type: 'failed', reason: failureText(payload), functionError };
  if (!run.reportBatchItemFailures) return { type: 'done', failed: new Set() };
  return readBatchResponse(result.payload, new Set(records.map(run.idOf)));
}

async function invokeWhenFree<Item>(records: readonly Item[], run: BatchRun<Item>): Promise<InvokeResult> {
  for (let waitedMs = 0; ; waitedMs += throttledPauseMs) {
    try {
      return await run.invoke({ Records: records });
    } catch (error) {
      if (!(error instanceof TooManyRequests) || waitedMs >= run.giveUpAfterMs) throw error;
      await run.pause(throttledPauseMs);
    }
  }
}
