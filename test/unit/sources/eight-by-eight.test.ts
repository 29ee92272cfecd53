import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { FlattenedSign, flattenedVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { SignatureRefused, Untranslatable } from '../../../shared/errors.ts';
import { eightByEight } from '../../../shared/sources/eight-by-eight.ts';
import { json, received, settingsFor } from './sample.ts';

const nowMs = 1_770_624_601_296;
const settings = settingsFor(eightByEight);
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
const token = 'bridge-7d1f0a5c9e3b4d26a8f07c15e92b3d64';
const body = Buffer.from('{"eventType":"QUEUED","name":"Zoë"}');
const parts = { cid: 'acme01', eid: 'event-1', retry: 0, tid: 'acme01', tt: nowMs };
const payloadOf = (bytes: Buffer) => JSON.stringify({ checksum: crc32(bytes), ...parts });

describe('the signature', () => {
  test('is what jose makes, whichever form the public key is stored in', async () => {
    const signed = await signedByJose();
    const jwk = JSON.stringify(publicKey.export({ format: 'jwk' }));
    const der = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    for (const stored of [pem, jwk, der]) expect(verify(signed, ['other', stored])).toBe(stored);
  });

  test('is one that jose accepts', async () => {
    const secret = eightByEight.secretFrom(Buffer.alloc(32, 1));
    const { headers } = eightByEight.sign({ headers: {}, body }, { secret, nowMs, settings });
    const [header = '', , signature = ''] = (headers['x-8x8-signature'] ?? '').split('.');
    const payload = payloadOf(body).replace('event-1', headers['x-8x8-event-id'] ?? '');
    const verified = await flattenedVerify(
      { protected: header, payload, signature },
      createPublicKey({ key: JSON.parse(secret), format: 'jwk' }),
    );
    expect(verified.protectedHeader).toMatchObject({ alg: 'RS256', b64: false, crit: ['b64'] });
  });

  test.each([
    { alg: 'RS512' },
    { alg: 'PS256' },
    { b64: true },
    { b64: undefined },
    { crit: [] },
    { crit: ['b64', 'exp'] },
    { crit: undefined },
  ])('is refused with the protected header %j, even where it verifies', (given) => {
    const header = { b64: false, crit: ['b64'], kid: 'key1', alg: 'RS256', ...given };
    expect(() => verify(signedWith(header), [pem])).toThrow(SignatureRefused);
    expect(verify(signedWith({ ...header, b64: false, crit: ['b64'], alg: 'RS256' }), [pem])).toBe(pem);
  });

  test('is refused of a key that is not RSA', () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const stored = ec.publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const header = { b64: false, crit: ['b64'], alg: 'RS256' };
    expect(() => verify(signedWith(header, ec.privateKey), [stored])).toThrow(SignatureRefused);
  });

  test('covers the headers in their one spelling', async () => {
    const { headers } = await signedByJose();
    for (const [name, value] of [
      ['x-8x8-retry', '00'],
      ['x-8x8-retry', '0x0'],
      ['x-8x8-transmission-time', `${nowMs}.0`],
      ['x-8x8-transmission-time', ` ${nowMs}`],
    ] as const)
      expect(() => verify({ headers: { ...headers, [name]: value }, body }, [pem])).toThrow('digits only');
  });
});

describe('a bridge', () => {
  const posted = (authorization: string) => ({ headers: { authorization }, body });

  test('proves itself by its token', () => {
    expect(verify(posted(`Bearer ${token}`), [pem, token])).toBe(token);
    expect(
      verify(eightByEight.sign({ headers: {}, body }, { secret: token, nowMs, settings }), [token]),
    ).toBe(token);
  });

  test('is refused a public key as its token, whatever its form', () => {
    const der = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    const set = JSON.stringify({ keys: [publicKey.export({ format: 'jwk' })] });
    for (const key of [der, der.slice(0, 80), set])
      expect(() => verify(posted(`Bearer ${key}`), [key, token])).toThrow(SignatureRefused);
  });

  test('is refused where it brings a signature along that does not verify', async () => {
    const { headers } = await signedByJose();
    const both = { ...headers, 'x-8x8-retry': '1', authorization: `Bearer ${token}` };
    expect(() => verify({ headers: both, body }, [pem, token])).toThrow(SignatureRefused);
  });
});

