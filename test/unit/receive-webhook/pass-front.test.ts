import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { type FirewallConfiguration, httpFaults } from '../../../shared/configuration/http.ts';
import type { Metrics } from '../../../shared/metrics.ts';
import { passFront } from '../../../shared/receive-webhook/pass-front.ts';
import { receiveWebhook } from '../../../shared/receive-webhook/receive-webhook.ts';
import { behindFirewall, domain, mutualTls } from '../../stack/stack-under-test.ts';
import type { Measured } from '../measured.ts';
import { configurationOf, keeping, requestOf } from './sample.ts';

const secret = 'o'.repeat(64);
const front = { read: async () => [secret], readAgain: async () => [secret] };

/** A deployment whose firewall has come so far. */
function at(stage: FirewallConfiguration['stage'], settings: object = { allowedIps: ['203.0.113.7'] }) {
  const firewall: FirewallConfiguration = { stage, mode: 'block' };
  return { ...configurationOf(settings), http: { ...behindFirewall.http, firewall } };
}
const behind = at('required');

/** What a request passes the front with, and what was counted. */
function passing(configuration: Configuration = behind, secrets = front) {
  const measured: Measured[] = [];
  const dependencies = {
    configuration,
    front: secrets,
    metrics: ((name, value, dimensions) =>
      void measured.push({ name, value, ...dimensions })) satisfies Metrics,
  };
  return { measured, pass: (request: ReturnType<typeof through>) => passFront(request, dependencies) };
}

/** As the gateway hands it over when CloudFront has called it; a viewer may have sent any header itself. */
function through(headers: Record<string, string>, sourceName = 'desk') {
  const request = requestOf();
  return {
    ...request,
    sourceName,
    senderAddress: '192.0.2.1',
    webhook: { ...request.webhook, headers: { ...request.webhook.headers, ...headers } },
  };
}
const added = {
  'x-adapter-origin': secret,
  'x-adapter-viewer': '203.0.113.7',
  'x-adapter-host': 'webhooks.example.com',
};
const own = ['content-type', 'x-signature'];

describe('a webhook behind the firewall', () => {
  it('comes from the address that CloudFront saw, without what CloudFront added', async () => {
    const { pass, measured } = passing();
    const passed = await pass(through({ ...added, 'x-forwarded-for': '203.0.113.99' }));
    expect(passed.senderAddress).toBe('203.0.113.7');
    expect(Object.keys(passed.webhook.headers)).toEqual([...own, 'x-forwarded-for']);
    expect(measured).toEqual([]);
  });

  it('was called at the URL that its vendor signs: by the name that CloudFront was called by, else by the domain', async () => {
    const { 'x-adapter-host': _host, ...nameless } = added;
    const urlOf = async (headers: Record<string, string>) => (await passing().pass(through(headers))).webhook;
    const { path } = requestOf().webhook;
    const byAnother = { ...added, 'x-adapter-host': 'd111111abcdef8.cloudfront.net' };
    expect((await urlOf(added)).url).toBe(`https://webhooks.example.com${path}`);
    expect((await urlOf(byAnother)).url).toBe(`https://d111111abcdef8.cloudfront.net${path}`);
    expect((await urlOf(nameless)).url).toBe(`https://webhooks.example.com${path}`);
  });

  it('is taken where its source lists that address, and refused where it lists another', async () => {
    const { dependencies } = keeping({ configuration: behind, front });
    expect((await receiveWebhook(through(added), dependencies)).statusCode).toBe(202);
    const other = through({ ...added, 'x-adapter-viewer': '203.0.113.8' });
    await expect(receiveWebhook(other, dependencies)).rejects.toMatchObject({ code: 'address-refused' });
  });

  it('is refused without the secret, with another one and with an empty one', async () => {
    const { dependencies, kept } = keeping({ configuration: behind, front });
    for (const proof of [{}, { 'x-adapter-origin': 'p'.repeat(64) }, { 'x-adapter-origin': '' }])
      await expect(
        receiveWebhook(through({ 'x-adapter-viewer': '203.0.113.7', ...proof }), dependencies),
      ).rejects.toMatchObject({ code: 'front-bypassed', status: 403 });
    expect(kept.events).toEqual([]);
  });

  it('is refused while there is no secret to prove itself by', async () => {
    const none = { read: async () => [], readAgain: async () => [] };
    await expect(passing(behind, none).pass(through(added))).rejects.toThrow();
  });

  it('is taken once a secret that was replaced is read again', async () => {
    const stale = { read: async () => ['s'.repeat(64)], readAgain: async () => [secret] };
    const passed = await passing(behind, stale).pass(through(added));
    expect(passed.senderAddress).toBe('203.0.113.7');
  });
});

