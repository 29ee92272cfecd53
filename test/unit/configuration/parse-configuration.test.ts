import { expect, test } from 'vitest';
import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import { ConfigurationError } from '../../../shared/errors.ts';

const valid = {
  environment: 'example',
  cloudConnect: { baseUrl: 'https://cloud-connect.example.com/api' },
  sources: { support: { vendor: 'standard' } },
};

/** The message that parsing these data ends with. */
function faultOf(data: unknown): string {
  try {
    parseConfiguration(data, 'example.json');
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return 'no error';
}

function supportWith(settings: object): object {
  return { ...valid, sources: { support: { vendor: 'standard', ...settings } } };
}

test('takes a file that names a base URL and one source', () => {
  expect(parseConfiguration(valid, 'example.json')).toMatchObject({ environment: 'example' });
});

test('refuses a source that has the name of the rows that are made of contacts', () => {
  const named = { ...valid, sources: { 'roll-up': { vendor: 'standard' } } };
  expect(faultOf(named)).toContain('sources: must not have the name roll-up');
});

test('refuses what concerns a gateway in a source whose events come over AWS', () => {
  const partnerEventSource = 'aws.partner/genesys.com/cloud/3b9f6d1e-5c20-4a77-8e41-b6d0c2f7a915/wfm';
  const genesys = { vendor: 'genesys', partnerEventSource, allowedIps: ['203.0.113.0/24'] };
  expect(faultOf({ ...valid, sources: { genesys } })).toContain('allowedIps');
});

test.each<{ rule: string; data: unknown; key: string; value: string; allowed: RegExp }>([
  {
    rule: 'an unknown vendor',
    data: { ...valid, sources: { support: { vendor: 'fax' } } },
    key: 'sources.support.vendor',
    value: '"fax"',
    allowed: /must be one of .*standard/,
  },
  {
    rule: 'a zone that there is not',
    data: { ...valid, cloudConnect: { ...valid.cloudConnect, timeZone: 'America/Gotham' } },
    key: 'cloudConnect.timeZone',
    value: '"America/Gotham"',
    allowed: /must be an IANA time zone/,
  },
  {
    rule: 'a collection point that the API’s column would not hold',
    data: supportWith({ volume: { collectionPoints: ['q'.repeat(51)] } }),
    key: 'sources.support.volume.collectionPoints[0]',
    value: JSON.stringify('q'.repeat(51)),
    allowed: /must have at most 50 characters/,
  },
  {
    rule: 'a horizon shorter than a correction may take',
    data: { ...valid, rollUp: { horizonHours: 2 } },
    key: 'rollUp.horizonHours',
    value: '2',
    allowed: /./,
  },
  {
    rule: 'one URL for two sources',
    data: {
      ...valid,
      sources: {
        support: { vendor: 'standard', publicUrl: 'https://a.example/hook' },
        sales: { vendor: 'zoom', publicUrl: 'https://a.example/hook' },
      },
    },
    key: 'sources.sales.publicUrl',
    value: '"https://a.example/hook"',
    allowed: /must be its own: sources\.support\.publicUrl is the same/,
  },
  {
    rule: 'what is no block of addresses',
    data: supportWith({ allowedIps: ['203.0.113.0/24', '203.0.113.0/33'] }),
    key: 'sources.support.allowedIps[1]',
    value: '"203.0.113.0/33"',
    allowed: /must be an IP address or a block of them/,
  },
  {
    rule: 'a throttle that lets nothing through',
    data: supportWith({ throttle: { requestsPerSecond: 10, burst: 0 } }),
    key: 'sources.support.throttle.burst',
    value: '0',
    allowed: /./,
  },
  {
    rule: 'an id that the vendor does not have',
    data: supportWith({ vendor: 'zoom', ids: { agentId: 'email' } }),
    key: 'sources.support.ids.agentId',
    value: '"email"',
    allowed: /must be one of user_id, user_email/,
  },
  {
    rule: 'an activity stream that the vendor cannot feed',
    data: supportWith({ activity: 'contacts' }),
    key: 'sources.support.activity',
    value: '"contacts"',
    allowed: /must be "status"/,
  },
  {
    rule: 'a choice of people that there is not',
    data: supportWith({ vendor: 'intercom', people: 'all' }),
    key: 'sources.support.people',
    value: '"all"',
    allowed: /must be one of "none", "announced"/,
  },
  {
    rule: 'announced people of a vendor that announces nobody',
    data: supportWith({ vendor: 'justcall', people: 'announced' }),
    key: 'sources.support.people',
    value: '"announced"',
    allowed: /must be left out: no event of the vendor announces a user with a name/,
  },
  {
    rule: 'a zone that does not exist',
    data: supportWith({ timeZone: 'Europe/Atlantis' }),
    key: 'sources.support.timeZone',
    value: '"Europe/Atlantis"',
    allowed: /must be an IANA time zone, such as/,
  },
  {
    rule: 'a code longer than 10 characters',
    data: supportWith({ codes: { states: { lunch: { code: 'LUNCHBREAKS', stateClass: 'unavailable' } } } }),
    key: 'sources.support.codes.states.lunch.code',
    value: '"LUNCHBREAKS"',
    allowed: /at most 10 characters/,
  },
  {
    rule: 'a code longer than 10 characters, of a state with dots and brackets in its name',
    data: supportWith({
      codes: { states: { 'aux.lunch [1]': { code: 'LUNCHBREAKS', stateClass: 'unavailable' } } },
    }),
    key: 'sources.support.codes.states.aux.lunch [1].code',
    value: '"LUNCHBREAKS"',
    allowed: /at most 10 characters/,
  },
  {
    rule: 'a reason’s code longer than 10 characters',
    data: supportWith({ codes: { reasons: { lunch: 'LUNCHBREAKS' } } }),
    key: 'sources.support.codes.reasons.lunch',
    value: '"LUNCHBREAKS"',
    allowed: /at most 10 characters/,
  },
  {
    rule: 'a window longer than Lambda allows',
    data: { ...valid, delivery: { windowSeconds: 301 } },
    key: 'delivery.windowSeconds',
    value: '301',
    allowed: /300/,
  },
  {
    rule: 'a concurrency that Lambda does not allow',
    data: { ...valid, delivery: { maxConcurrency: 1 } },
    key: 'delivery.maxConcurrency',
    value: '1',
    allowed: /2/,
  },
  {
    rule: 'a base URL with credentials in it',
    data: { ...valid, cloudConnect: { baseUrl: 'https://user:word@example.com' } },
    key: 'cloudConnect.baseUrl',
    value: '"https://user:word@example.com"',
    allowed: /without user name/,
  },
  {
    rule: 'an account that is not a positive whole number',
    data: supportWith({ accountId: '0' }),
    key: 'sources.support.accountId',
    value: '"0"',
    allowed: /positive whole number/,
  },
  {
    rule: 'a region that is none',
    data: { ...valid, region: 'Virginia' },
    key: 'region',
    value: '"Virginia"',
    allowed: /us-east-1/,
  },
  {
    rule: 'a log retention that CloudWatch does not have',
    data: { ...valid, logRetentionDays: 31 },
    key: 'logRetentionDays',
    value: '31',
    allowed: /30/,
  },
])('refuses $rule, naming key, value and what is allowed', ({ data, key, value, allowed }) => {
  const message = faultOf(data);
  expect(message).toContain('example.json');
  expect(message).toContain(`${key} = ${value}: `);
  expect(message.slice(message.indexOf(`${key} = ${value}: `))).toMatch(allowed);
});

test('refuses a source without vendor, naming those there are', () => {
  expect(faultOf({ ...valid, sources: { support: {} } })).toMatch(
    /sources\.support\.vendor: must be one of .*zoom/,
  );
});

test('refuses a source’s name that can be no part of a URL, and says what can', () => {
  expect(faultOf({ ...valid, sources: { 'Sales EU': { vendor: 'zoom' } } })).toMatch(
    /sources\.Sales EU: must be 1 to 32 lower-case letters/,
  );
});

test('refuses one URL for two sources however it is written', () => {
  const zoom = { vendor: 'zoom', publicUrl: 'https://a.example/hook' };
  const sales = { vendor: 'zoom', publicUrl: 'https://A.example:443/hook' };
  expect(faultOf({ ...valid, sources: { zoom, sales } })).toMatch(
    /sources\.sales\.publicUrl = .*must be its own/,
  );
});

test('refuses a key that does not exist, naming it, its value and the keys that do', () => {
  expect(faultOf({ ...valid, throttle: 5 })).toMatch(
    /throttle = 5: is not a key .*environment, region, cloudConnect/,
  );
  expect(faultOf(supportWith({ acountId: '2' }))).toMatch(
    /sources\.support\.acountId = "2": is not a key .*accountId/,
  );
  expect(faultOf(supportWith({ codes: { state: {} } }))).toMatch(
    /sources\.support\.codes\.state: is not a key .*states, reasons, classes, unmappedCode/,
  );
});

test('says in words what is missing or of another type', () => {
  expect(faultOf({ environment: 'example', sources: {} })).toMatch(/cloudConnect: must be set/);
  expect(faultOf({ ...valid, delivery: { windowSeconds: 'soon', batchSize: 0 } })).toMatch(
    /windowSeconds = "soon": must be a number\n.*batchSize = 0: must be at least 1/,
  );
  expect(faultOf({ ...valid, cloudConnect: { ...valid.cloudConnect, timeFormat: 'ISO' } })).toMatch(
    /must be one of "M\/D\/YYYY H:mm:ss", "YYYY-MM-DD HH:mm:ss"/,
  );
});

test('refuses a file without sources', () => {
  expect(faultOf({ ...valid, sources: {} })).toMatch(/sources.*at least one source/);
});

test('names every fault at once', () => {
  const message = faultOf({ ...valid, region: 'Virginia', delivery: { windowSeconds: 0 } });
  expect(message).toContain('region');
  expect(message).toContain('delivery.windowSeconds');
});

test.each([true, false, 'retired'])('takes %s for a key of the account’s own', (customerKey) => {
  expect(parseConfiguration({ ...valid, encryption: { customerKey } }, 'x').encryption).toEqual({
    customerKey,
  });
});

test('refuses any other word for a key of the account’s own', () => {
  expect(faultOf({ ...valid, encryption: { customerKey: 'off' } })).toContain('encryption.customerKey');
});
