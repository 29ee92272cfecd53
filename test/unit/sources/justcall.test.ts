import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SignatureRefused, Untranslatable } from '../../../shared/errors.ts';
import { justcall } from '../../../shared/sources/justcall.ts';
import { onlyEvent, settingsFor } from './sample.ts';

const publicUrl = 'https://hooks.example.test/webhooks/justcall';
const timestamp = '2026-03-10 08:13:40';
const at = '2026-03-10T08:10:00.000Z';
const call = {
  id: 7000001,
  call_sid: 'CA0123456789abcdef0123456789abcdef',
  justcall_number: '14155550110',
  justcall_line_name: 'Support',
  agent_id: 105600,
  agent_email: 'robin.vale@example.test',
  call_date: '2026-03-10',
  call_time: '08:10:00',
  call_user_date: '2026-03-10',
  call_user_time: '09:10:00',
  call_info: { direction: 'Incoming', type: 'Answered' },
};

describe('the signature', () => {
  const genuine = { webhook_url: publicUrl, type: 'call.completed', data: call };
  const headers = headersFor(genuine);

  test('proves the URL, the type and the time', () => {
    expect(verify(genuine, headers)).toBe('secret');
  });

  test.each([
    ['another path', { webhook_url: `${publicUrl}2` }],
    ['another host', { webhook_url: 'https://evil.example.test/webhooks/justcall' }],
    ['a query more', { webhook_url: `${publicUrl}?tenant=acme` }],
    ['no webhook_url', { webhook_url: undefined }],
    ['another type', { type: 'call.answered' }],
    ['no type', { type: undefined }],
    ['a type that is no text', { type: ['call.completed'] }],
  ])('is refused with %s', (_, change) => {
    expect(() => verify({ ...genuine, ...change }, headers)).toThrow(SignatureRefused);
  });

  test.each(['2026-03-10 08:13:41', '2026-03-10T08:13:40', ' 2026-03-10 08:13:40', ''])(
    'is refused with the time %j',
    (time) => {
      const changed = { ...headers, 'x-justcall-request-timestamp': time };
      expect(() => verify(genuine, changed)).toThrow(SignatureRefused);
    },
  );

  test.each(['v2', 'V1', 'v1,v1', ''])('is refused with the version %j', (version) => {
    const changed = { ...headers, 'x-justcall-signature-version': version };
    expect(() => verify(genuine, changed)).toThrow(SignatureRefused);
  });

  test.each([
    ['2026-03-10 08:13:40', 0],
    ['2026-03-10 22:13:40', 0],
    ['1773130420', 0],
    ['2026-03-10 08:13:40', 300],
  ])('holds %s against the clock, in UTC as no zone is documented (%#)', (time, agoSeconds) => {
    const own = { publicUrl, nowMs: Date.parse('2026-03-10T08:13:40Z') + agoSeconds * 1000 };
    expect(verify(genuine, headersFor(genuine, time), own)).toBe('secret');
  });

  test.each([
    '2026-03-09 08:13:39',
    '2026-03-11 08:13:41',
    '1773044019',
    '10 March 2026',
    '2026-02-30 08:13:40',
  ])('is refused with the time %s, though genuine, where it is 2026-03-10 08:13:40', (time) => {
    expect(() => verify(genuine, headersFor(genuine, time))).toThrow(SignatureRefused);
  });

  test('cannot lend a part of the type to the time', () => {
    const other = { ...genuine, type: `${genuine.type}|${timestamp}` };
    expect(() => verify(other, { ...headers, 'x-justcall-request-timestamp': '' })).toThrow(SignatureRefused);
  });

  test('does not cover the data, which the README says', () => {
    const forged = { ...genuine, data: { ...call, agent_id: 1 } };
    expect(verify(forged, headers)).toBe('secret');
  });
});

