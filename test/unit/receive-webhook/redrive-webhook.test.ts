import { describe, expect, test } from 'vitest';
import { withRedrive } from '../../../functions/middleware/with-redrive.ts';
import { InvalidEvents, UnknownSource, Untranslatable } from '../../../shared/errors.ts';
import type { OriginalWebhook } from '../../../shared/receive-webhook/original.ts';
import { receiveWebhook } from '../../../shared/receive-webhook/receive-webhook.ts';
import { redriveWebhook } from '../../../shared/receive-webhook/redrive-webhook.ts';
import type { WebhookSource } from '../../../shared/sources/source.ts';
import { activity, fakeSource, keeping, milestone, nowMs, requestOf } from './sample.ts';

const refusing: WebhookSource = fakeSource({
  translate: () => {
    throw new Untranslatable('no such shape');
  },
});
const later = () => nowMs + 3_600_000;

/** The dead letter of a webhook that the source could not read when it came in. */
async function setAside(body: unknown) {
  const { kept, dependencies } = keeping({ sources: { fake: refusing } });
  await receiveWebhook(requestOf(body), dependencies);
  const [letter] = kept.letters;
  if (!letter) throw new Error('nothing was set aside');
  const redrive = JSON.parse(letter.original) as OriginalWebhook;
  return { letter, request: { sourceName: 'desk', redrive } };
}

describe('redriveWebhook', () => {
  test('enqueues the events as of the time the webhook came in, though its proof is gone', async () => {
    const { request } = await setAside({ events: [activity, milestone], ignored: 1 });
    expect(request.redrive.headers).not.toHaveProperty('x-signature');
    const { kept, dependencies } = keeping({ now: later });
    expect(await redriveWebhook(request, dependencies)).toEqual({
      outcome: 'taken',
      accepted: 2,
      ignored: 1,
    });
    expect(JSON.parse(kept.events[0] ?? '')).toMatchObject({
      source: 'desk',
      accountId: '7',
      receivedAt: new Date(nowMs).toISOString(),
      events: [activity],
    });
    expect(JSON.parse(kept.contacts[0] ?? '')).toMatchObject({ events: [milestone] });
    expect(kept.letters).toEqual([]);
  });

  test('gives an event the id that its webhook would have given it', async () => {
    const person = { type: 'person', agentId: '1', firstName: 'A', lastName: 'B' };
    const direct = keeping();
    await receiveWebhook(requestOf({ events: [person], ignored: 0 }), direct.dependencies);
    const { request } = await setAside({ events: [person], ignored: 0 });
    const redriven = keeping({ now: later });
    await redriveWebhook(request, redriven.dependencies);
    expect(redriven.kept.events).toEqual(direct.kept.events);
  });

  test('writes what still cannot be translated under the same id, first seen when it came in, with the words of now', async () => {
    const { letter, request } = await setAside({ events: [activity], ignored: 0 });
    const stillRefusing = fakeSource({
      translate: () => {
        throw new Untranslatable('still no such shape');
      },
    });
    const { kept, dependencies } = keeping({ now: later, sources: { fake: stillRefusing } });
    const answer = { outcome: 'dead-lettered', detail: 'still no such shape' };
    expect(await redriveWebhook(request, dependencies)).toEqual(answer);
    const lastSeenAt = new Date(later()).toISOString();
    expect(kept.letters).toEqual([{ ...letter, detail: answer.detail, lastSeenAt }]);
    expect(kept.events).toEqual([]);
  });

  test('takes bytes that are no text as they were', async () => {
    const { request } = await setAside({ events: [activity], ignored: 0 });
    const { bodyEncoding: _, body, ...rest } = request.redrive;
    const redrive = { ...rest, bodyEncoding: 'base64', body: Buffer.from(body).toString('base64') } as const;
    const { dependencies } = keeping();
    expect(await redriveWebhook({ sourceName: 'desk', redrive }, dependencies)).toMatchObject({
      accepted: 1,
    });
  });

  test('throws where the source is gone from the configuration, or is a first-party one that can send again', async () => {
    const { request } = await setAside({ events: [{ ...activity, agentId: '' }], ignored: 0 });
    const { dependencies } = keeping({ sources: { fake: fakeSource({ firstParty: true }) } });
    await expect(redriveWebhook({ ...request, sourceName: 'gone' }, dependencies)).rejects.toThrow(
      UnknownSource,
    );
    await expect(redriveWebhook(request, dependencies)).rejects.toThrow(InvalidEvents);
  });
});

describe('withRedrive', () => {
  const handler = withRedrive(
    async () => ({ outcome: 'taken', accepted: 0, ignored: 0 }),
    async () => 'over HTTP',
  );
  const context = {} as never;

  test('hands a redrive to the one, and everything else to the other', async () => {
    const { request } = await setAside({ events: [], ignored: 0 });
    expect(await handler(request, context)).toEqual({ outcome: 'taken', accepted: 0, ignored: 0 });
    expect(await handler({}, context)).toBe('over HTTP');
  });

  test('takes no event that the gateway could have made for a redrive, whatever its request holds', async () => {
    const { request } = await setAside({ events: [], ignored: 0 });
    const gateway = { version: '2.0', routeKey: 'ANY /webhooks/{source}', body: JSON.stringify(request) };
    expect(await handler(gateway, context)).toBe('over HTTP');
    expect(await handler({ ...gateway, ...request }, context)).toBe('over HTTP');
    expect(await handler({ version: '2.0', ...request }, context)).toBe('over HTTP');
  });
});
