import { afterAll, describe, expect, test } from 'vitest';
import { InvalidEvents, SignatureRefused } from '../../shared/errors.ts';
import { translatedEvent } from '../../shared/events/event.ts';
import { sources } from '../../shared/sources/registry.ts';
import { nowMs, refusalOf, underTest, verifyVector } from './source-under-test.ts';

const all = Object.entries(sources).map(([name, source]) => underTest(name, source));
const unheardOf = 'unheardOfByTheAdapter';

describe.each(all)('the source $name', ({ name, source, secret, samples, fixture, ...subject }) => {
  const { otherSecret, expected, sign, verify, translate } = subject;
  const { vectors, handshakes, signedHeaders, unknownEvent } = fixture;
  const some = sign(samples[0]?.body ?? '');

  test('is registered by its own name and has samples and vectors', () => {
    expect(source.vendor).toBe(name);
    expect(samples.length * vectors.length).toBeGreaterThan(0);
    expect(URL.canParse(source.documentation)).toBe(true);
  });

  describe('verifies a webhook', () => {
    test.each(samples)(
      'and gives the payload of $name, signed by the current or the previous secret',
      ({ body }) => {
        const payload = verify(sign(body));
        expect(payload).toBeTypeOf('object');
        expect(verify(sign(body), { secrets: [otherSecret, secret] })).toEqual(payload);
      },
    );

    test.each(vectors)('as its vector says: $name, $expect', (vector) => {
      const refusal = refusalOf(() => verifyVector(source, vector));
      expect(refusal?.code).toBe(vector.expect === 'refused' ? 'signature-refused' : undefined);
    });

    test.each([
      ['of another secret', [otherSecret]],
      ['where no secret is stored', []],
      ['where the stored secret is empty', ['']],
    ])('and refuses one %s', (_, secrets) => {
      expect(() => verify(some, { secrets })).toThrow(SignatureRefused);
    });

    test.each(signedHeaders)('and refuses one without the header %s', (header) => {
      const { [header]: dropped, ...headers } = some.headers;
      expect(dropped).toBeTypeOf('string');
      expect(() => verify({ ...some, headers })).toThrow(header);
    });

    if (source.toleranceSeconds !== null)
      test('and refuses one whose time lies beyond the tolerance, either way', () => {
        const toleranceMs = Number(source.toleranceSeconds) * 1000;
        for (const beyondMs of [toleranceMs, -toleranceMs]) {
          expect(() => verify(some, { nowMs: nowMs + beyondMs })).not.toThrow();
          expect(() => verify(some, { nowMs: nowMs + beyondMs + Math.sign(beyondMs) * 1000 })).toThrow(
            SignatureRefused,
          );
        }
      });

    if (source.toleranceSeconds === null)
      test('and refuses none for its age, since no time is signed', () => {
        expect(() => verify(some, { nowMs: nowMs + 365 * 86_400_000 })).not.toThrow();
      });
  });

  test.each(handshakes)('answers the handshake $name', ({ answer, ...vector }) => {
    const { trust, payload } = verifyVector(source, { ...vector, answer });
    expect(source.answerHandshake?.(payload, trust)).toEqual(answer);
  });

  describe('translates', () => {
    test.each(samples)('$name into its expected events', (sample) => {
      const translation = translate(verify(sign(sample.body)));
      expect(translation).toStrictEqual(expected(sample.name));
      for (const event of translation.events) expect(translatedEvent.parse(event)).toStrictEqual(event);
    });

    if (!source.firstParty)
      test('an event of an unknown type into none, and counts it', () => {
        expect(translate(verify(sign(JSON.stringify(unknownEvent))))).toEqual({ events: [], ignored: 1 });
      });

    if (source.firstParty)
      test('no event of an unknown type, and lists the known ones', () => {
        const refusal = refusalOf(() => translate(verify(sign(JSON.stringify(unknownEvent)))));
        expect(refusal).toBeInstanceOf(InvalidEvents);
        expect(refusal).toHaveProperty('faults', [
          { path: 'type', message: expect.stringContaining('"agent-activity", "contact-milestone"') },
        ]);
      });

    if (!source.firstParty)
      test.each(samples)('$name with fields unheard of as without them', ({ name, body }) => {
        const { value } = withUnheardOf(JSON.parse(body.toString()));
        expect(translate(verify(sign(JSON.stringify(value))))).toStrictEqual(expected(name));
      });

    if (source.firstParty)
      test.each(samples)('nothing of $name with fields unheard of, and names each', ({ body }) => {
        const { value, paths } = withUnheardOf(JSON.parse(body.toString()));
        const refusal = refusalOf(() => translate(verify(sign(JSON.stringify(value)))));
        const faults = refusal instanceof InvalidEvents ? refusal.faults.map(({ path }) => path) : [];
        expect(faults.toSorted()).toEqual(paths.toSorted());
      });
  });

  test('has a default code of 1 to 10 characters for each state and reason it knows', () => {
    const { states, reasons } = source.codes;
    for (const code of [...Object.values(states).map((state) => state.code), ...Object.values(reasons)])
      expect(code).toMatch(/^.{1,10}$/);
  });

  test('makes secrets that differ with the random bytes they are made from', () => {
    expect(secret).not.toBe(otherSecret);
    expect(secret.length).toBeGreaterThanOrEqual(32);
  });
});

afterAll(() => {
  console.table(
    all.map(({ name, samples, fixture }) => ({
      source: name,
      samples: samples.length,
      vectors: fixture.vectors.length + fixture.handshakes.length,
    })),
  );
});

/** The value with a further key in every object, and where those keys stand. */
function withUnheardOf(value: unknown, path = ''): { value: unknown; paths: string[] } {
  if (typeof value !== 'object' || value === null) return { value, paths: [] };
  if (Array.isArray(value)) {
    const items = value.map((item, index) => withUnheardOf(item, `${path}[${index}]`));
    return { value: items.map((item) => item.value), paths: items.flatMap((item) => item.paths) };
  }
  const at = path === '' ? '' : `${path}.`;
  const entries = Object.entries(value).map(([key, inner]) => ({
    key,
    ...withUnheardOf(inner, `${at}${key}`),
  }));
  return {
    value: { ...Object.fromEntries(entries.map(({ key, value: inner }) => [key, inner])), [unheardOf]: [{}] },
    paths: [`${at}${unheardOf}`, ...entries.flatMap(({ paths }) => paths)],
  };
}