describe('a webhook_url', () => {
  const verifyAt = (webhook_url: string, own: object) => {
    const body = { webhook_url, type: 'call.completed' };
    return verify(body, headersFor(body), own);
  };

  test.each([
    [publicUrl],
    [`${publicUrl}?tenant=acme`],
    ['https://HOOKS.example.test:443/webhooks/justcall'],
  ])('is ours as %s, whatever its query', (webhook_url) => {
    expect(verifyAt(webhook_url, { publicUrl })).toBe('secret');
  });

  test.each([
    ['https://hooks.example.test/webhooks/other'],
    ['https://hooks.example.test/webhooks/justcall/'],
    ['https://hooks.example.test.evil.test/webhooks/justcall'],
    ['http://hooks.example.test/webhooks/justcall'],
    ['https://hooks.example.test:8443/webhooks/justcall'],
    ['no URL'],
  ])('for another of the account’s addresses, %s, is refused though genuine', (webhook_url) => {
    expect(() => verifyAt(webhook_url, { publicUrl })).toThrow(SignatureRefused);
  });

  test('is held against what the gateway saw where no publicUrl is configured', () => {
    expect(verifyAt(publicUrl, { url: publicUrl })).toBe('secret');
    expect(() => verifyAt(publicUrl, { url: 'https://other.example.test/webhooks/justcall' })).toThrow(
      SignatureRefused,
    );
    expect(() => verifyAt(publicUrl, { url: '' })).toThrow(SignatureRefused);
  });

  test('that stands in a sample for another address is ours once it is signed', () => {
    const body = Buffer.from('{ "webhook_url" : "https://a.test/\\"x", "type": "call.missed", "$": "$1" }');
    const signed = justcall.sign(
      { headers: {}, body },
      { secret: 'secret', nowMs: 0, settings: settingsFor(justcall, { publicUrl }) },
    );
    expect(signed.body.toString()).toBe(
      `{ "webhook_url" : "${publicUrl}", "type": "call.missed", "$": "$1" }`,
    );
    expect(signed.headers).toHaveProperty('x-justcall-request-timestamp', '1970-01-01 00:00:00');
  });
});

describe('a call', () => {
  test.each([
    ['Incoming', 'Answered', 'inbound', true],
    ['incoming', 'answered', 'inbound', true],
    ['Incoming', 'Missed', 'inbound', false],
    ['Incoming', 'Voicemail', 'inbound', false],
    ['Incoming', 'Abandoned before ringing', 'inbound', false],
    ['Outgoing', 'Answered', 'outbound', true],
    ['Outgoing', 'Unanswered', 'outbound', false],
    ['Outgoing', 'Abandoned before ringing', 'outbound', false],
    ['Outgoing', 'Busy', 'outbound', false],
  ])('that is completed, %s and %s, is summed up as %s, answered %j', (direction, type, way, answered) => {
    expect(only('call.completed', { ...call, call_info: { direction, type } })).toEqual({
      type: 'contact-summary',
      contactId: call.call_sid,
      collectionPoint: '14155550110',
      direction: way,
      answered,
      offeredAt: at,
      asOf: at,
    });
  });

  test.each(['call.missed', 'call.voicemail'])(
    'by %s came in and was not answered, by definition',
    (type) => {
      const event = only(type, { ...call, call_info: null, agent_id: '', agent_email: '' });
      expect(event).toMatchObject({ type: 'contact-summary', direction: 'inbound', answered: false });
    },
  );

  test.each([
    ['call.incoming', 'offered'],
    ['call.enters_queue', 'offered'],
    ['call.answered', 'answered'],
  ])('reaches by %s the milestone %s, however little of it is known', (type, milestone) => {
    const event = only(type, { ...call, id: '', call_info: { direction: '', type: '' } });
    expect(event).toMatchObject({
      type: 'contact-milestone',
      contactId: call.call_sid,
      direction: 'inbound',
      at,
      milestone,
    });
  });

  test.each([
    'call.exits_queue',
    'call.initiated',
    'call.updated',
    'call.ai_voice_agent',
    'jc.call_ai_generated',
    'sms.received',
    'sd.call_completed',
    'constructor',
  ])('by %s tells nothing of ours', (type) => {
    expect(translate(type, {})).toEqual({ events: [], ignored: 1 });
  });

  test('is voice, and left out where voice does not count', () => {
    expect(translate('call.completed', call, { mediaTypes: ['sms'] })).toEqual({ events: [], ignored: 1 });
  });

  test.each([
    [{ id: '' }, call.call_sid],
    [{ call_sid: '', id: 7000001 }, '7000001'],
    [{ call_sid: null, id: '9007199254740993001' }, '9007199254740993001'],
  ])('with %j has the contact id %s', (change, contactId) => {
    expect(only('call.incoming', { ...call, ...change })).toHaveProperty('contactId', contactId);
  });
});

