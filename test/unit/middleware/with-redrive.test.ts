import type { Context } from 'aws-lambda';
import { expect, test } from 'vitest';
import { withRedrive } from '../../../functions/middleware/with-redrive.ts';

const handler = withRedrive(
  async () => ({ outcome: 'dead-lettered', detail: 'by redrive' }),
  async () => 'handled',
);
const invoke = (event: unknown) => handler(event, {} as Context);

const redrive = {
  receivedAt: '2026-11-23T09:01:22.480Z',
  method: 'POST',
  path: '/webhooks/zoom',
  queryString: '',
  headers: {},
  bodyEncoding: 'utf8',
  body: '{}',
};

test('redrives what an operator orders', async () => {
  expect(await invoke({ sourceName: 'zoom', redrive })).toMatchObject({ outcome: 'dead-lettered' });
});

test.each([
  ['the gateway’s event', { version: '2.0', body: JSON.stringify({ sourceName: 'zoom', redrive }) }],
  ['a redrive with a key beside its own', { version: '2.0', sourceName: 'zoom', redrive }],
  ['a redrive of something else', { sourceName: 'zoom', redrive: {} }],
  ['a text', 'redrive'],
  ['nothing', null],
])('handles %s as what comes over HTTP', async (_what, event) => {
  expect(await invoke(event)).toBe('handled');
});
