import { describe, expect, it } from 'vitest';
import { httpFaults } from '../../../shared/configuration/http.ts';
import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import { passFront } from '../../../shared/receive-webhook/pass-front.ts';
import { receiveWebhook } from '../../../shared/receive-webhook/receive-webhook.ts';
import { behindFirewall, domain, mutualTls } from '../../stack/stack-under-test.ts';
import { configurationOf, keeping, requestOf } from './sample.ts';

const secret = 'o'.repeat(64);
const behind = { ...configurationOf({ allowedIps: ['203.0.113.7'] }), http: behindFirewall.http };
const front = { read: async () => [secret], readAgain: async () => [secret] };

/** As the gateway hands it over when CloudFront has called it; a viewer may have sent any header itself. */
function through(headers: Record<string, string>) {
  const request = requestOf();
  return {
    ...request,
    senderAddress: '192.0.2.1',
    webhook: { ...request.webhook, headers: { ...request.webhook.headers, ...headers } },
  };
}
const added = { 'x-adapter-origin': secret, 'x-adapter-viewer': '203.0.113.7' };

describe('a webhook behind the firewall', () => {
  it('comes from the address that CloudFront saw, without what CloudFront added', async () => {
    const passed = await passFront(through({ ...added, 'x-forwarded-for': '203.0.113.99' }), {
      configuration: behind,
      front,
    });
    expect(passed.senderAddress).toBe('203.0.113.7');
    expect(Object.keys(passed.webhook.headers)).toEqual(['content-type', 'x-signature', 'x-forwarded-for']);
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
    await expect(passFront(through(added), { configuration: behind, front: none })).rejects.toThrow();
  });

  it('is taken once a secret that was replaced is read again', async () => {
    const stale = { read: async () => ['s'.repeat(64)], readAgain: async () => [secret] };
    const passed = await passFront(through(added), { configuration: behind, front: stale });
    expect(passed.senderAddress).toBe('203.0.113.7');
  });
});

it('a webhook without a firewall is what the gateway says of it, whatever it brings along', async () => {
  const request = through(added);
  expect(await passFront(request, { configuration: configurationOf(), front })).toBe(request);
});

it('behind a firewall a source is called at the domain, unless it says otherwise', () => {
  const { sources } = parseConfiguration(
    {
      ...behindFirewall,
      sources: {
        zoom: { vendor: 'zoom' },
        desk: { vendor: 'standard', publicUrl: 'https://proxy.example/desk' },
      },
    },
    'test',
  );
  expect(sources['zoom']?.publicUrl).toBe('https://webhooks.example.com/webhooks/zoom');
  expect(sources['desk']?.publicUrl).toBe('https://proxy.example/desk');
});

it.each([
  ['without a domain', { domain: undefined }, {}, 'http.firewall'],
  ['together with mutual TLS', { mutualTls }, {}, 'http.firewall'],
  ['elsewhere than in us-east-1, without a web ACL', {}, { region: 'eu-west-1' }, 'http.firewall.webAclArn'],
  ['in no region that is named, without a web ACL', {}, { region: undefined }, 'http.firewall.webAclArn'],
  [
    'with a certificate of another region than CloudFront’s',
    { domain: { ...domain, certificateArn: domain.certificateArn.replace('us-east-1', 'eu-west-1') } },
    {},
    'http.domain.certificateArn',
  ],
])('a firewall is refused %s', (_, http, place, path) => {
  const faults = httpFaults({ region: 'us-east-1', http: { ...behindFirewall.http, ...http }, ...place });
  expect(faults.map((fault) => fault.path)).toEqual([path]);
});
