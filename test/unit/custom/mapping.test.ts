import { describe, expect, test } from 'vitest';
import { Untranslatable } from '../../../shared/errors.ts';
import { parseJson } from '../../../shared/sources/parse-json.ts';
import { declared, receivedAt, webhookOf } from './sample.ts';

const activity = (fields: object, when: object = {}) => ({
  when,
  emit: 'agent-activity',
  fields: { agentId: '$.id', eventTime: '$.at', state: '$.state', ...fields },
});
const summary = (fields: object) => ({
  emit: 'contact-summary',
  fields: { contactId: '$.id', offeredAt: '$.at', asOf: '$.at', answered: { value: true }, ...fields },
});
const at = '2026-03-10T09:00:00Z';
const event = { id: 1001, at, state: 'Ready' };

function translate(rules: object[], payload: unknown, rest: Record<string, unknown> = {}) {
  const { mapping = {}, verifier, ...settings } = rest;
  const source = declared({
    mapping: { rules, ...Object(mapping) },
    ...(verifier ? { verifier } : {}),
    ...settings,
  });
  const content = parseJson(Buffer.from(JSON.stringify(payload)));
  return source.translate({ content }, { settings: source.entry, receivedAt });
}

describe('a rule', () => {
  test.each([
    [{ '$.state': 'Ready' }, 1],
    [{ '$.state': ['Busy', 'Ready'] }, 1],
    [{ '$.state': 'ready' }, 0],
    [{ '$.id': 1001 }, 1],
    [{ '$.id': '1001' }, 1],
    [{ '$.flag': true }, 1],
    [{ '$.flag': 'true' }, 1],
    [{ '$.gone': null }, 1],
    [{ '$.none': null }, 1],
    [{ '$.state': [null, 'Ready'] }, 1],
    [{ '$.gone': 'null' }, 0],
    [{ '$.nested': '[object Object]' }, 0],
    [{ '$.__proto__': '[object Object]' }, 0],
    [{ '$.state': 'Ready', '$.id': 7 }, 0],
    [{}, 1],
  ])('with the conditions %j emits %i events', (when, count) => {
    const payload = { ...event, flag: true, gone: null, nested: {} };
    const { events, ignored } = translate([activity({}, when)], payload);
    expect(events).toHaveLength(count);
    expect(ignored).toBe(1 - count);
  });

  test('emits beside every other that holds', () => {
    const person = {
      emit: 'person',
      fields: { agentId: 'id', firstName: { value: 'A' }, lastName: 'state' },
    };
    expect(translate([activity({}), person, activity({}, { '$.id': 0 })], event).events).toEqual([
      { type: 'agent-activity', agentId: '1001', eventTime: '2026-03-10T09:00:00.000Z', state: 'Ready' },
      { type: 'person', agentId: '1001', firstName: 'A', lastName: 'Ready' },
    ]);
  });

  test('names itself and the path of a required field that is missing', () => {
    const { id: _, ...rest } = event;
    expect(() => translate([activity({}, { '$.x': 1 }), activity({})], rest)).toThrow(
      'rule 2 (agent-activity) finds no agentId at $.id: it is missing',
    );
  });

  test.each([null, '', undefined])('leaves out an optional field that is %j', (reason) => {
    expect(translate([activity({ reason: '$.reason' })], { ...event, reason }).events[0]).not.toHaveProperty(
      'reason',
    );
  });
});

