import { describe, expect, test } from 'vitest';
import { InvalidEvents, SignatureRefused } from '../../../shared/errors.ts';
import type { Trust } from '../../../shared/sources/source.ts';
import { standard } from '../../../shared/sources/standard.ts';
import { json, received, settingsFor } from './sample.ts';

const nowMs = 1_795_424_482_480;
const secret = standard.secretFrom(Buffer.alloc(32, 1));
const settings = settingsFor(standard);
const activity = {
  type: 'agent-activity',
  agentId: '1001',
  eventTime: '2026-11-23T09:01:22.480Z',
  state: 'AVAIL',
};

describe('a signature', () => {
  const body = Buffer.from(JSON.stringify(activity));

  test('counts wherever it stands among those of other keys and versions', () => {
    const { headers } = signedBy(secret, body);
    const given = `v2,abc v1a,${'A'.repeat(88)} v1, ${headers['webhook-signature']} v1,xyz`;
    expect(() => verify(body, { ...headers, 'webhook-signature': given })).not.toThrow();
  });

  test('counts with a secret that lacks its prefix', () => {
    const { headers } = signedBy(secret, body);
    expect(() => verify(body, headers, { secrets: [secret.replace('whsec_', '')] })).not.toThrow();
  });

  test.each([
    ['the public key of v1a, which is no secret', 'whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='],
    ['a prefix with nothing behind it', 'whsec_'],
    ['no base64', '!!!'],
  ])('never counts against %s', (_, useless) => {
    const { headers } = signedBy(useless, body);
    expect(() => verify(body, headers, { secrets: [useless] })).toThrow(SignatureRefused);
  });

  test('never counts with the few bytes that a secret pasted with its name begins with', () => {
    const { headers } = signedBy(`whsec_${Buffer.from('now', 'base64').toString('base64')}`, body);
    for (const pasted of [`now=${secret}`, `now ${secret}`])
      expect(() => verify(body, headers, { secrets: [pasted] })).toThrow(SignatureRefused);
  });

  test('counts with a secret that was pasted with its line', () => {
    const { headers } = signedBy(secret, body);
    expect(() => verify(body, headers, { secrets: [`${secret}\n`] })).not.toThrow();
  });

  test('is not made for another id', () => {
    const { headers } = signedBy(secret, body);
    expect(() => verify(body, { ...headers, 'webhook-id': 'msg_other' })).toThrow(SignatureRefused);
  });
});

describe('the events', () => {
  test.each([
    ['one', activity, 1],
    ['a list of one', { events: [activity] }, 1],
    ['a list of several', { events: [activity, { ...activity, agentId: '1002' }] }, 2],
  ])('are taken as %s', (_, payload, count) => {
    expect(translate(payload).events).toHaveLength(count);
  });

  test.each([
    ['2026-11-23T10:01:22.480+01:00', '2026-11-23T09:01:22.480Z'],
    ['2026-11-22T23:01:22-10:00', '2026-11-23T09:01:22.000Z'],
    ['2026-11-23t09:01:22.4809999z', '2026-11-23T09:01:22.480Z'],
  ])('have their time %s made %s', (eventTime, utc) => {
    expect(translate({ ...activity, eventTime }).events).toMatchObject([{ eventTime: utc }]);
  });

  test.each([
    ['a time without offset', { ...activity, eventTime: '2026-11-23T09:01:22' }, ['eventTime']],
    ['a day that does not exist', { ...activity, eventTime: '2026-02-30T09:01:22Z' }, ['eventTime']],
    [
      'a year beyond four digits in UTC',
      { ...activity, eventTime: '9999-12-31T23:59:59-01:00' },
      ['eventTime'],
    ],
    ['a field too long for the API', { ...activity, agentId: 'x'.repeat(51) }, ['agentId']],
    [
      'a name too long for the API',
      { type: 'person', agentId: '1', firstName: 'x'.repeat(21), lastName: 'y' },
      ['firstName'],
    ],
    ['a person without last name', { type: 'person', agentId: '1', firstName: 'x' }, ['lastName']],
    ['an id that is a number', { ...activity, agentId: 1001 }, ['agentId']],
    ['a misspelt key', { ...activity, reasn: 'x' }, ['reasn']],
    [
      'one bad event among good ones',
      { events: [activity, { ...activity, eventTime: 'now' }] },
      ['events[1].eventTime'],
    ],
    ['several faults', { events: [{ ...activity, state: '' }, {}] }, ['events[0].state', 'events[1].type']],
    ['no event', { events: [] }, ['events']],
    ['more than 20,000 events', { events: Array.from({ length: 20_001 }, () => activity) }, ['events']],
    ['a list that is none', { events: activity }, ['events']],
    ['a key beside the list', { events: [activity], type: 'x' }, ['type']],
    ['an interval off the quarter hour', volume('2026-11-23T09:10:00Z'), ['interval']],
    ['no object', 'AVAIL', ['(body)']],
    ['a bare list', [activity], ['(body)']],
  ])('are refused whole for %s', (_, payload, paths) => {
    const attempt = () => translate(payload);
    expect(attempt).toThrow(InvalidEvents);
    expect(attempt).toThrow(
      expect.objectContaining({ faults: paths.map((path) => expect.objectContaining({ path })) }),
    );
  });

  test('may hold an interval of any offset on a quarter hour of UTC', () => {
    expect(translate(volume('2026-11-23T14:45:00+05:45')).events).toMatchObject([
      { interval: '2026-11-23T09:00:00.000Z' },
    ]);
  });

  test('are refused for a type unheard of, naming the allowed ones', () => {
    const message =
      'must be one of "agent-activity", "contact-milestone", "contact-summary", "call-volume", "person", "collection-point"';
    expect(() => translate({ events: [{ type: 'mood' }] })).toThrow(
      expect.objectContaining({ faults: [{ path: 'events[0].type', message }] }),
    );
  });

  test('are refused where the genuine body is not JSON', () => {
    expect(() => standard.parse(received(json('{"type":')))).toThrow(
      expect.objectContaining({
        code: 'invalid-events',
        faults: [{ path: '(body)', message: 'must be JSON in UTF-8' }],
      }),
    );
  });
});

function signedBy(secret: string, body: Buffer) {
  return standard.sign({ headers: {}, body }, { secret, nowMs, settings });
}

function verify(body: Buffer, headers: Readonly<Record<string, string>>, trust: Partial<Trust> = {}) {
  return standard.verify(received({ headers, body }), {
    secrets: [secret],
    nowMs,
    toleranceSeconds: 300,
    settings,
    ...trust,
  });
}

function translate(payload: unknown) {
  return standard.translate(payload, { settings, receivedAt: '2026-11-23T09:01:23.000Z' });
}

function volume(interval: string) {
  return {
    type: 'call-volume',
    collectionPoint: 'support',
    interval,
    contactsOffered: 5,
    contactsNotHandled: 2,
    talkSeconds: 600,
  };
}
