import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import { anyRule, declared, hmacOverBody, webhookOf } from './sample.ts';

/** What the configuration is told of an entry. */
function faultsOf(entry: object): string {
  try {
    const sources = {
      acd: { vendor: 'custom', verifier: hmacOverBody, mapping: { rules: [anyRule] }, ...entry },
    };
    parseConfiguration(
      { environment: 'test', cloudConnect: { baseUrl: 'https://wfm.example' }, sources },
      'test.json',
    );
    return '';
  } catch (error) {
    return String(error);
  }
}
const verifying = (verifier: object) => faultsOf({ verifier: { ...hmacOverBody, ...verifier } });
const mapping = (rule: object, rest: object = {}) =>
  faultsOf({ mapping: { rules: [{ ...anyRule, ...rule }], ...rest } });
const kind = (verifier: object) => faultsOf({ verifier });
const timed = { template: '{timestamp}.{body}', timestampHeader: 'x-time' };

test('an entry that proves its sender and maps its fields is taken', () => {
  expect(faultsOf({})).toBe('');
});

describe('a verifier is refused', () => {
  test.each<[rule: string, faults: string, words: (string | RegExp)[]]>([
    ['without', faultsOf({ verifier: undefined }), ['acd.verifier', 'must say how the sender is proved']],
    [
      'of the kind none',
      kind({ kind: 'none' }),
      ['verifier.kind = "none"', 'a source without proof would take anyone’s events'],
    ],
    [
      'of an unknown kind',
      kind({ kind: 'oauth' }),
      ['verifier.kind = "oauth"', 'must be one of "hmac", "ed25519", "jwt"'],
    ],
    [
      'with a key that is none',
      verifying({ secret: 'x' }),
      ['verifier.secret = "x"', 'is not a key here: allowed are kind, '],
    ],
    [
      'with another algorithm',
      verifying({ algorithm: 'md5' }),
      ['verifier.algorithm = "md5"', 'must be one of "sha256", "sha1", "sha512"'],
    ],
    [
      'with a template of unknown parts',
      verifying({ template: '{boddy}' }),
      ['template = "{boddy}"', 'may hold text and {id}, {timestamp}, {body}'],
    ],
    [
      'with a template of text',
      verifying({ template: 'v1 {secret}' }),
      ['verifier.template', 'what is the same each time is a token'],
    ],
    [
      'with a template of method and path, which every webhook has',
      verifying({ template: '{method} {path}' }),
      ['verifier.template', 'what is the same each time is a token'],
    ],
    [
      'with a template of a URL that the entry fixes',
      verifying({ template: '{url}', publicUrl: 'https://hooks.example/in' }),
      ['verifier.template', 'what is the same each time is a token'],
    ],
    [
      'with a tolerance for a time that is not signed',
      verifying({ toleranceSeconds: 300 }),
      ['toleranceSeconds = 300', 'put {timestamp} into the template'],
    ],
    [
      'with a time header that is not signed',
      verifying({ timestampHeader: 'x-time' }),
      ['timestampHeader = "x-time"', 'put {timestamp} into the template'],
    ],
    [
      'with a signed time that stands nowhere',
      verifying({ template: '{timestamp}{body}' }),
      ['must name where {timestamp} stands'],
    ],
    [
      'with a signed time that stands twice',
      verifying({ ...timed, headerFormat: 'kv', signatureKey: 'v1', timestampKey: 't' }),
      ['must name where {timestamp} stands'],
    ],
    [
      'with a signed id that stands nowhere',
      verifying({ template: '{id}{body}' }),
      ['verifier.idHeader', 'must name the header of {id}'],
    ],
    [
      'with an id that is not signed',
      verifying({ idHeader: 'x-id' }),
      ['idHeader = "x-id"', 'must stand in the template'],
    ],
    [
      'with keys of another header format',
      verifying({ headerFormat: 'raw', acceptVersions: ['v1'] }),
      ['belongs to headerFormat "list", and this is "raw"'],
    ],
    [
      'with keys of two header formats',
      verifying({ signatureKey: 'v1', acceptVersions: ['v1'] }),
      ['acceptVersions', 'belongs to headerFormat "list", and this is "kv"'],
    ],
    [
      'as kv without a key',
      verifying({ headerFormat: 'kv' }),
      ['verifier.signatureKey', 'must name the key of the signature'],
    ],
    [
      'as list without versions',
      verifying({ headerFormat: 'list' }),
      ['verifier.acceptVersions', 'must list the versions'],
    ],
    [
      'with a header that is none',
      verifying({ signatureHeader: 'x signature' }),
      ['signatureHeader = "x signature"', 'must be the name of a header'],
    ],
    [
      'with an sql time and no zone',
      verifying({ ...timed, timestampFormat: 'sql' }),
      ['acd.timeZone', 'a time as sql is written without a zone'],
    ],
    [
      'with a dedupe that is none',
      verifying({ dedupe: { path: 'id' } }),
      ['verifier.dedupe', 'must be {"header": NAME} or {"paths"'],
    ],
    [
      'of a vendor that reads less than an answer may weigh',
      verifying({ ack: { maxResponseBytes: 512 } }),
      ['ack.maxResponseBytes = 512', 'must be at least 1024'],
    ],
    ['with another answer', verifying({ ack: { retrySignal: 500 } }), ['ack.retrySignal = 500']],
    [
      'with another handshake',
      verifying({ handshake: { kind: 'get' } }),
      ['handshake.kind = "get"', '"echo-header"'],
    ],
    [
      'as a token in a header that is none',
      kind({ kind: 'token', in: 'header', name: 'x token' }),
      ['verifier.name = "x token"'],
    ],
    [
      'as a token at a path that is none',
      kind({ kind: 'token', in: 'json', name: '$..t' }),
      ['verifier.name = "$..t"'],
    ],
    [
      'as a prefixed token in the query',
      kind({ kind: 'token', in: 'query', name: 't', prefix: 'x' }),
      ['stands before a token in a header only'],
    ],
    [
      'as a token in a form beside JSON',
      kind({ kind: 'token', in: 'form', name: 't' }),
      ['mapping.format', 'must be "form"'],
    ],
    [
      'as a JWT of mixed algorithms',
      kind({ kind: 'jwt', in: 'body', payloadIsBody: true, algorithms: ['HS256', 'RS256'] }),
      ['a public key must never pass for a shared secret'],
    ],
    [
      'as a JWT of no algorithm',
      kind({ kind: 'jwt', in: 'body', payloadIsBody: true, algorithms: ['none'] }),
      ['algorithms[0] = "none"'],
    ],
    [
      'as a JWT beside a body that nothing proves',
      kind({ kind: 'jwt', in: 'header', name: 'x-jwt', algorithms: ['HS256'] }),
      ['bodyHashClaim', 'nothing else ties the body to the token'],
    ],
    [
      'as a JWT in an unnamed header',
      kind({ kind: 'jwt', in: 'header', payloadIsBody: true, algorithms: ['HS256'] }),
      ['verifier.name', 'must name the header'],
    ],
    [
      'as a JWT in a header that is none',
      kind({ kind: 'jwt', in: 'header', name: "$['a b']", algorithms: ['HS256'], payloadIsBody: true }),
      ['verifier.name', 'must name the header of the token, such as x-jwt'],
    ],
    [
      'as a JWT at a path that is none',
      kind({ kind: 'jwt', in: 'body', name: 'x-jwt token', algorithms: ['HS256'], payloadIsBody: true }),
      ['verifier.name = "x-jwt token"', 'must be the path of the token in a JSON body'],
    ],
    [
      'as a prefixed JWT in a body',
      kind({ kind: 'jwt', in: 'body', prefix: 'Bearer ', algorithms: ['HS256'], payloadIsBody: true }),
      ['verifier.prefix', 'stands before a token in a header only'],
    ],
    [
      'as a JWT body that is not the payload',
      kind({ kind: 'jwt', in: 'body', algorithms: ['HS256'] }),
      ['payloadIsBody', 'must be true'],
    ],
    [
      'as a JWT with half a body hash',
      kind({ kind: 'jwt', in: 'header', name: 'x', algorithms: ['HS256'], bodyHashClaim: 'h' }),
      ['must stand with bodyHashClaim'],
    ],
    [
      'as a JWT of a key pair with an HMAC of the body',
      kind({
        kind: 'jwt',
        in: 'header',
        name: 'x',
        algorithms: ['RS256'],
        bodyHashClaim: 'h',
        bodyHash: 'hmac-hex',
      }),
      ['needs a shared secret'],
    ],
  ])('%s', (_, faults, words) => {
    for (const word of words) expect(faults).toContain(word);
  });
});