describe('a field', () => {
  const stateFrom = (state: unknown, rule: object) =>
    translate([activity({ state: { path: '$.state', ...rule } })], { ...event, state }).events[0];

  test.each([
    ['on', { map: { on: 'AVAIL' } }, 'AVAIL'],
    ['away', { map: { on: 'AVAIL' } }, 'away'],
    [4, { map: { 4: 'HOLD' } }, 'HOLD'],
    [true, { map: { true: 'AVAIL' } }, 'AVAIL'],
    ['toString', { map: { on: 'AVAIL' } }, 'toString'],
    ['__proto__', { map: { on: 'AVAIL' } }, '__proto__'],
    [null, { default: 'OTHER' }, 'OTHER'],
    ['on', { default: 'OTHER' }, 'on'],
  ])('of %j with %j is %j', (word, rule, state) => {
    expect(stateFrom(word, rule)).toMatchObject({ state });
  });

  test('that is an id keeps digits beyond 2^53, and is refused where it is no whole number', () => {
    const body = Buffer.from(`{"id":123456789012345678901,"at":"${at}","state":"on"}`);
    const source = declared({ mapping: { rules: [activity({})] } });
    const payload = source.parse(webhookOf({ body }));
    expect(source.translate(payload, { settings: source.entry, receivedAt }).events[0]).toMatchObject({
      agentId: '123456789012345678901',
    });
    for (const id of [1.5, true, {}, [1], 'x'.repeat(51)])
      expect(() => translate([activity({})], { ...event, id })).toThrow(Untranslatable);
  });

  test.each([
    ['2026-03-10T10:00:00.123456789+01:00', 'iso8601', '2026-03-10T09:00:00.123Z'],
    [1773133200, 'unix-s', '2026-03-10T09:00:00.000Z'],
    ['1773133200', 'unix-s', '2026-03-10T09:00:00.000Z'],
    [1773133200.25, 'unix-s', '2026-03-10T09:00:00.250Z'],
    [1773133200123, 'unix-ms', '2026-03-10T09:00:00.123Z'],
    ['1773133200123', 'unix-ms', '2026-03-10T09:00:00.123Z'],
    ['2026-03-10 05:00:00', 'sql', '2026-03-10T09:00:00.000Z'],
  ])('of the time %j as %s is %s', (written, time, instant) => {
    const rule = activity({ eventTime: { path: '$.at', time } });
    expect(
      translate([rule], { ...event, at: written }, { timeZone: 'America/New_York' }).events[0],
    ).toMatchObject({ eventTime: instant });
  });

  test.each([
    ['2026-03-10T09:00:00', 'iso8601'],
    ['2026-02-30T09:00:00Z', 'iso8601'],
    [1773133200, 'iso8601'],
    [-1, 'unix-s'],
    ['1773133200s', 'unix-s'],
    [1773133200.5, 'unix-ms'],
    [1e300, 'unix-ms'],
    ['2026-03-10T09:00:00Z', 'sql'],
    [{}, 'unix-s'],
    [[1773133200], 'unix-s'],
  ])('of %j is no time as %s', (written, time) => {
    const rule = activity({ eventTime: { path: '$.at', time } });
    expect(() => translate([rule], { ...event, at: written }, { timeZone: 'UTC' })).toThrow(
      `rule 1 (agent-activity) finds no eventTime at $.at: it must be a time as ${time}`,
    );
  });

  test.each([
    [12, {}, 12],
    ['12.5', {}, 12.5],
    [1500, { seconds: 'ms' }, 1.5],
    ['1500', { seconds: 'ms' }, 1.5],
    [null, { default: 0 }, 0],
  ])('of the duration %j with %j is %d seconds', (duration, rule, talkSeconds) => {
    const rules = [summary({ talkSeconds: { path: '$.talk', ...rule } })];
    expect(translate(rules, { id: 1, at, talk: duration }).events[0]).toMatchObject({ talkSeconds });
  });

  test.each([-1, 'long', '1e3', {}, true])('of the duration %j is refused', (talk) => {
    expect(() => translate([summary({ talkSeconds: '$.talk' })], { id: 1, at, talk })).toThrow(
      /finds no talkSeconds at \$\.talk/,
    );
  });

  test.each([
    [true, {}, true],
    ['false', {}, false],
    ['Missed', { map: { Missed: false, Answered: true } }, false],
  ])('of the answer %j with %j is %j', (given, rule, answered) => {
    const rules = [summary({ answered: { path: '$.given', ...rule } })];
    expect(translate(rules, { id: 1, at, given }).events[0]).toMatchObject({ answered });
  });

  test('with a direction that is none is refused, because it decides where a contact counts', () => {
    expect(() => translate([summary({ direction: '$.way' })], { id: 1, at, way: 'internal' })).toThrow(
      Untranslatable,
    );
  });

  test('with a class that is none is left out, because the state is to be told all the same', () => {
    const rule = activity({ stateClass: { path: '$.state', map: { Ready: 'available' } } });
    expect(translate([rule], event).events[0]).toMatchObject({ stateClass: 'available' });
    expect(translate([rule], { ...event, state: 'Odd' }).events[0]).not.toHaveProperty('stateClass');
  });
});

