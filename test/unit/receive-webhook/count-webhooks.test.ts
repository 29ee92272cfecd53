import { expect, test } from 'vitest';
import { SignatureRefused } from '../../../shared/errors.ts';
import { receiveWebhook } from '../../../shared/receive-webhook/receive-webhook.ts';
import { activity, fakeSource, keeping, requestOf } from './sample.ts';

const source = 'desk';

test.each([
  ['with events as accepted', { events: [activity, activity], ignored: 1 }, 'WebhooksAccepted'],
  ['of a kind not used as ignored', { events: [], ignored: 1 }, 'WebhooksIgnored'],
  ['that cannot be read as untranslatable', 'no JSON', 'WebhooksUntranslatable'],
])('counts a genuine webhook %s, once and by source', async (_, body, name) => {
  const { kept, dependencies } = keeping();
  await receiveWebhook(requestOf(body), dependencies);
  expect(kept.measured).toEqual([{ name, value: 1, source }]);
});

test('counts nothing as accepted that the queue did not take', async () => {
  const failing = { send: () => Promise.reject(new Error('SQS is down')) };
  const { kept, dependencies } = keeping({ queues: { events: failing, contacts: failing } });
  await expect(receiveWebhook(requestOf({ events: [activity] }), dependencies)).rejects.toThrow();
  expect(kept.measured).toEqual([]);
});

test('counts a forged webhook that is dropped with a success as refused', async () => {
  const verify = () => {
    throw new SignatureRefused('no signature matches');
  };
  const { kept, dependencies } = keeping({ sources: { fake: fakeSource({ verify, refusalStatus: 200 }) } });
  expect(await receiveWebhook(requestOf(), dependencies)).toMatchObject({ statusCode: 200 });
  expect(kept.measured).toEqual([
    { name: 'WebhooksRefused', value: 1, reason: 'signature-refused' },
    { name: 'WebhooksRefused', value: 1, source, reason: 'signature-refused' },
  ]);
});
