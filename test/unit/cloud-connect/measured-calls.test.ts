import { expect, test } from 'vitest';
import { Outage, Refusal, Unauthorized } from '../../../shared/cloud-connect/errors.ts';
import { measuredCalls } from '../../../shared/cloud-connect/measured-calls.ts';
import type { Measured } from '../measured.ts';

const call = 'bulkInsertAgentActivity';

/** What is measured of a call that takes 120 ms and ends so. */
async function measuredOf(end: () => never | { Success: true }): Promise<Measured[]> {
  const measured: Measured[] = [];
  const times = [1000, 1120];
  const send = measuredCalls(
    (async () => end()) as never,
    (name, value, dimensions) => measured.push({ name, value, ...dimensions }),
    () => times.shift() ?? 0,
  );
  await send(call, {}).catch(() => {});
  return measured;
}

test.each([
  ['is taken', 0, () => ({ Success: true }) as const],
  ['is refused, since the API understood it', 0, refuse(new Refusal('no', { apiStatus: 400, apiWords: '' }))],
  ['is not answered', 1, refuse(new Outage('no answer'))],
  ['comes with a token that no longer counts', 1, refuse(new Unauthorized('401'))],
])('a request that %s counts %d errors, and its time either way', async (_, errors, end) => {
  expect(await measuredOf(end)).toEqual([
    { name: 'ApiLatency', value: 120, call },
    { name: 'ApiErrors', value: errors, call },
  ]);
});

function refuse(error: Error): () => never {
  return () => {
    throw error;
  };
}
