import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SignatureRefused } from '../../../shared/errors.ts';
import type { Webhook } from '../../../shared/sources/source.ts';
import { declared, hmacOverBody, nowMs, webhookOf } from './sample.ts';

const secret = 'shared-secret-0123456789';
const unsigned = { headers: { 'content-type': 'application/json' }, body: Buffer.from('{"id":"1001"}') };

/** A webhook of a template with every kind of part, as its sender would sign it. */
const everyPart = {
  ...hmacOverBody,
  template:
    '{id}|{timestamp}|{method}|{url}|{path}|{header:X-Tenant}|{json:$.a.b}|{urlenc:json:$.u}|{crc32}|{secret}|{body}',
  timestampHeader: 'X-Time',
  timestampFormat: 'unix-ms',
  idHeader: 'X-Id',
};
const publicUrl = 'https://hooks.example/webhooks/acd';
const source = declared({ verifier: everyPart, publicUrl });
const signed = source.sign(
  {
    headers: { 'content-type': 'application/json', 'x-tenant': 'acme' },
    body: Buffer.from('{"a":{"b":12345678901234567890},"u":"https://a.example/?b=c"}'),
  },
  { secret, nowMs, settings: source.entry },
);
const received = webhookOf({
  headers: signed.headers,
  body: signed.body,
  url: 'https://gateway.example/webhooks/acd',
});
const verify = (webhook: Webhook, subject = source) =>
  subject.verify(webhook, {
    secrets: [secret],
    nowMs,
    toleranceSeconds: subject.toleranceSeconds,
    settings: subject.entry,
  });

describe('a template that signs every part', () => {
  test('accepts the webhook as it was signed', () => {
    expect(verify(received)).toBe(secret);
  });

  test('refuses any changed byte of the body', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const body = Buffer.from(received.body);
        const position = at % body.length;
        body.writeUInt8(body.readUInt8(position) ^ bits, position);
        expect(() => verify({ ...received, body })).toThrow(SignatureRefused);
      }),
    );
  });

  test.each(['x-tenant', 'x-id', 'x-time', 'x-signature'])(
    'refuses any changed character of %s',
    (header) => {
      fc.assert(
        fc.property(fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (at, other) => {
          const value = received.headers[header] ?? '';
          const position = at % value.length;
          fc.pre(value[position] !== other);
          const changed = value.slice(0, position) + other + value.slice(position + 1);
          expect(() => verify({ ...received, headers: { ...received.headers, [header]: changed } })).toThrow(
            SignatureRefused,
          );
        }),
      );
    },
  );

  test.each(['x-tenant', 'x-id', 'x-time', 'x-signature'])('refuses a webhook without %s', (header) => {
    expect(() => verify({ ...received, headers: { ...received.headers, [header]: undefined } })).toThrow(
      SignatureRefused,
    );
  });

  test('refuses another method and another query', () => {
    expect(() => verify({ ...received, method: 'PUT' })).toThrow(SignatureRefused);
    expect(() => verify({ ...received, queryString: 'a=b' })).toThrow(SignatureRefused);
  });

  test.each(['', '{', '[]', '{"a":{"b":{}},"u":"x"}', '{"u":"x"}', '\xff'])(
    'refuses the body %j, from which a signed field cannot be read',
    (body) => {
      expect(() => verify({ ...received, body: Buffer.from(body, 'latin1') })).toThrow(SignatureRefused);
    },
  );

  test('refuses whatever else comes in, and throws nothing else', () => {
    const anything = fc.record({
      method: fc.string(),
      path: fc.string(),
      url: fc.string(),
      queryString: fc.string(),
      headers: fc.dictionary(
        fc.constantFrom('x-tenant', 'x-id', 'x-time', 'x-signature', '__proto__'),
        fc.string(),
      ),
      body: fc.oneof(fc.json(), fc.string()).map((text) => Buffer.from(text)),
    });
    fc.assert(
      fc.property(anything, (webhook) => void expect(() => verify(webhook)).toThrow(SignatureRefused)),
    );
  });
});

