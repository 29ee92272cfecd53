import * as fc from 'fast-check';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { sources } from '../../shared/sources/registry.ts';
import { underTest } from './source-under-test.ts';

/**
 * The official libraries as senders and receivers: a round trip through our own code alone cannot show that we have
 * misread a specification.
 */
const standard = underTest('standard', sourceOf('standard'));
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
  for (const { body } of standard.samples) {
    const signed = standard.source.sign(body, standard.secret, nowMs);
    expect(library.verify(signed.body.toString(), { ...signed.headers })).toEqual(
      JSON.parse(body.toString()),
    );
  }
});

function sourceOf(name: string) {
  const source = sources[name];
  if (!source) throw new Error(`${name} is not registered`);
  return source;
}
