import { afterAll, describe, expect, test } from 'vitest';
import { InvalidEvents, SignatureRefused } from '../../shared/errors.ts';
import { translatedEvent } from '../../shared/events/event.ts';
import type { UnsignedWebhook } from '../../shared/sources/source.ts';
import {
  allSources,
  answerVector,
  awsSources,
  json,
  nowMs,
  refusalOf,
  verifyVector,
  webhookSources,
} from './source-under-test.ts';

const unheardOf = 'unheardOfByTheAdapter';

describe.each(allSources)('the source $name', ({ name, source, samples, settings, ...subject }) => {
  test('is registered by its own name, is documented, and has samples', () => {
    expect(source.vendor).toBe(name);
    expect(URL.canParse(source.documentation)).toBe(true);
    expect(samples.length).toBeGreaterThan(0);
  });

  test('has a default code of 1 to 10 characters for each state and reason it knows', () => {
    const { states, reasons } = source.codes;
    for (const code of [...Object.values(states).map((state) => state.code), ...Object.values(reasons)])
      expect(code).toMatch(/^.{1,10}$/);
  });

  test('translates into none an event that says nothing, or throws an error of ours', () => {
    for (const payload of [undefined, null, '', 0, [], {}])
      refusalOf(() => expect(subject.translate(payload).events).toEqual([]));
  });
});

describe.each(webhookSources)('the webhooks of $name', ({ source, secret, samples, fixture, ...subject }) => {
  const { name, otherSecret, expected, sign, verify, read, translate } = subject;
  const { vectors, handshakes, signedHeaders, unknownEvent } = fixture;
  const some = sign(samples[0] ?? json(''));

  test('have worked examples of their signature', () => {
    expect(vectors.length).toBeGreaterThan(0);
  });

  describe('are verified', () => {
    test.each(samples)(
      'and $name gives its payload, signed by the current or the previous secret',
      (sample) => {
        const payload = read(sign(sample));
        expect(payload).toBeTypeOf('object');
        expect(read(sign(sample), { secrets: [otherSecret, secret] })).toEqual(payload);
      },
    );

    test.each(vectors)('as their vector says: $name, $expect', (vector) => {
      const refusal = refusalOf(() => verifyVector({ source, secret, samples, fixture, ...subject }, vector));
      expect(refusal?.code).toBe(vector.expect === 'refused' ? 'signature-refused' : undefined);
    });

    test.each([
      ['of another secret', [otherSecret]],
      ['where no secret is stored', []],
      ['where the stored secret is empty', ['']],
    ])('and refused where one is %s', (_, secrets) => {
      expect(() => verify(some, { secrets })).toThrow(SignatureRefused);
    });

    test.each(signedHeaders)('and refused without the header %s', (header) => {
      const { [header]: dropped, ...headers } = some.headers;
      expect(dropped).toBeTypeOf('string');
      expect(() => verify({ ...some, headers })).toThrow(SignatureRefused);
    });

    if (fixture.signedQuery)
      test('and refused without the query', () => {
        expect(() => verify({ headers: some.headers, body: some.body })).toThrow(SignatureRefused);
      });

    if (source.toleranceSeconds !== null)
      test('and refused where their time lies beyond the tolerance, either way', () => {
        const toleranceMs = Number(source.toleranceSeconds) * 1000;
        for (const beyondMs of [toleranceMs, -toleranceMs]) {
          expect(() => verify(some, { nowMs: nowMs + beyondMs })).not.toThrow();
          expect(() => verify(some, { nowMs: nowMs + beyondMs + Math.sign(beyondMs) * 1000 })).toThrow(
            SignatureRefused,
          );
        }
      });

    if (source.toleranceSeconds === null)
      test('and none refused for its age, since no time is signed', () => {
        expect(() => verify(some, { nowMs: nowMs + 365 * 86_400_000 })).not.toThrow();
      });
  });

  test.each(handshakes)('begin with the handshake $name', ({ answer, ...vector }) => {
    expect(answerVector({ source, secret, samples, fixture, ...subject }, { ...vector, answer })).toEqual(
      answer,
    );
  });

  describe('are translated', () => {
    test.each(samples)('$name into its expected events', (sample) => {
      const translation = translate(read(sign(sample)));
      expect(translation).toStrictEqual(expected(sample.name));
      for (const event of translation.events) expect(translatedEvent.parse(event)).toStrictEqual(event);
    });

    if (!source.firstParty)
      test('an event of an unknown type into none, and counted', () => {
        expect(translate(read(sign(json(JSON.stringify(unknownEvent)))))).toEqual({ events: [], ignored: 1 });
      });

    if (source.firstParty)
      test('no event of an unknown type, and the known ones listed', () => {
        const refusal = refusalOf(() => translate(read(sign(json(JSON.stringify(unknownEvent))))));
        expect(refusal).toBeInstanceOf(InvalidEvents);
        expect(refusal).toHaveProperty('faults', [
          { path: 'type', message: expect.stringContaining('"agent-activity", "contact-milestone"') },
        ]);
      });

    if (!source.firstParty)
      test.each(samples)('$name with fields unheard of as without them', (sample) => {
        expect(translate(read(sign({ ...sample, body: withUnheardOfField(sample) })))).toStrictEqual(
          expected(sample.name),
        );
      });

    if (source.firstParty)
      test.each(samples.filter(isBare))(
        'nothing of $name with fields unheard of, and each named',
        (sample) => {
          const { value, paths } = withUnheardOf(JSON.parse(sample.body.toString()));
          const body = Buffer.from(JSON.stringify(value));
          const refusal = refusalOf(() => translate(read(sign({ ...sample, body }))));
          const faults = refusal instanceof InvalidEvents ? refusal.faults.map(({ path }) => path) : [];
          expect(faults.toSorted()).toEqual(paths.toSorted());
        },
      );
  });

  test('are signed with secrets that differ each time', () => {
    expect(secret).not.toBe(otherSecret);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(name).toBe(source.vendor);
  });
});

