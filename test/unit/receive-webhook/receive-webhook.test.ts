import { describe, expect, it } from 'vitest';
import {
  BodyTooLarge,
  InvalidEvents,
  MethodRefused,
  SignatureRefused,
  Unavailable,
  UnknownSource,
  UnsupportedMediaType,
} from '../../../shared/errors.ts';
import { openEnvelope } from '../../../shared/events/envelope.ts';
import { receiveWebhook } from '../../../shared/receive-webhook/receive-webhook.ts';
import { activity, fakeSource, keeping, milestone, requestOf, secret } from './sample.ts';

describe('receiveWebhook', () => {
  it('puts contact events on the contacts queue, all others on the events queue, and counts them', async () => {
    const { kept, dependencies } = keeping();
    const answer = await receiveWebhook(
      requestOf({ events: [activity, milestone, activity], ignored: 2 }),
      dependencies,
    );
    expect(answer).toEqual({
      statusCode: 202,
      headers: { 'content-type': 'application/json' },
      body: '{"accepted":3,"ignored":2}',
    });
    expect(kept.events.flatMap(openEnvelope)).toHaveLength(2);
    expect(kept.contacts.flatMap(openEnvelope)).toEqual([
      expect.objectContaining({
        ...milestone,
        source: 'desk',
        accountId: '7',
        receivedAt: '2026-11-23T09:01:23.000Z',
        id: expect.stringMatching(/^[0-9a-f]{64}$/),
      }),
    ]);
    expect(kept.log).toMatchObject([
      { event: 'webhook-accepted', source: 'desk', events: 2, contacts: 1, ignored: 2 },
    ]);
  });

  it('answers an event kind that is not used as taken, and sends nothing', async () => {
    const { kept, dependencies } = keeping();
    const answer = await receiveWebhook(requestOf({ events: [], ignored: 1 }), dependencies);
    expect(answer).toMatchObject({ statusCode: 202, body: '{"accepted":0,"ignored":1}' });
    expect([...kept.events, ...kept.contacts]).toEqual([]);
  });

  it('answers 204 without a body', async () => {
    const { dependencies } = keeping({ sources: { fake: fakeSource({ successStatus: 204 }) } });
    expect(await receiveWebhook(requestOf(), dependencies)).toEqual({
      statusCode: 204,
      headers: { 'content-type': 'application/json' },
    });
  });

  it('answers and reads as the entry decides, where the source leaves that to it', async () => {
    const source = fakeSource({
      configure: ({ accountId }) => ({
        successStatus: 200,
        mediaTypes: ['text/plain'],
        parse: () => ({ events: [], ignored: Number(accountId) }),
      }),
    });
    const { dependencies } = keeping({ sources: { fake: source } });
    const request = requestOf('', { headers: { 'content-type': 'text/plain', 'x-signature': secret } });
    expect(await receiveWebhook(request, dependencies)).toMatchObject({
      statusCode: 200,
      body: '{"accepted":0,"ignored":7}',
    });
    await expect(receiveWebhook(requestOf(), dependencies)).rejects.toThrow(UnsupportedMediaType);
  });

  it('refuses a source that is not configured, and one named like an object’s own property', async () => {
    const { dependencies } = keeping();
    for (const sourceName of ['elsewhere', 'constructor', '__proto__', '']) {
      const request = { ...requestOf(), sourceName };
      await expect(receiveWebhook(request, dependencies)).rejects.toThrow(UnknownSource);
    }
  });

  it('refuses method, size and media type before it looks at the signature', async () => {
    const { dependencies } = keeping({
      secrets: { read: () => Promise.reject(new Error('read')), readAgain: async () => [] },
    });
    const refused = (overrides: object) => receiveWebhook(requestOf({}, overrides), dependencies);
    await expect(refused({ method: 'GET' })).rejects.toThrow(MethodRefused);
    await expect(refused({ body: Buffer.alloc(1_048_577) })).rejects.toThrow(BodyTooLarge);
    await expect(refused({ headers: {} })).rejects.toThrow(UnsupportedMediaType);
  });

  it('enqueues nothing of a webhook that is not genuine', async () => {
    const { kept, dependencies } = keeping();
    const forged = requestOf(
      { events: [activity], ignored: 0 },
      { headers: { 'content-type': 'application/json', 'x-signature': 'guess' } },
    );
    await expect(receiveWebhook(forged, dependencies)).rejects.toThrow(SignatureRefused);
    expect(kept).toEqual({ events: [], contacts: [], letters: [], log: [], measured: [] });
  });

  it('answers a verified handshake and enqueues nothing', async () => {
    const source = fakeSource({
      answerHandshake: () => ({ status: 200, headers: { 'x-echo': '1' }, body: { proof: 'p' } }),
    });
    const { kept, dependencies } = keeping({ sources: { fake: source } });
    expect(await receiveWebhook(requestOf({ events: [activity] }), dependencies)).toEqual({
      statusCode: 200,
      headers: { 'content-type': 'application/json', 'x-echo': '1' },
      body: '{"proof":"p"}',
    });
    expect(kept.events).toEqual([]);
  });

  it('answers a handshake without body', async () => {
    const source = fakeSource({ answerHandshake: () => ({ status: 204, headers: { 'x-echo': '1' } }) });
    const { dependencies } = keeping({ sources: { fake: source } });
    expect(await receiveWebhook(requestOf(), dependencies)).toEqual({
      statusCode: 204,
      headers: { 'x-echo': '1' },
    });
  });

  it('sets a genuine webhook that cannot be translated aside whole, answers it as taken and logs its id', async () => {
    const { kept, dependencies } = keeping();
    const answer = await receiveWebhook(requestOf('no JSON'), dependencies);
    expect(answer).toMatchObject({ statusCode: 202, body: '{"accepted":0,"ignored":0}' });
    expect(kept.letters).toHaveLength(1);
    const id = kept.letters[0]?.id;
    expect(kept.log).toEqual([{ event: 'dead-lettered', reason: 'untranslatable', source: 'desk', id }]);
    expect(kept.events).toEqual([]);
  });

  it('sets a webhook aside too when the source’s own code fails on it', async () => {
    const translate = () => {
      throw new TypeError(`cannot read ${secret}`);
    };
    const { kept, dependencies } = keeping({ sources: { fake: fakeSource({ translate }) } });
    expect((await receiveWebhook(requestOf(), dependencies)).statusCode).toBe(202);
    expect(kept.letters[0]?.detail).toBe('reading what fake sent failed: TypeError: cannot read [masked]');
  });

  it('takes nothing when the dead letter cannot be written', async () => {
    const put = () => Promise.reject(new Unavailable('the table'));
    const { dependencies } = keeping({ deadLetters: { put } });
    await expect(receiveWebhook(requestOf('no JSON'), dependencies)).rejects.toThrow(Unavailable);
  });

  it('tells a first-party sender each fault and enqueues nothing of the request', async () => {
    const { kept, dependencies } = keeping({ sources: { fake: fakeSource({ firstParty: true }) } });
    const request = requestOf({ events: [activity, { ...activity, agentId: '' }], ignored: 0 });
    const refused = receiveWebhook(request, dependencies);
    await expect(refused).rejects.toThrow(InvalidEvents);
    await expect(refused).rejects.toMatchObject({ faults: [{ path: 'events[1].agentId' }] });
    expect(kept).toEqual({ events: [], contacts: [], letters: [], log: [], measured: [] });
  });

  it('reports the failure of either queue, once both have ended', async () => {
    const ended: string[] = [];
    const fails = { send: () => Promise.reject(new Unavailable('the contacts queue')) };
    const takes = {
      send: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        ended.push('events');
      },
    };
    const { dependencies } = keeping({ queues: { events: takes, contacts: fails } });
    const request = requestOf({ events: [activity, milestone], ignored: 0 });
    await expect(receiveWebhook(request, dependencies)).rejects.toThrow('the contacts queue');
    expect(ended).toEqual(['events']);
  });
});
