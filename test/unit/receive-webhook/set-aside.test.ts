import { describe, expect, it } from 'vitest';
import { Untranslatable } from '../../../shared/errors.ts';
import type { OriginalWebhook } from '../../../shared/receive-webhook/original.ts';
import { setAside } from '../../../shared/receive-webhook/set-aside.ts';
import type { Webhook } from '../../../shared/sources/source.ts';
import { arrivalOf, fakeSource, keeping, secret, webhookOf } from './sample.ts';

async function letterOf(overrides: Partial<Webhook>, body?: unknown) {
  const { kept, dependencies } = keeping();
  const arrival = arrivalOf(fakeSource(), {}, webhookOf(body, overrides));
  await setAside(arrival, new Untranslatable(`no event in ${secret}`), dependencies);
  const [letter] = kept.letters;
  if (!letter) throw new Error('nothing was set aside');
  return { letter, original: JSON.parse(letter.original) as OriginalWebhook };
}

describe('setAside', () => {
  it('keeps the whole webhook with its reason, source, account and time', async () => {
    const { letter, original } = await letterOf({ queryString: 'a=1' }, { état: '\u{1f600}' });
    expect(letter).toMatchObject({
      id: expect.stringMatching(/^webhook\/[0-9a-f]{64}$/),
      reason: 'untranslatable',
      detail: 'no event in [masked]',
      source: 'desk',
      accountId: '7',
      firstSeenAt: '2026-11-23T09:01:23.000Z',
      lastSeenAt: '2026-11-23T09:01:23.000Z',
    });
    expect(original).toEqual({
      method: 'POST',
      path: '/webhooks/desk',
      queryString: 'a=1',
      headers: { 'content-type': 'application/json' },
      receivedAt: '2026-11-23T09:01:23.000Z',
      bodyEncoding: 'utf8',
      body: '{"état":"\u{1f600}"}',
    });
  });

  it('leaves out the headers that prove or carry a right', async () => {
    const credentials = ['authorization', 'cookie', 'x-zm-signature', 'x-auth', 'x-api-key', 'x-hub-token'];
    const headers = Object.fromEntries([...credentials, 'user-agent'].map((name) => [name, 'value']));
    const { original } = await letterOf({ headers });
    expect(original.headers).toEqual({ 'user-agent': 'value' });
  });

  it('masks the signing secrets in body, headers, path and query', async () => {
    const { letter, original } = await letterOf({
      path: `/webhooks/desk/${secret}`,
      queryString: `key=${encodeURIComponent(secret)}`,
      headers: { 'x-note': `with ${secret}` },
      body: Buffer.from(JSON.stringify({ token: secret })),
    });
    expect(original).toMatchObject({
      path: '/webhooks/desk/[masked]',
      queryString: 'key=[masked]',
      headers: { 'x-note': 'with [masked]' },
      body: '{"token":"[masked]"}',
    });
    expect(JSON.stringify(letter)).not.toContain(secret);
  });

  it('keeps bytes that are not text as base64, masked all the same', async () => {
    const body = Buffer.concat([Buffer.from([0xff, 0x00, 0xfe]), Buffer.from(secret), Buffer.from([0x80])]);
    const { original } = await letterOf({ body });
    expect(original.bodyEncoding).toBe('base64');
    expect(Buffer.from(original.body, 'base64').toString('latin1')).toBe('\xff\x00\xfe[masked]\x80');
  });

  it('takes two webhooks of equal bodies for two', async () => {
    const one = await letterOf({ headers: { 'x-request-id': '1' } });
    const other = await letterOf({ headers: { 'x-request-id': '2' } });
    expect(one.letter.id).not.toBe(other.letter.id);
  });
});