describe.each(awsSources)('the events of $name', ({ source, samples, settings, expected, translate }) => {
  const payloads = samples.map((sample) => ({ ...sample, payload: JSON.parse(sample.body.toString()) }));

  test.each(payloads)('are known to be from the configured account: $name', ({ payload }) => {
    expect(source.isFrom(payload, settings)).toBe(true);
  });

  test('are not taken for the account’s where they say nothing of one', () => {
    for (const payload of [undefined, null, '', 0, [], {}])
      expect(source.isFrom(payload, settings)).toBe(false);
  });

  test.each(payloads)('are translated: $name into its expected events', ({ name, payload }) => {
    const translation = translate(payload);
    expect(translation).toStrictEqual(expected(name));
    for (const event of translation.events) expect(translatedEvent.parse(event)).toStrictEqual(event);
  });

  test.each(payloads)('are translated: $name with fields unheard of as without them', ({ name, payload }) => {
    expect(translate(withUnheardOf(payload).value)).toStrictEqual(expected(name));
  });
});

afterAll(() => {
  const vectorsOf = new Map(
    webhookSources.map(({ name, fixture }) => [name, fixture.vectors.length + fixture.handshakes.length]),
  );
  console.table(
    allSources.map(({ name, samples, source }) => ({
      source: name,
      transport: source.transport,
      samples: samples.length,
      vectors: vectorsOf.get(name) ?? 'IAM',
    })),
  );
});

/** JSON that no envelope surrounds whose own specification lets senders extend it. */
function isBare({ headers }: UnsignedWebhook): boolean {
  return headers['content-type'] === 'application/json' && Object.keys(headers).length === 1;
}

/** A body with a further field wherever one can stand. */
function withUnheardOfField({ headers, body }: UnsignedWebhook): Buffer {
  if (headers['content-type']?.includes('form')) return Buffer.from(`${body.toString()}&${unheardOf}=1`);
  return Buffer.from(JSON.stringify(withUnheardOf(JSON.parse(body.toString())).value));
}

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