describe('the ids', () => {
  test('are those that the configuration chooses', () => {
    const ids = { agentId: 'agent_email', collectionPoint: 'justcall_line_name' };
    expect(only('call.answered', call)).toMatchObject({ agentId: '105600', collectionPoint: '14155550110' });
    expect(only('call.answered', call, { ids })).toMatchObject({
      agentId: 'robin.vale@example.test',
      collectionPoint: 'Support',
    });
  });

  test.each([
    ['agent_email', { agentId: 'agent_email' }, { agent_email: '' }],
    ['agent_email', { agentId: 'agent_email' }, { agent_email: `${'x'.repeat(50)}@example.test` }],
    ['agent_id', { agentId: 'agent_id' }, { agent_id: '' }],
    ['justcall_line_name', { collectionPoint: 'justcall_line_name' }, { justcall_line_name: '' }],
    ['justcall_number', { collectionPoint: 'justcall_number' }, { justcall_number: null }],
  ])('have no other in the place of a missing %s', (path, ids, change) => {
    const attempt = () => translate('call.answered', { ...call, ...change }, { ids });
    expect(attempt).toThrow(Untranslatable);
    expect(attempt).toThrow(`justcall call.answered is not of the documented shape: ${path}: is missing`);
  });

  test('are left out where there is neither', () => {
    const nobody = { agent_id: '', agent_email: '', justcall_number: '', justcall_line_name: '' };
    const event = only('call.answered', { ...call, ...nobody });
    expect(event).not.toHaveProperty('agentId');
    expect(event).not.toHaveProperty('collectionPoint');
  });
});

test.each([
  [{ call_date: undefined }, 'data.call_date'],
  [{ call_date: '10/03/2026' }, 'data.call_time'],
  [{ call_date: '2026-02-30' }, 'data.call_time'],
  [{ call_time: '8:10 AM' }, 'data.call_time'],
  [{ call_sid: '', id: '' }, 'data.call_sid'],
  [{ call_info: undefined }, 'data.call_info'],
  [{ call_info: { direction: 'Sideways', type: 'Answered' } }, 'data.call_info.direction'],
  [{ call_info: { direction: 'Incoming', type: '' } }, 'data.call_info.type'],
])('cannot translate a completed call with %j, and names the path', (change, path) => {
  const attempt = () => translate('call.completed', { ...call, ...change });
  expect(attempt).toThrow(Untranslatable);
  expect(attempt).toThrow(`justcall call.completed is not of the documented shape: ${path}: `);
});

function headersFor({ webhook_url, type }: { webhook_url: string; type: string }, time = timestamp) {
  const text = `secret|${encodeURIComponent(webhook_url)}|${type}|${time}`;
  return {
    'x-justcall-signature': createHmac('sha256', 'secret').update(text).digest('hex'),
    'x-justcall-signature-version': 'v1',
    'x-justcall-request-timestamp': time,
  };
}

function verify(
  payload: object,
  headers: Readonly<Record<string, string>>,
  own: { url?: string; publicUrl?: string; nowMs?: number } = { publicUrl },
) {
  const { url = '', nowMs = Date.parse('2026-03-10T08:13:40Z'), ...settings } = own;
  const body = Buffer.from(JSON.stringify(payload));
  return justcall.verify(
    { method: 'POST', path: '/', url, queryString: '', headers, body },
    {
      secrets: ['secret'],
      nowMs,
      toleranceSeconds: justcall.toleranceSeconds,
      settings: settingsFor(justcall, settings),
    },
  );
}

function translate(type: string, data: object, settings: object = {}) {
  const payload = { request_id: '01', webhook_url: publicUrl, type, data };
  return justcall.translate(payload, { settings: settingsFor(justcall, settings), receivedAt: '' });
}

function only(type: string, data: object, settings: object = {}) {
  return onlyEvent(translate(type, data, settings));
}
