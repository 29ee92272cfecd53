import type { Context } from 'aws-lambda';
import { expect, test, vi } from 'vitest';
import { withMetrics } from '../../../functions/middleware/with-metrics.ts';

const context = {} as Context;

test('publishes once the handler has answered', async () => {
  const publish = vi.fn();
  const handle = withMetrics({ publish }, async (event: string) => {
    expect(publish).not.toHaveBeenCalled();
    return event.length;
  });
  expect(await handle('four', context)).toBe(4);
  expect(publish).toHaveBeenCalledOnce();
});

test('publishes too where the handler fails, and passes its error on', async () => {
  const publish = vi.fn();
  const handle = withMetrics({ publish }, () => Promise.reject(new Error('no API')));
  await expect(handle('event', context)).rejects.toThrow('no API');
  expect(publish).toHaveBeenCalledOnce();
});