describe('a list of items', () => {
  const mapping = { items: '$.events' };
  const rule = {
    when: { '@.kind': 'state' },
    emit: 'agent-activity',
    fields: { agentId: 'id', eventTime: '$.sentAt', state: '@.state' },
  };

  test('gives the events of each, and what of the whole payload they share', () => {
    const payload = { sentAt: at, events: [{ kind: 'state', id: 1, state: 'a' }, { kind: 'x' }, 7, null] };
    expect(translate([rule], payload, { mapping })).toEqual({
      events: [{ type: 'agent-activity', agentId: '1', eventTime: '2026-03-10T09:00:00.000Z', state: 'a' }],
      ignored: 3,
    });
  });

  test('may be the payload itself, and be empty', () => {
    expect(translate([rule], [], { mapping: { items: '$' } })).toEqual({ events: [], ignored: 0 });
  });

  test.each([{}, { events: null }, { events: { 0: {} } }])('is missing in %j', (payload) => {
    expect(() => translate([rule], payload, { mapping })).toThrow('the payload has no list at $.events');
  });
});

describe('the id of a delivery', () => {
  const verifier = { kind: 'token', in: 'header', name: 'x-token' };
  const rules = [activity({}), activity({ agentId: '$.other' })];
  const payload = { ...event, other: 1002, call: 'c-1' };
  const idsBy = (dedupe: object, content: object = payload) =>
    translate(rules, content, { verifier: { ...verifier, dedupe } }).events.map(({ id }) => id);

  test('comes from one path or several, and each of its events has its own', () => {
    expect(idsBy({ paths: ['$.call'] })).toEqual(['c-1', 'c-1/2']);
    expect(idsBy({ paths: ['$.call', '$.id'] })).toEqual(['c-1/1001', 'c-1/1001/2']);
  });

  test('is left out where a part of it is missing', () => {
    expect(idsBy({ paths: ['$.call', '$.gone'] })).toEqual([undefined, undefined]);
  });

  test('comes from a header', () => {
    const dedupe = { header: 'X-Delivery' };
    const source = declared({ verifier: { ...verifier, dedupe }, mapping: { rules } });
    const read = (headers: Record<string, string>) =>
      source
        .translate(source.parse(webhookOf({ headers, body: Buffer.from(JSON.stringify(payload)) })), {
          settings: source.entry,
          receivedAt,
        })
        .events.map(({ id }) => id);
    expect(read({ 'x-delivery': 'd-1' })).toEqual(['d-1', 'd-1/2']);
    expect(read({})).toEqual([undefined, undefined]);
  });
});

describe('a payload', () => {
  const rules = [activity({ agentId: "['agent id']" })];
  const read = (mapping: object, webhook: object) => {
    const verifier = { kind: 'token', in: 'header', name: 'x-token' };
    const source = declared({ verifier, mapping: { rules, ...mapping } });
    return source.translate(source.parse(webhookOf(webhook)), { settings: source.entry, receivedAt }).events;
  };
  const form = `agent+id=1001&at=${encodeURIComponent(at)}&state=on`;
  const expected = { agentId: '1001', eventTime: '2026-03-10T09:00:00.000Z', state: 'on' };

  test('is read from a form', () => {
    expect(read({ format: 'form' }, { body: Buffer.from(form) })).toMatchObject([expected]);
  });

  test('is read from the query', () => {
    expect(read({ format: 'query' }, { queryString: form })).toMatchObject([expected]);
  });

  test('that names a field twice has no value by that name', () => {
    expect(() => read({ format: 'form' }, { body: Buffer.from(`${form}&state=off`) })).toThrow(
      Untranslatable,
    );
  });

  test('may name a field __proto__', () => {
    expect(read({ format: 'form' }, { body: Buffer.from(`${form}&__proto__=x&__proto__=y`) })).toMatchObject([
      expected,
    ]);
  });
});
