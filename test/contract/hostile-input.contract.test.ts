import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SignatureRefused } from '../../shared/errors.ts';
import { translatedEvent } from '../../shared/events/event.ts';
import type { SignedWebhook, Translation } from '../../shared/sources/source.ts';
import { awsSources, json, refusalOf, webhookSources } from './source-under-test.ts';

const megabyte = 1_000_000;

/** JSON that has brought down parsers, validators or whole processes; each about as long as a body may be. */
const hostileJson = {
  'deep lists': '['.repeat(megabyte / 2) + ']'.repeat(megabyte / 2),
  'deep objects': `${'{"a":'.repeat(megabyte / 6)}0${'}'.repeat(megabyte / 6)}`,
  'deep lists around a long number': `${'['.repeat(400_000)}12345678901234567890${']'.repeat(400_000)}`,
  'a huge number': '9'.repeat(megabyte),
  'many long numbers': `[${'12345678901234567890,'.repeat(megabyte / 21)}0]`,
  'many small values': `[${'0,'.repeat(megabyte / 2)}12345678901234567890]`,
  'numbers beyond every double': '{"a":1e999999,"b":-1e999999,"c":1e-999999}',
  'keys of the prototype': '{"__proto__":{"type":"x"},"constructor":{"prototype":{"type":"x"}},"toString":1}',
  'one key many times': `{${'"type":"person",'.repeat(megabyte / 16)}"type":1}`,
  'many keys': `{${Array.from({ length: megabyte / 12 }, (_, index) => `"k${index}":{}`).join()}}`,
  'escaped quotes': `"${'\\"'.repeat(megabyte / 2)}"`,
  'lone surrogates': `"${'\\ud800'.repeat(megabyte / 6)}"`,
};

describe.each(webhookSources)('the source $name', ({ source, secret, samples, fixture, ...subject }) => {
  const { sign, verify, read, translate } = subject;
  const sample = fc.constantFrom(...samples).map(sign);
  const otherBits = fc.integer({ min: 1, max: 255 });

  if (fixture.signedBody !== 'none')
    test('refuses a webhook of which any byte that its scheme protects is changed', () => {
      fc.assert(
        fc.property(sample, fc.nat(), otherBits, (signed, at, bits) => {
          const [from, length] = protectedPart(signed);
          const body = Buffer.from(signed.body);
          const position = from + (at % length);
          body.writeUInt8(body.readUInt8(position) ^ bits, position);
          fc.pre(!saysTheSame(signed, body));
          expect(() => verify({ ...signed, body })).toThrow(SignatureRefused);
        }),
      );
    });

  if (fixture.signedQuery)
    test('refuses a webhook of which any character of the query is changed', () => {
      fc.assert(
        fc.property(sample, fc.nat(), fc.stringMatching(/^[\w.~-]$/), (signed, at, other) => {
          const query = signed.queryString ?? '';
          const position = at % query.length;
          fc.pre(query[position] !== other);
          const queryString = query.slice(0, position) + other + query.slice(position + 1);
          expect(() => verify({ ...signed, queryString })).toThrow(SignatureRefused);
        }),
      );
    });

  test.each(fixture.signedHeaders)('refuses a webhook of which any character of %s is changed', (header) => {
    fc.assert(
      fc.property(sample, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (signed, at, other) => {
        const value = signed.headers[header] ?? '';
        const position = at % value.length;
        fc.pre(value[position] !== other);
        const changed = value.slice(0, position) + other + value.slice(position + 1);
        expect(() => verify({ ...signed, headers: { ...signed.headers, [header]: changed } })).toThrow(
          SignatureRefused,
        );
      }),
    );
  });

  test('throws nothing but our own errors at whatever comes in unsigned', () => {
    const headers = fc.record(Object.fromEntries(fixture.signedHeaders.map((name) => [name, fc.string()])));
    const body = fc.oneof(fc.uint8Array(), fc.json(), fc.string()).map((content) => Buffer.from(content));
    fc.assert(
      fc.property(fc.record({ headers, body, queryString: fc.string() }), (webhook) => {
        refusalOf(() => source.greet?.({ ...webhook, method: 'POST', path: '/', url: '' }));
        expect(refusalOf(() => verify(webhook))).toBeDefined();
        refusalOf(() => source.parse({ ...webhook, method: 'POST', path: '/', url: '' }));
      }),
    );
  });

  test('throws nothing but our own errors at whatever it is to translate', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.jsonValue()),
        (payload) => void refusalOf(() => translate(payload)),
      ),
    );
  });

  test('gives events of our schema or an error of ours where one field of a sample is anything else', () => {
    const payloads = samples.map((one) => read(sign(one)));
    holdsWhateverOneFieldIs(payloads, translate);
  });

  test.each(Object.entries(hostileJson))('is done with %s within a second', (_, json) => {
    for (const webhook of [bare(json), within(json), { headers: {}, body: Buffer.from(json) }]) {
      const start = process.threadCpuUsage();
      refusalOf(() => translate(read(webhook)));
      // Of the processor's time, so that nothing else on the machine counts.
      const { user, system } = process.threadCpuUsage(start);
      expect(user + system).toBeLessThan(1_000_000);
    }
  });

  function protectedPart({ body }: SignedWebhook): [from: number, length: number] {
    return fixture.signedBody === 'secret' ? [body.indexOf(secret), secret.length] : [0, body.length];
  }

  /** A form is signed by its decoded fields, so that two spellings of one are the same to it. */
  function saysTheSame(signed: SignedWebhook, body: Buffer): boolean {
    const isForm = fixture.signedBody === 'form' && signed.headers['content-type']?.includes('form');
    const fields = (bytes: Buffer) => JSON.stringify([...new URLSearchParams(bytes.toString())].sort());
    return Boolean(isForm) && fields(signed.body) === fields(body);
  }

  /** The hostile JSON as the whole body, signed where a scheme can sign it. */
  function bare(text: string): SignedWebhook {
    return fixture.signedBody === 'secret' ? { headers: {}, body: Buffer.from(text) } : sign(json(text));
  }

  /** The hostile JSON as one field of a genuine webhook. */
  function within(hostile: string): SignedWebhook {
    const addTo = (text: string) => `${text.slice(0, text.lastIndexOf('}'))},"events":${hostile}}`;
    const text = samples.find(({ body }) => body.toString().startsWith('{'))?.body.toString() ?? '{"a":1}';
    if (fixture.signedBody !== 'secret') return sign(json(addTo(text)));
    const { headers, body } = sign(json(text));
    return { headers, body: Buffer.from(addTo(body.toString())) };
  }
});

