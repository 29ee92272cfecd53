import { describe, expect, it } from 'vitest';
import { SignatureRefused, Unavailable } from '../../../shared/errors.ts';
import { receiveWebhook } from '../../../shared/receive-webhook/receive-webhook.ts';
import { activity, fakeSource, keeping, requestOf } from './sample.ts';

const forged = requestOf(
  { events: [activity], ignored: 0 },
  { headers: { 'content-type': 'application/json', 'x-signature': 'guess' } },
);
const down = { send: () => Promise.reject(new Unavailable('SQS')) };
const queuesDown = { events: down, contacts: down };

describe('a vendor that switches off what refuses', () => {
  const sources = { fake: fakeSource({ refusalStatus: 200 }) };

  it('is answered success for a webhook that is not genuine, which is dropped and logged', async () => {
    const { kept, dependencies } = keeping({ sources });
    expect(await receiveWebhook(forged, dependencies)).toMatchObject({
      statusCode: 200,
      body: '{"accepted":0,"ignored":0}',
    });
    const line = { event: 'webhook-refused', source: 'desk', status: 200, code: 'signature-refused' };
    expect(kept).toMatchObject({ events: [], contacts: [], letters: [], log: [line] });
  });

  it('is told of every other failure as it is', async () => {
    const { dependencies } = keeping({ sources, queues: queuesDown });
    const request = requestOf({ events: [activity], ignored: 0 });
    await expect(receiveWebhook(request, dependencies)).rejects.toMatchObject({ status: 503 });
  });
});

describe('a vendor that tries again after 409 only', () => {
  const sources = { fake: fakeSource({ retryStatus: 409 }) };
  const request = requestOf({ events: [activity], ignored: 0 });

  it('is answered 409 where the queue does not take its events', async () => {
    const { dependencies } = keeping({ sources, queues: queuesDown });
    const failed = receiveWebhook(request, dependencies);
    await expect(failed).rejects.toMatchObject({ status: 409, cause: expect.any(Unavailable) });
    await expect(failed).rejects.toBeInstanceOf(Unavailable);
  });

  it('is answered 409 where anything else fails on our side, the dead letters included', async () => {
    const secrets = { read: () => Promise.reject(new TypeError('oops')), readAgain: async () => [] };
    const { dependencies } = keeping({ sources, secrets });
    await expect(receiveWebhook(request, dependencies)).rejects.toMatchObject({ status: 409 });
    const deadLetters = { put: () => Promise.reject(new Unavailable('the table')) };
    const full = keeping({ sources, deadLetters }).dependencies;
    await expect(receiveWebhook(requestOf('no JSON'), full)).rejects.toMatchObject({ status: 409 });
  });

  it('is answered 401 for a webhook that is not genuine', async () => {
    const { dependencies } = keeping({ sources });
    await expect(receiveWebhook(forged, dependencies)).rejects.toBeInstanceOf(SignatureRefused);
  });
});

describe('a handshake without proof', () => {
  const greet = ({ method }: { method: string }) =>
    method === 'HEAD' ? ({ status: 200, headers: { 'x-echo': '1' } } as const) : undefined;
  const sources = { fake: fakeSource({ greet, handshakeMethods: ['HEAD'] }) };

  it('is answered before anything is verified, and nothing of it is used', async () => {
    const secrets = { read: () => Promise.reject(new Error('read')), readAgain: async () => [] };
    const { kept, dependencies } = keeping({ sources, secrets });
    expect(await receiveWebhook(requestOf({}, { method: 'HEAD', headers: {} }), dependencies)).toEqual({
      statusCode: 200,
      headers: { 'x-echo': '1' },
    });
    expect(kept).toEqual({ events: [], contacts: [], letters: [], log: [], measured: [] });
  });

  it('leaves the webhooks themselves to be verified', async () => {
    const { dependencies } = keeping({ sources });
    await expect(receiveWebhook(forged, dependencies)).rejects.toBeInstanceOf(SignatureRefused);
  });
});
