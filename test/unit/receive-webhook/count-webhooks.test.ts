import { expect, test } from 'vitest';
import { SignatureRefused } from '../../../shared/errors.ts';
import { receiveWebhook } from '../../../shared/receive-webhook/receive-webhook.ts';
import { activity, fakeSource, keeping, requestOf } from './sample.ts';

const source = 'desk';

test.each([
  ['with events', { events: [activity, activity], ignored: 1 }, 'webhook-accepted'],
  ['of a kind not used', { events: [], ignored: 1 }, 'webhook-ignored'],
])(
  'writes one line of a genuine webhook %s, which has all that it is counted by, and measures nothing beside it',
  async (_, body, event) => {
    const { kept, dependencies } = keeping();
    await receiveWebhook(requestOf(body), dependencies);
    const { environment } = dependencies.configuration;
    expect(kept.log).toMatchObject([{ event, service: 'cloud-connect-adapter', environment, source }]);
    expect(kept.measured).toEqual([]);
  },
);

test('counts a genuine webhook that cannot be read as untranslatable, once and by source', async () => {
  const { kept, dependencies } = keeping();
  await receiveWebhook(requestOf('no JSON'), dependencies);
  expect(kept.measured).toEqual([{ name: 'WebhooksUntranslatable', value: 1, source }]);
});

test('counts nothing as accepted that the queue did not take', async () => {
  const failing = { send: () => Promise.reject(new Error('SQS is down')) };
  const { kept, dependencies } = keeping({ queues: { events: failing, contacts: failing } });
  await expect(receiveWebhook(requestOf({ events: [activity] }), dependencies)).rejects.toThrow();
  expect(kept.measured).toEqual([]);
  expect(kept.log).toEqual([]);
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