describe('a mapping is refused', () => {
  test.each<[rule: string, faults: string, words: string[]]>([
    ['without', faultsOf({ mapping: undefined }), ['acd.mapping']],
    ['without rules', faultsOf({ mapping: { rules: [] } }), ['mapping.rules']],
    [
      'with an event that is none',
      mapping({ emit: 'agent-status' }),
      ['rules[0].emit = "agent-status"', '"agent-activity"'],
    ],
    [
      'with a field that is none',
      mapping({ fields: { ...anyRule.fields, agent: '$.id' } }),
      ['rules[0].fields.agent = "$.id"', 'is no field of person: it has agentId, firstName, lastName'],
    ],
    [
      'with the id, which dedupe gives',
      mapping({ fields: { ...anyRule.fields, id: '$.id' } }),
      ['fields.id', 'is no field of person'],
    ],
    [
      'without a required field',
      mapping({ fields: { agentId: '$.id', firstName: '$.f' } }),
      ['fields.lastName', 'person says nothing without it'],
    ],
    [
      'with a path that is none',
      mapping({ fields: { ...anyRule.fields, agentId: '$..id' } }),
      ['fields.agentId = "$..id"', 'must be a path'],
    ],
    [
      'with a condition on no path',
      mapping({ when: { '$.a[*]': 1 } }),
      ['rules[0].when', '"$.a[*]" must be a path'],
    ],
    [
      'with a constant that the field cannot hold',
      mapping({ fields: { ...anyRule.fields, firstName: { value: 'x'.repeat(21) } } }),
      ['fields.firstName'],
    ],
    [
      'with a mapped word that the field cannot hold',
      mapping({
        emit: 'contact-milestone',
        fields: { contactId: 'id', at: 'at', milestone: { path: 'e', map: { up: 'picked-up' } } },
      }),
      ['fields.milestone', 'offered'],
    ],
    [
      'with a constant time',
      mapping({
        emit: 'contact-milestone',
        fields: { contactId: 'id', at: { value: '2026-03-10T09:00:00Z' }, milestone: { value: 'ended' } },
      }),
      ['fields.at', 'must come from the webhook'],
    ],
    [
      'with a time format for what is none',
      mapping({ fields: { ...anyRule.fields, agentId: { path: 'id', time: 'unix-s' } } }),
      ['time is for fields that hold a time'],
    ],
    [
      'with a unit for what is no duration',
      mapping({ fields: { ...anyRule.fields, agentId: { path: 'id', seconds: 'ms' } } }),
      ['seconds is for fields that hold a duration'],
    ],
    [
      'with an sql time and no zone',
      mapping({
        emit: 'contact-milestone',
        fields: { contactId: 'id', at: { path: 'at', time: 'sql' }, milestone: { value: 'ended' } },
      }),
      ['acd.timeZone'],
    ],
    [
      'with a misspelt key of a field',
      mapping({ fields: { ...anyRule.fields, agentId: { path: 'id', defalt: 'x' } } }),
      ['fields.agentId'],
    ],
    [
      'of a query that is not proved',
      mapping({}, { format: 'query' }),
      ['mapping.format = "query"', 'sign {url}'],
    ],
    [
      'of another format',
      mapping({}, { format: 'xml' }),
      ['mapping.format = "xml"', 'must be one of "json", "form", "query"'],
    ],
    [
      'beside a tolerance of the entry',
      faultsOf({ toleranceSeconds: 60 }),
      ['acd.toleranceSeconds = 60', 'stands in the verifier'],
    ],
    [
      'beside media of the entry',
      faultsOf({ mediaTypes: ['chat'] }),
      ['acd.mediaTypes[0]', 'by "when" in the mapping'],
    ],
  ])('%s', (_, faults, words) => {
    for (const word of words) expect(faults).toContain(word);
  });
});