describe('a webhook that comes past the firewall', () => {
  const past = [{}, { 'x-adapter-origin': 'p'.repeat(64), 'x-adapter-viewer': '203.0.113.7' }];
  const counted = [
    { name: 'FrontBypassed', value: 1 },
    { name: 'FrontBypassed', value: 1, source: 'desk' },
  ];

  it.each(['beside', 'before'] as const)(
    'is taken as the gateway saw it while the firewall stands %s the gateway, whatever it says of itself',
    async (stage) => {
      for (const headers of past) {
        const passed = await passing(at(stage)).pass(through(headers));
        expect(passed.senderAddress).toBe('192.0.2.1');
        expect(passed.webhook.url).toBe(requestOf().webhook.url);
        expect(Object.keys(passed.webhook.headers)).toEqual(own);
      }
      const { dependencies } = keeping({ configuration: at(stage, { allowedIps: ['192.0.2.1'] }), front });
      expect((await receiveWebhook(through({}), dependencies)).statusCode).toBe(202);
    },
  );

  it('is not counted while the firewall stands beside the gateway, since all come that way', async () => {
    const { pass, measured } = passing(at('beside'));
    await pass(through({}));
    expect(measured).toEqual([]);
  });

  it('is counted once the firewall stands before the gateway, and by its source', async () => {
    const { pass, measured } = passing(at('before'));
    await pass(through({}));
    expect(measured).toEqual(counted);
  });

  it('is counted where it is refused as well', async () => {
    const { pass, measured } = passing();
    await expect(pass(through({}))).rejects.toThrow();
    expect(measured).toEqual(counted);
  });

  it('is nothing to count where it names no source that is configured', async () => {
    const { pass, measured } = passing(at('before'));
    for (const name of ['made-up', 'constructor']) await pass(through({}, name));
    expect(measured).toEqual([]);
  });

  it('costs no reading of the secret where it brings no proof', async () => {
    const unread = { read: () => Promise.reject(new Error('read')), readAgain: async () => [] };
    expect((await passing(at('before'), unread).pass(through({}))).senderAddress).toBe('192.0.2.1');
  });
});

it('a webhook without a firewall is what the gateway says of it, whatever it brings along', async () => {
  const request = through(added);
  expect(await passing(configurationOf()).pass(request)).toBe(request);
});

const wall: FirewallConfiguration = { stage: 'required', mode: 'block' };
const abroad = domain.certificateArn.replace('us-east-1', 'eu-west-1');
const webAclArn =
  'arn:aws:wafv2:us-east-1:123456789012:global/webacl/webhooks/1a2b3c4d-0000-4000-8000-000000000000';

it('a firewall of a deployment elsewhere has a certificate of its own in us-east-1, beside the gateway’s', () => {
  const { certificateArn } = domain;
  const firewall = { ...wall, webAclArn, certificateArn };
  const http = { ...behindFirewall.http, domain: { ...domain, certificateArn: abroad }, firewall };
  expect(httpFaults({ region: 'eu-west-1', http })).toEqual([]);
});

it.each([
  ['without a domain', { domain: undefined }, {}, 'http.firewall'],
  ['together with mutual TLS', { mutualTls }, {}, 'http.firewall'],
  [
    'elsewhere than in us-east-1, without a web ACL',
    {
      domain: { ...domain, certificateArn: abroad },
      firewall: { ...wall, certificateArn: domain.certificateArn },
    },
    { region: 'eu-west-1' },
    'http.firewall.webAclArn',
  ],
  ['in no region that is named, without a web ACL', {}, { region: undefined }, 'http.firewall.webAclArn'],
  [
    'with a certificate of another region than CloudFront’s',
    { firewall: { ...wall, certificateArn: abroad } },
    {},
    'http.firewall.certificateArn',
  ],
  [
    'without a certificate for CloudFront where the gateway’s is elsewhere',
    {
      domain: { ...domain, certificateArn: abroad },
      firewall: { ...wall, webAclArn },
    },
    { region: 'eu-west-1' },
    'http.firewall.certificateArn',
  ],
  [
    'with the gateway’s certificate where CloudFront’s has to be',
    {
      domain,
      firewall: { ...wall, webAclArn, certificateArn: domain.certificateArn },
    },
    { region: 'eu-west-1' },
    'http.domain.certificateArn',
  ],
])('a firewall is refused %s', (_, http, place, path) => {
  const faults = httpFaults({ region: 'us-east-1', http: { ...behindFirewall.http, ...http }, ...place });
  expect(faults.map((fault) => fault.path)).toEqual([path]);
});