describe('the handshake', () => {
  const asked = json({ notificationVersion: 'Chat Gateway v1.0', eventType: 'WEB_HOOK_VERIFY' });
  const greet = (webhook: object) => eightByEight.greet?.({ ...received({ ...asked, ...webhook }) });

  test('is answered success, with a proof once that is verified', () => {
    expect(greet({})).toEqual({ status: 200 });
    expect(eightByEight.answerHandshake?.(JSON.parse(asked.body.toString()), pem)).toEqual({ status: 200 });
  });

  test.each(['x-8x8-signature', 'authorization'])('has to stand up to the proof in %s', (header) => {
    const claimed = { headers: { [header]: 'guess' } };
    expect(greet(claimed)).toBeUndefined();
    expect(() => verify({ ...asked, ...claimed }, [pem, token])).toThrow(SignatureRefused);
  });

  test.each([
    ['of another type', json({ eventType: 'QUEUED' })],
    ['that is too long', json({ eventType: 'WEB_HOOK_VERIFY', filler: 'x'.repeat(512) })],
    ['that is no JSON', json('WEB_HOOK_VERIFY')],
    ['that is empty', json('')],
  ])('is no webhook %s', (_, webhook) => {
    expect(greet(webhook)).toBeUndefined();
    expect(eightByEight.answerHandshake?.({ eventType: 'QUEUED' }, pem)).toBeUndefined();
  });
});

const at = 1_770_624_680;
const atTime = '2026-02-09T08:11:20.000Z';
const status = { agentId: 'ag-1', newState: 5, newReasonCodeUser: 'none', statusEventTS: at };
const guid = 'int-1963f541b9f-AAAA-phone-01-acme01';
const interaction = { interactionGUID: guid, mediaType: 'phone', agentId: 'ag-1', interactionEventTS: at };

describe('an agent status', () => {
  test.each([
    [0, '0', 'offline'],
    ['0', '0', 'offline'],
    [1, '1', 'unavailable'],
    [5, '5', 'available'],
    [7, '7', 'busy'],
    [27, '27', undefined],
    ['ON_BREAK', 'ON_BREAK', undefined],
  ])('%j is the state %s, %s', (newState, state, stateClass) => {
    const [event] = statuses({ ...status, newState });
    expect(event).toEqual({
      type: 'agent-activity',
      agentId: 'ag-1',
      eventTime: atTime,
      state,
      ...(stateClass && { stateClass }),
    });
  });

  test.each([
    ['801=1722', '801=1722'],
    [1722, '1722'],
    ['none', undefined],
    ['', undefined],
    [null, undefined],
  ])('with the code %j has the reason %j', (newReasonCodeUser, reason) => {
    expect(Object(statuses({ ...status, newReasonCodeUser })[0]).reason).toBe(reason);
  });

  test.each([
    ['its own time', { statusEventTS: String(at), msgInfo: { timestamp: 1 } }, atTime],
    [
      'else when it was sent',
      { statusEventTS: 0, msgInfo: { timestamp: 1_770_624_680_917 } },
      '2026-02-09T08:11:20.917Z',
    ],
    ['else when it was published', { statusEventTS: null, msgInfo: {} }, '2026-02-09T08:11:21.950Z'],
  ])('begins at %s', (_, times, eventTime) => {
    const message = inPulsar({ AgentStatusChange: { ...status, ...times } });
    expect(translate(message).events).toMatchObject([{ eventTime }]);
  });

  test.each([
    [6, 1],
    [7, 1],
    ['8', 1],
    [5, 0],
    [9, 0],
    [0, 0],
  ])('%j is left out where interactions tell it: %i', (newState, ignored) => {
    const event = { AgentStatusChange: { ...status, newState } };
    expect(translate(event, { activity: 'contacts' }).ignored).toBe(ignored);
    expect(translate(event).ignored).toBe(0);
  });
});