describe.each(awsSources)('the source $name', ({ source, samples, settings, translate }) => {
  test('throws nothing but our own errors at whatever it is to translate', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.jsonValue()), (payload) => {
        expect(source.isFrom(payload, settings)).toBe(false);
        refusalOf(() => translate(payload));
      }),
    );
  });

  test('gives events of our schema or an error of ours where one field of a sample is anything else', () => {
    const payloads = samples.map(({ body }) => JSON.parse(body.toString()));
    holdsWhateverOneFieldIs(payloads, translate);
  });
});

/** Fails where a payload of which one field is anything else gives what is neither our events nor an error of ours. */
function holdsWhateverOneFieldIs(
  payloads: readonly unknown[],
  translate: (payload: unknown) => Translation,
): void {
  fc.assert(
    fc.property(fc.constantFrom(...payloads), fc.nat(), replacement, (payload, at, other) => {
      refusalOf(() => {
        for (const event of translate(withLeaf(payload, at, other)).events) translatedEvent.parse(event);
      });
    }),
    { numRuns: 1000 },
  );
}

/** Anything that a field may turn out to hold. */
const replacement = fc.oneof(
  fc.jsonValue(),
  fc.constant(undefined),
  fc.string({ minLength: 26, unit: 'grapheme' }),
  fc.double(),
);

/** The value with the n-th of its leaves (counted round) replaced. */
function withLeaf(value: unknown, n: number, other: unknown): unknown {
  const text = JSON.stringify(value);
  const leaves = text.match(leaf)?.length ?? 1;
  let index = 0;
  return JSON.parse(
    text.replace(leaf, (found) => (index++ === n % leaves ? (JSON.stringify(other) ?? 'null') : found)),
  );
}
const leaf = /(?<=[:[,]\s*)(?:"(?:[^"\\]|\\.)*"(?!\s*:)|-?\d[\d.eE+-]*|true|false|null)/g;