describe('the entry decides', () => {
  test('what is answered, and what content comes in', () => {
    const ack = { successStatus: 204, retrySignal: 409, maxResponseBytes: 1024 };
    const verifier = { ...hmacOverBody, ack };
    expect(declared({ verifier, mapping: { contentTypes: ['text/json'] } })).toMatchObject({
      successStatus: 204,
      retryStatus: 409,
      mediaTypes: ['text/json'],
      toleranceSeconds: null,
    });
    expect(declared({})).toMatchObject({ successStatus: 200, mediaTypes: ['application/json'] });
    expect(declared({}).retryStatus).toBeUndefined();
    expect(declared({ mapping: { format: 'form' } }).mediaTypes).toEqual([
      'application/x-www-form-urlencoded',
    ]);
  });

  test.each([
    [{}, 300],
    [{ toleranceSeconds: 60 }, 60],
    [{ toleranceSeconds: null }, null],
  ])('how old a signed time may be: %j is %j', (given, toleranceSeconds) => {
    expect(declared({ verifier: { ...hmacOverBody, ...timed, ...given } }).toleranceSeconds).toBe(
      toleranceSeconds,
    );
  });

  test.each<[handshake: object, webhook: object, answer: object | undefined]>([
    [{ kind: 'none' }, { method: 'HEAD' }, undefined],
    [{ kind: 'head-200' }, {}, undefined],
    [{ kind: 'echo-header', header: 'X-V' }, { headers: { 'x-v': 'abc' } }, undefined],
    [{ kind: 'echo-header', header: 'X-V' }, { headers: {}, body: Buffer.alloc(0) }, undefined],
    [{ kind: 'echo-header', header: 'X-V' }, { headers: { 'x-v': 'a b' }, body: Buffer.alloc(0) }, undefined],
    [
      { kind: 'echo-header', header: 'X-V' },
      { headers: { 'x-v': 'x'.repeat(257) }, body: Buffer.alloc(0) },
      undefined,
    ],
    [{ kind: 'cloudevents-options' }, { method: 'OPTIONS' }, undefined],
    [
      { kind: 'json-event-2xx', path: '$.e', value: 'VERIFY' },
      { body: Buffer.from('{"e":"OTHER VERIFY"}') },
      undefined,
    ],
    [{ kind: 'json-event-2xx', path: '$.e', value: 'VERIFY' }, { body: Buffer.from('VERIFY') }, undefined],
    [
      { kind: 'json-event-2xx', path: '$.e', value: 'VERIFY' },
      { body: Buffer.from('{"e":"VERIFY"}') },
      { status: 200 },
    ],
  ])('whether %j greets %j: %j', (handshake, given, answer) => {
    expect(declared({ verifier: { ...hmacOverBody, handshake } }).greet?.(webhookOf(given))).toEqual(answer);
  });
});