describe('an interaction', () => {
  test.each([
    ['InteractionQueued', { direction: 'in' }, ['offered']],
    ['InteractionQueued', { direction: 'out' }, []],
    ['InteractionUnqueued', {}, ['abandoned']],
    ['InteractionAccepted', { direction: 'in', callState: 'CS_INPROGRESS' }, ['answered']],
    ['InteractionAccepted', { callState: 'CS_CONNECTED' }, ['answered']],
    ['InteractionAccepted', { callState: 'CS_INPROGRESS' }, []],
    ['InteractionAccepted', { direction: 'out' }, []],
    ['InteractionCustomerAccepted', { direction: 'out' }, ['answered']],
    ['LineHoldStatus', { status: true }, ['held']],
    ['LineHoldStatus', { status: 'true' }, ['held']],
    ['LineHoldStatus', { status: false }, ['retrieved']],
    ['LineHoldStatus', { status: 'false' }, ['retrieved']],
    ['InteractionTransferRequest', {}, ['transferred']],
    ['InteractionPostProcess', {}, ['ended', 'wrap-started']],
    ['PostProcess', {}, ['ended', 'wrap-started']],
    ['EndPostProcess', {}, ['wrap-ended']],
    ['InteractionEndPostProcess', {}, ['wrap-ended']],
    ['InteractionDeleted', {}, ['ended']],
    ['InteractionAssigned', {}, []],
    ['LineMuteStatus', { status: true }, []],
    ['RecordingStatus', { status: 'resume' }, []],
    ['constructor', {}, []],
  ])('reaches by %s, given %j, %j', (event, given, milestones) => {
    const { events, ignored } = interactions(event, given);
    expect(events.map((one) => Object(one).milestone)).toEqual(milestones);
    expect(ignored).toBe(milestones.length > 0 ? 0 : 1);
  });

  test.each([
    ['InteractionAccepted', true],
    ['InteractionPostProcess', true],
    ['InteractionDeleted', false],
    ['InteractionUnqueued', false],
  ])('tells by %s of one agent’s leg: %s', (event, isLeg) => {
    for (const one of interactions(event, {}).events) expect('agentId' in one).toBe(isLeg);
  });

  test.each([
    [
      { direction: 'in', queueId: 1162 },
      { direction: 'inbound', collectionPoint: '1162' },
    ],
    [
      { direction: 'out', queueId: '1162' },
      { direction: 'outbound', collectionPoint: '1162' },
    ],
  ])('given %j counts as %j', (given, expected) => {
    expect(interactions('InteractionDeleted', given).events).toMatchObject([expected]);
  });

  test.each([
    ['when it happened', { interactionEventTS: at, eventTS: 1, msgInfo: { timestamp: 1 } }, atTime],
    [
      'else when it was sent',
      { interactionEventTS: null, eventTS: 1, msgInfo: { timestamp: at * 1000 } },
      atTime,
    ],
    ['else when it was offered', { interactionEventTS: undefined, eventTS: at, msgInfo: {} }, atTime],
  ])('is told at the time %s', (_, times, expected) => {
    expect(interactions('InteractionDeleted', times).events).toMatchObject([{ at: expected }]);
  });

  test.each([
    [{ mediaType: 'phone' }, ['voice'], 1],
    [{ mediaType: 'chat' }, ['voice'], 0],
    [{ mediaType: 'email' }, ['voice', 'email'], 1],
    [{ mediaType: undefined, resourceType: 0 }, ['voice'], 1],
    [{ mediaType: undefined, resourceType: '2' }, ['voice'], 0],
    [{ mediaType: undefined }, ['voice'], 1],
    [{ mediaType: undefined, interactionGUID: 'int-1-A-chat-01-acme01' }, ['voice'], 0],
  ])('of the medium in %j counts among %j: %i', (given, mediaTypes, count) => {
    expect(interactions('InteractionDeleted', given, { mediaTypes }).events).toHaveLength(count);
  });

  test.each([
    ['InteractionAssigned', {}, 'InteractionAssigned', 'busy'],
    ['InteractionAccepted', { direction: 'in' }, 'InteractionAccepted', 'busy'],
    ['InteractionCustomerAccepted', {}, 'InteractionCustomerAccepted', 'busy'],
    ['LineHoldStatus', { status: true }, 'CS_HOLD', 'busy'],
    ['LineHoldStatus', { status: false }, 'CS_CONNECTED', 'busy'],
    ['PostProcess', {}, 'InteractionPostProcess', 'busy'],
    ['InteractionRejected', {}, 'InteractionRejected', 'available'],
    ['InteractionDeassigned', {}, 'InteractionDeassigned', 'available'],
  ])(
    'puts its agent by %s %j in the state %s, where contacts feed the activity',
    (event, given, state, stateClass) => {
      const activity = { type: 'agent-activity', agentId: 'ag-1', eventTime: atTime, state, stateClass };
      expect(interactions(event, given, { activity: 'contacts' }).events.at(-1)).toEqual(activity);
      expect(interactions(event, given).events).not.toContainEqual(activity);
    },
  );
});

