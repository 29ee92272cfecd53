import { createHash } from 'node:crypto';
import { CloudEvent, HTTP } from 'cloudevents';
import * as fc from 'fast-check';
import { CompactSign, compactVerify, jwtVerify, SignJWT } from 'jose';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import twilioLibrary from 'twilio';
import { expect, test } from 'vitest';
import { SignatureRefused } from '../../shared/errors.ts';
import { parseJson } from '../../shared/sources/parse-json.ts';
import { nowMs, webhookSource } from './source-under-test.ts';

/**
 * The official libraries as senders and receivers: a round trip through our own code alone cannot show that we have
 * misread a specification.
 */
const standard = webhookSource('standard');
// The library takes the time from the system's clock alone, so this is the one test that does too.
const library = new StandardWebhook(standard.secret);

test('standard accepts what the standardwebhooks library signs', () => {
  fc.assert(
    fc.property(fc.json(), fc.stringMatching(/^[\w-]{1,40}$/), (body, id) => {
      const at = new Date();
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': library.sign(id, at, body),
      };
      expect(() =>
        standard.verify({ headers, body: Buffer.from(body) }, { nowMs: at.getTime() }),
      ).not.toThrow();
    }),
  );
});

test('the standardwebhooks library accepts what standard signs', () => {
  const nowMs = Date.now();
  for (const sample of standard.samples) {
    const { secret, settings } = standard;
    const signed = standard.source.sign(sample, { secret, settings, nowMs });
    expect(library.verify(signed.body.toString(), { ...signed.headers })).toEqual(
      JSON.parse(sample.body.toString()),
    );
  }
});

const dialpad = webhookSource('dialpad');
const dialpadKey = Buffer.from(dialpad.secret);

test('dialpad accepts what the jose library signs', async () => {
  await fc.assert(
    fc.asyncProperty(fc.json(), async (payload) => {
      const token = await new CompactSign(Buffer.from(payload))
        .setProtectedHeader({ typ: 'JWT', alg: 'HS256' })
        .sign(dialpadKey);
      const webhook = { headers: {}, body: Buffer.from(token) };
      expect(dialpad.read(webhook)).toEqual(parseJson(Buffer.from(payload)));
    }),
  );
});

test('dialpad refuses what the jose library signs with another algorithm', async () => {
  for (const alg of ['HS384', 'HS512']) {
    const token = await new CompactSign(Buffer.from('{}')).setProtectedHeader({ alg }).sign(dialpadKey);
    expect(() => dialpad.verify({ headers: {}, body: Buffer.from(token) })).toThrow(SignatureRefused);
  }
});

test('the jose library accepts what dialpad signs', async () => {
  for (const sample of dialpad.samples) {
    const { payload } = await compactVerify(dialpad.sign(sample).body, dialpadKey, { algorithms: ['HS256'] });
    expect(Buffer.from(payload)).toEqual(sample.body);
  }
});

const vonage = webhookSource('vonage');
const vonageKey = Buffer.from(vonage.secret, 'base64');
const sha256 = (body: Buffer) => createHash('sha256').update(body).digest('hex');

test('vonage accepts what the cloudevents library writes and the jose library signs', async () => {
  for (const sample of vonage.samples) {
    const event = new CloudEvent(JSON.parse(sample.body.toString()));
    const { headers, body: text } = HTTP.structured(event);
    const contentType = String(headers['content-type']).split(';')[0];
    expect(vonage.source.mediaTypes).toContain(contentType);
    const body = Buffer.from(String(text));
    const token = await new SignJWT({ payload_hash: sha256(body) })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer('Vonage')
      .setIssuedAt(new Date(nowMs))
      .setExpirationTime(new Date(nowMs + 300_000))
      .sign(vonageKey);
    const payload = vonage.read({ headers: { 'vonage-signature': token }, body });
    expect(vonage.translate(payload)).toStrictEqual(vonage.expected(sample.name));
  }
});

test('the jose and cloudevents libraries accept what vonage signs', async () => {
  for (const sample of vonage.samples) {
    const { headers, body } = vonage.sign(sample);
    const { payload } = await jwtVerify(String(headers['vonage-signature']), vonageKey, {
      algorithms: ['HS256'],
      currentDate: new Date(nowMs),
      requiredClaims: ['iat', 'exp'],
      maxTokenAge: 300,
    });
    expect(payload['payload_hash']).toBe(sha256(body));
    const asCloudEvent = { 'content-type': 'application/cloudevents+json' };
    expect(HTTP.isEvent({ headers: asCloudEvent, body: body.toString() })).toBe(true);
  }
});
const twilio = webhookSource('twilio');