describe('a state that the mapping itself names', () => {
  const naming = (state: object, more: object = {}, entry: object = {}) => {
    const fields = { agentId: '$.a', eventTime: '$.t', state, ...more };
    return faultsOf({ mapping: { rules: [{ emit: 'agent-activity', fields }] }, ...entry });
  };
  const mapped = { path: '$.s', map: { away: 'Gone', ready: 'AVAIL' }, default: 'OTHER' };

  test('is refused where no code could be found for it, naming each', () => {
    expect(naming(mapped)).toContain(
      'mapping.rules[0].fields.state: names "Gone", "OTHER", which have no code: add them to codes.states',
    );
    expect(naming({ value: 'Gone' })).toContain('names "Gone"');
  });

  test.each<[rule: string, faults: string]>([
    ['is one of our own, in any case', naming({ path: '$.s', map: { ready: 'avail' } })],
    [
      'has an entry in codes',
      naming({ value: 'Gone' }, {}, { codes: { states: { gone: { code: 'X', stateClass: 'offline' } } } }),
    ],
    ['comes with a class', naming({ value: 'Gone' }, { stateClass: { value: 'offline' } })],
    [
      'is among those of which every unmapped one has a code',
      naming({ value: 'Gone' }, {}, { codes: { unmappedCode: 'OTHER' } }),
    ],
  ])('is taken where it %s', (_, faults) => {
    expect(faults).toBe('');
  });
});