describe('a post of the stream', () => {
  test('may be a list, of which each part is used or counted', () => {
    const parts = [
      { AgentStatusChange: status },
      inPulsar({ AgentStatusChange: status }),
      { AgentProvChange: { event: 'AgentSkillChanged' } },
      { Interaction: { event: 'InteractionCreated' } },
    ];
    const { events, ignored } = translate(parts);
    expect([events.length, ignored]).toEqual([2, 2]);
  });

  test('keeps an id within a Pulsar message exact', () => {
    const text =
      '{"Interaction":{"event":"InteractionDeleted","queueId":9007199254740993001,"interactionGUID":9007199254740993002,"mediaType":"phone","interactionEventTS":1770624680}}';
    const payload = Buffer.from(text).toString('base64');
    expect(translate({ messageId: 'CAEQAQ==', payload }).events).toMatchObject([
      { contactId: '9007199254740993002', collectionPoint: '9007199254740993001' },
    ]);
  });
});

describe('a conversation', () => {
  const chat = (eventType: string, given: object = {}) => ({
    eventType,
    conversationId: 'c-1',
    timestamp: nowMs,
    ...given,
  });
  const member = (change: string, memberType = 'agent') =>
    chat('MEMBERS_CHANGED', { data: { memberType, change, id: 'ag-1' } });
  const milestone = { type: 'contact-milestone', contactId: 'c-1', at: '2026-02-09T08:10:01.296Z' };

  test.each([
    [chat('QUEUED', { data: { queueId: 'q-1' } }), { collectionPoint: 'q-1', milestone: 'offered' }],
    [chat('QUEUED', { queueId: 'q-1' }), { collectionPoint: 'q-1', milestone: 'offered' }],
    [chat('QUEUED', { data: null, queueId: 7 }), { collectionPoint: '7', milestone: 'offered' }],
    [member('joined'), { agentId: 'ag-1', milestone: 'answered' }],
    [member('left'), { agentId: 'ag-1', milestone: 'ended' }],
    [chat('AGENT_JOINED', { agentId: 'ag-1' }), { agentId: 'ag-1', milestone: 'answered' }],
    [chat('AGENT_LEFT', { agentId: 'ag-1' }), { agentId: 'ag-1', milestone: 'ended' }],
    [chat('TRANSFER'), { milestone: 'transferred' }],
  ])('gives by %j the milestone %j, where chat counts', (payload, expected) => {
    const wanted = { mediaTypes: ['chat'], activity: 'contacts' };
    expect(translate(payload, wanted)).toEqual({ events: [{ ...milestone, ...expected }], ignored: 0 });
    expect(translate(payload)).toEqual({ events: [], ignored: 1 });
  });

  test.each([
    member('joined', 'user'),
    member('muted'),
    chat('MEMBERS_CHANGED', { data: { memberType: 'user', change: 'left', id: 'u'.repeat(60) } }),
    chat('MESSAGE', { data: { sender: { id: 'ag-1', type: 'agent' } } }),
    chat('TEXT'),
    chat('CONVERSATION_UPDATE', { data: { state: 'active' } }),
    chat('toString'),
  ])('gives nothing by %j', (payload) => {
    expect(translate(payload, { mediaTypes: ['chat'] })).toEqual({ events: [], ignored: 1 });
  });

  test.each([
    [chat('QUEUED', { data: {} }), 'data.queueId'],
    [chat('QUEUED', { data: { queueId: 'q-1' }, timestamp: 'now' }), 'timestamp'],
    [chat('MEMBERS_CHANGED', { data: { memberType: 'agent', change: 'left' } }), 'agentId'],
    [chat('QUEUED', { queueId: 'q'.repeat(51) }), 'queueId'],
    [
      chat('MEMBERS_CHANGED', { data: { memberType: 'agent', change: 'left', id: 'x'.repeat(51) } }),
      'agentId',
    ],
    [chat('TRANSFER', { conversationId: undefined }), 'conversationId'],
  ])('cannot be translated whose shape has changed (%#), and the path is named', (payload, path) => {
    const attempt = () => translate(payload, { mediaTypes: ['chat'] });
    expect(attempt).toThrow(Untranslatable);
    expect(attempt).toThrow(`is not of the documented shape: ${path}: `);
  });
});

