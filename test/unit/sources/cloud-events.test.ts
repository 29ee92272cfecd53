import { CloudEvent, HTTP } from 'cloudevents';
import { describe, expect, test } from 'vitest';
import { InvalidEvents } from '../../../shared/errors.ts';
import type { Webhook } from '../../../shared/sources/source.ts';
import { standard } from '../../../shared/sources/standard.ts';
import { received, settingsFor } from './sample.ts';

const settings = settingsFor(standard);
const data = { type: 'agent-activity', agentId: '1001', state: 'AVAIL', eventTime: '2026-11-23T09:01:22Z' };
const envelope = {
  specversion: '1.0',
  id: 'ce-1',
  source: '/acd',
  type: 'com.example.agent-activity',
  time: '2026-11-23T09:01:00Z',
};
const translated = {
  type: 'agent-activity',
  id: '/acd ce-1',
  agentId: '1001',
  state: 'AVAIL',
  eventTime: '2026-11-23T09:01:22.000Z',
};

describe('a CloudEvent', () => {
  test.each([
    ['structured', (event: CloudEvent<unknown>) => HTTP.structured(event)],
    ['binary', (event: CloudEvent<unknown>) => HTTP.binary(event)],
  ])('of the official library, %s, is read as its data', (_, write) => {
    const { headers, body } = write(new CloudEvent({ ...envelope, data }));
    expect(read({ headers: lowerCase(headers), body: String(body) }).events).toEqual([translated]);
  });

  test('may carry its data in base64', () => {
    const data_base64 = Buffer.from(JSON.stringify(data)).toString('base64');
    expect(structured({ ...envelope, data_base64 }).events).toEqual([translated]);
  });

  test('may carry a list of our events', () => {
    expect(structured({ ...envelope, data: { events: [data, data] } }).events).toHaveLength(2);
  });

  test('may carry extension attributes', () => {
    expect(structured({ ...envelope, traceparent: '00-a-b-01', data }).events).toEqual([translated]);
  });

  test('lends its data type, time and identity where those say none', () => {
    const { type: _, eventTime: __, ...bare } = data;
    expect(structured({ ...envelope, data: bare }).events).toEqual([
      { ...translated, eventTime: '2026-11-23T09:01:00.000Z' },
    ]);
    expect(structured({ ...envelope, data: { ...data, id: 'own' } }).events).toMatchObject([{ id: 'own' }]);
  });

  test('lends no identity that is longer than an id may be', () => {
    expect(structured({ ...envelope, source: 'x'.repeat(255), data }).events[0]).not.toHaveProperty('id');
  });

  test('may write what it leaves out as null, as the JSON format has it', () => {
    const unset = { time: null, datacontenttype: null, data_base64: null, subject: null };
    expect(structured({ ...envelope, ...unset, data }).events).toEqual([translated]);
  });

  test('is read in whatever case its content type is written', () => {
    const headers = { 'content-type': 'Application/CloudEvents+JSON; charset=utf-8' };
    expect(read({ headers, body: JSON.stringify({ ...envelope, data }) }).events).toHaveLength(1);
  });

  test('has quoted and percent-encoded attributes undone once', () => {
    const { data: _, ...attributes } = { ...envelope, data };
    const headers = {
      'content-type': 'application/json',
      ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce-${name}`, value])),
      'ce-id': '"a%20\\"b\\"%2520"',
    };
    expect(read({ headers, body: JSON.stringify(data) }).events).toMatchObject([{ id: '/acd a "b"%20' }]);
  });

  test.each([
    ['another version', { specversion: '0.3' }, 'specversion'],
    ['no id', { id: '' }, 'id'],
    ['no source', { source: undefined }, 'source'],
    ['no type', { type: undefined }, 'type'],
    ['a time that is none', { time: 'yesterday' }, 'time'],
    ['data that is not JSON', { datacontenttype: 'text/xml' }, 'datacontenttype'],
    ['a fault in its data', { data: { ...data, agentId: 7 } }, 'data.agentId'],
    ['no data', { data: undefined }, 'data'],
  ])('is refused for %s, naming the path', (_, changed, path) => {
    const attempt = () => structured({ ...envelope, data, ...changed });
    expect(attempt).toThrow(InvalidEvents);
    expect(attempt).toThrow(expect.objectContaining({ faults: [expect.objectContaining({ path })] }));
  });

  test('is refused where an attribute is no UTF-8', () => {
    const { headers, body } = HTTP.binary(new CloudEvent({ ...envelope, data }));
    const broken = { ...lowerCase(headers), 'ce-id': '%ff' };
    expect(() => read({ headers: broken, body: String(body) })).toThrow(
      expect.objectContaining({ faults: [{ path: 'ce-id', message: 'must be UTF-8 in percent encoding' }] }),
    );
  });
});

describe('a batch', () => {
  const batch = (events: unknown) =>
    read({
      headers: { 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(events),
    });

  test('may be empty', () => {
    expect(batch([])).toEqual({ events: [], ignored: 0 });
  });

  test('is refused whole where one of its events has a fault, named with its place', () => {
    const faulty = { ...envelope, data: { ...data, state: '' } };
    expect(() => batch([{ ...envelope, data }, faulty])).toThrow(
      expect.objectContaining({ faults: [expect.objectContaining({ path: '[1].data.state' })] }),
    );
  });

  test('is refused where it is no list', () => {
    expect(() => batch({ ...envelope, data })).toThrow(InvalidEvents);
  });
});

test('plain JSON never passes for a CloudEvent by what it says', () => {
  const headers = { 'content-type': 'application/json' };
  expect(() => read({ headers, body: JSON.stringify({ ...envelope, data }) })).toThrow(InvalidEvents);
});

describe('the handshake', () => {
  const ask = (headers: Record<string, string>, method = 'OPTIONS') =>
    standard.greet?.({ ...received({ headers, body: Buffer.alloc(0) }), method });

  test.each([
    ['without an origin', {}],
    ['with an origin of other characters', { 'webhook-request-origin': 'a b' }],
    ['with an origin beyond 255 characters', { 'webhook-request-origin': 'a'.repeat(256) }],
  ])('grants nothing %s', (_, headers) => {
    expect(ask(headers)).toBeUndefined();
  });

  test('is none by another method', () => {
    expect(ask({ 'webhook-request-origin': 'acd.example' }, 'POST')).toBeUndefined();
  });

  test('grants any rate where the one asked is no number', () => {
    const headers = { 'webhook-request-origin': 'acd.example', 'webhook-request-rate': '1\r\nx: y' };
    expect(ask(headers)?.headers?.['webhook-allowed-rate']).toBe('*');
  });
});

function structured(event: object) {
  const headers = { 'content-type': 'application/cloudevents+json' };
  return read({ headers, body: JSON.stringify(event) });
}

function read({ headers, body }: { headers: Webhook['headers']; body: string }) {
  const webhook = { ...received({ headers: {}, body: Buffer.from(body) }), headers };
  return standard.translate(standard.parse(webhook), { settings, receivedAt: '2026-11-23T09:01:23.000Z' });
}

function lowerCase(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