describe('the format of the signature header, where left out,', () => {
  test.each<[told: string, keys: object, written: RegExp]>([
    ['is one signature', {}, /^[\da-f]{64}$/],
    ['is kv by the key of the signature', { signatureKey: 'v1' }, /^v1=[\da-f]{64}$/],
    ['is a list by the versions that count', { acceptVersions: ['v1'] }, /^v1,[\da-f]{64}$/],
  ])('%s', (_, keys, written) => {
    const subject = declared({ verifier: { ...hmacOverBody, ...keys } });
    const { headers, body } = subject.sign(unsigned, { secret, nowMs, settings: subject.entry });
    expect(headers['x-signature']).toMatch(written);
    expect(verify(webhookOf({ headers, body }), subject)).toBe(secret);
  });
});

describe('a signed time', () => {
  const timed = (timestampFormat: string, rest: object = {}) =>
    declared({
      verifier: {
        ...hmacOverBody,
        template: '{timestamp}.{body}',
        timestampHeader: 'x-time',
        timestampFormat,
        ...rest,
      },
      timeZone: 'America/New_York',
    });

  test.each(['unix-s', 'unix-ms', 'iso8601', 'sql'])(
    'as %s is held against the clock, either way',
    (format) => {
      const subject = timed(format);
      const { headers, body } = subject.sign(unsigned, { secret, nowMs, settings: subject.entry });
      const at = (ms: number) => () =>
        subject.verify(webhookOf({ headers, body }), {
          secrets: [secret],
          nowMs: ms,
          toleranceSeconds: 300,
          settings: subject.entry,
        });
      for (const beyondMs of [300_000, -300_000]) {
        expect(at(nowMs + beyondMs)).not.toThrow();
        expect(at(nowMs + beyondMs + Math.sign(beyondMs) * 1000)).toThrow(SignatureRefused);
      }
    },
  );

  test('without a tolerance may be of any age', () => {
    const subject = timed('unix-s', { toleranceSeconds: null });
    const { headers, body } = subject.sign(unsigned, { secret, nowMs: 0, settings: subject.entry });
    expect(verify(webhookOf({ headers, body }), subject)).toBe(secret);
  });

  test('is refused where the entry was not asked for its tolerance', () => {
    const subject = timed('unix-s');
    const { headers, body } = subject.sign(unsigned, { secret, nowMs, settings: subject.entry });
    const trust = { secrets: [secret], nowMs, toleranceSeconds: null, settings: subject.entry };
    expect(() => subject.verify(webhookOf({ headers, body }), trust)).toThrow(SignatureRefused);
  });
});

describe('a secret', () => {
  test.each([
    ['hex', 'not hex'],
    ['hex', 'abc'],
    ['hex', ''],
    ['base64', 'a*b'],
    ['whsec', 'whsec_'],
    ['base64url', '+/+/'],
  ])('that is not written as %s (%j) proves nothing', (secretEncoding, stored) => {
    const subject = declared({ verifier: { ...hmacOverBody, secretEncoding } });
    const headers = { 'x-signature': '0'.repeat(64) };
    const trust = { secrets: [stored], nowMs, toleranceSeconds: null, settings: subject.entry };
    expect(() => subject.verify(webhookOf({ headers }), trust)).toThrow(SignatureRefused);
  });

  test.each(['utf8', 'hex', 'base64', 'base64url', 'whsec'])('as %s signs and verifies', (secretEncoding) => {
    const subject = declared({ verifier: { ...hmacOverBody, secretEncoding } });
    const made = subject.secretFrom(Buffer.alloc(32, 0xfb));
    const { headers, body } = subject.sign(unsigned, { secret: made, nowMs, settings: subject.entry });
    const trust = { secrets: ['other', made], nowMs, toleranceSeconds: null, settings: subject.entry };
    expect(subject.verify(webhookOf({ headers, body }), trust)).toBe(made);
  });
});