test.each([
  [{ AgentStatusChange: { ...status, agentId: undefined } }, 'agentId'],
  [{ AgentStatusChange: { ...status, newState: null } }, 'AgentStatusChange.newState'],
  [{ AgentStatusChange: { ...status, statusEventTS: 0 } }, 'AgentStatusChange.statusEventTS'],
  [{ AgentStatusChange: { ...status, statusEventTS: 'noon' } }, 'AgentStatusChange.statusEventTS'],
  [{ AgentStatusChange: { ...status, agentId: 'x'.repeat(51) } }, 'AgentStatusChange.agentId'],
  [{ Interaction: {} }, 'Interaction.event'],
  [{ Interaction: { ...interaction, event: 'LineHoldStatus', status: 'maybe' } }, 'Interaction.status'],
  [
    { Interaction: { ...interaction, event: 'InteractionDeleted', direction: 'sideways' } },
    'Interaction.direction',
  ],
  [
    { Interaction: { ...interaction, event: 'InteractionDeleted', interactionEventTS: 0 } },
    'Interaction.interactionEventTS',
  ],
  [
    { Interaction: { event: 'InteractionDeleted', interactionGUID: 'int-1', interactionEventTS: at } },
    'Interaction.mediaType',
  ],
  [{ payload: 7 }, 'payload'],
  [{ payload: 'e30=', publishTime: 'noon' }, 'publishTime'],
])('cannot translate a stream event whose shape has changed (%#), and names the path', (payload, path) => {
  const attempt = () => translate(payload);
  expect(attempt).toThrow(Untranslatable);
  expect(attempt).toThrow(`is not of the documented shape: ${path}: `);
});

test.each(['', 'AAAA', 'bm8gSlNPTg=='])('cannot translate a Pulsar message of %j', (payload) => {
  expect(() => translate({ messageId: 'CAEQAQ==', payload })).toThrow(Untranslatable);
});

type Sent = { headers: Readonly<Record<string, string>>; body: Buffer };

function verify(webhook: Sent, secrets: readonly string[]) {
  return eightByEight.verify(received(webhook), { secrets, nowMs, toleranceSeconds: 300, settings });
}

function sentWith(signature: string): Sent {
  return {
    headers: {
      'x-8x8-customer-id': parts.cid,
      'x-8x8-event-id': parts.eid,
      'x-8x8-retry': String(parts.retry),
      'x-8x8-tenant-id': parts.tid,
      'x-8x8-transmission-time': String(parts.tt),
      'x-8x8-signature': signature,
    },
    body,
  };
}

async function signedByJose(): Promise<Sent> {
  const header = { b64: false, crit: ['b64'], kid: 'key1', alg: 'RS256' };
  const signing = new FlattenedSign(Buffer.from(payloadOf(body))).setProtectedHeader(header);
  const jws = await signing.sign(privateKey);
  return sentWith(`${jws.protected}..${jws.signature}`);
}

function signedWith(header: object, key = privateKey): Sent {
  const encoded = Buffer.from(JSON.stringify(header)).toString('base64url');
  const signature = sign('sha256', Buffer.from(`${encoded}.${payloadOf(body)}`), key);
  return sentWith(`${encoded}..${signature.toString('base64url')}`);
}

function translate(payload: unknown, given: object = {}) {
  return eightByEight.translate(payload, { settings: settingsFor(eightByEight, given), receivedAt: '' });
}

function statuses(change: object) {
  return translate({ AgentStatusChange: change }).events;
}

function interactions(event: string, given: object, configured: object = {}) {
  return translate({ Interaction: { ...interaction, event, ...given } }, configured);
}

function inPulsar(event: object) {
  const payload = Buffer.from(JSON.stringify(event)).toString('base64');
  return { messageId: 'CAEQAQ==', payload, publishTime: '2026-02-09T08:11:21.950Z' };
}