/** URLs as an account may configure them, with and without a port and a query of their own. */
const twilioUrl = fc.record({
  publicUrl: fc
    .tuple(
      fc.constantFrom('https://hooks.example.com', 'http://hooks.example.com', 'https://[2001:db8::1]'),
      fc.constantFrom('', ':80', ':443', ':8470'),
      fc.stringMatching(/^(\/[\w.~-]{1,9}){0,4}$/),
    )
    .map((parts) => parts.join('')),
  query: fc.stringMatching(/^(|[a-z]{1,9}=[\w.~%20-]{0,9}(&[a-z]{1,9}=[\w.~-]{0,9}){0,2})$/),
});
const parameters = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }));

function called(publicUrl: string, body: string, form = true) {
  const headers = { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json' };
  return { settings: { ...twilio.settings, publicUrl }, webhook: { headers, body: Buffer.from(body) } };
}

/** The secret by which our twilio proves what was called with this signature. */
function verifiedBy({ settings, webhook }: ReturnType<typeof called>, signature: string, queryString = '') {
  const headers = { ...webhook.headers, 'x-twilio-signature': signature };
  return twilio.verify({ ...webhook, headers, queryString }, { settings });
}

test('twilio accepts a form that the twilio library signs', () => {
  fc.assert(
    fc.property(twilioUrl, parameters, ({ publicUrl, query }, params) => {
      const url = query ? `${publicUrl}?${query}` : publicUrl;
      const signature = twilioLibrary.getExpectedTwilioSignature(twilio.secret, url, params);
      const sent = called(publicUrl, new URLSearchParams(params).toString());
      expect(verifiedBy(sent, signature, query)).toBe(twilio.secret);
    }),
  );
});

test('twilio accepts JSON that the twilio library signs, whatever stands before its hash in the URL', () => {
  fc.assert(
    fc.property(twilioUrl, fc.json(), ({ publicUrl, query }, body) => {
      const hash = `bodySHA256=${twilioLibrary.getExpectedBodyHash(body)}`;
      const queryString = query ? `${query}&${hash}` : hash;
      const url = `${publicUrl}?${queryString}`;
      const signature = twilioLibrary.getExpectedTwilioSignature(twilio.secret, url, {});
      expect(verifiedBy(called(publicUrl, body, false), signature, queryString)).toBe(twilio.secret);
    }),
  );
});

test('twilio takes each value of a repeated parameter once, as the twilio library signs it', () => {
  const values = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 });
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), values), (params) => {
      const url = 'https://hooks.example.com/twilio';
      const signature = twilioLibrary.getExpectedTwilioSignature(twilio.secret, url, params);
      const fields = Object.entries(params).flatMap(([name, all]) =>
        all.map((value): [string, string] => [name, value]),
      );
      const sent = called(url, new URLSearchParams(fields).toString());
      expect(verifiedBy(sent, signature)).toBe(twilio.secret);
    }),
  );
});

test('the twilio library accepts what twilio signs', () => {
  fc.assert(
    fc.property(twilioUrl, parameters, fc.json(), ({ publicUrl }, params, json) => {
      const form = called(publicUrl, new URLSearchParams(params).toString());
      const ofForm = signedByTwilio(form);
      expect(twilioLibrary.validateRequest(twilio.secret, ofForm.signature, publicUrl, params)).toBe(true);
      const ofJson = signedByTwilio(called(publicUrl, json, false));
      expect(twilioLibrary.validateRequestWithBody(twilio.secret, ofJson.signature, ofJson.url, json)).toBe(
        true,
      );
    }),
  );
});

test('twilio refuses what the twilio library refuses, a wrong token and a changed parameter', () => {
  fc.assert(
    fc.property(parameters, fc.string({ unit: 'grapheme' }), (params, other) => {
      const url = 'https://hooks.example.com/twilio';
      const sent = called(url, new URLSearchParams({ ...params, other }).toString());
      for (const [token, signed] of [
        [twilio.otherSecret, { ...params, other }],
        [twilio.secret, { ...params, other: `${other}x` }],
      ] as const) {
        const signature = twilioLibrary.getExpectedTwilioSignature(token, url, signed);
        expect(() => verifiedBy(sent, signature)).toThrow(SignatureRefused);
        expect(twilioLibrary.validateRequest(twilio.secret, signature, url, { ...params, other })).toBe(
          false,
        );
      }
    }),
  );
});

function signedByTwilio({ settings, webhook }: ReturnType<typeof called>) {
  const { headers, queryString } = twilio.source.sign(webhook, { secret: twilio.secret, nowMs: 0, settings });
  const url = queryString ? `${settings.publicUrl}?${queryString}` : settings.publicUrl;
  return { signature: headers['x-twilio-signature'] ?? '', url };
}
