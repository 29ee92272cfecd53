import { describe, expect, it } from 'vitest';
import { toWebhookRequest } from '../../../functions/middleware/webhook-request.ts';

const event = {
  version: '2.0',
  routeKey: 'ANY /webhooks/{source}',
  rawPath: '/webhooks/desk',
  rawQueryString: 'a=1&b=%20',
  headers: { 'Content-Type': 'application/json', 'x-signature': 's' },
  requestContext: {
    domainName: 'adapter.example',
    http: { method: 'POST', path: '/webhooks/desk', sourceIp: '203.0.113.7' },
    requestId: 'r',
  },
  pathParameters: { source: 'desk' },
  body: '{"état":"\u{1f600}"}',
  isBase64Encoded: false,
};

describe('toWebhookRequest', () => {
  it('tells the source, and the webhook as it came in, header names in lower case', () => {
    expect(toWebhookRequest(event)).toEqual({
      sourceName: 'desk',
      senderAddress: '203.0.113.7',
      webhook: {
        method: 'POST',
        path: '/webhooks/desk',
        url: 'https://adapter.example/webhooks/desk',
        queryString: 'a=1&b=%20',
        headers: { 'content-type': 'application/json', 'x-signature': 's' },
        body: Buffer.from('{"état":"\u{1f600}"}'),
      },
    });
  });

  it('gives the very bytes of a body in base64', () => {
    const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0xef, 0xbb, 0xbf]);
    const request = toWebhookRequest({ ...event, body: bytes.toString('base64'), isBase64Encoded: true });
    expect(request.webhook.body).toEqual(bytes);
  });

  it.each(['/webhooks/desk', '/webhooks/desk/', '/webhooks/d%65sk', '/v1/webhooks/desk'])(
    'tells the source of a route that it has to itself by the route, however the path is written: %s',
    (rawPath) => {
      const { pathParameters, ...rest } = event;
      const own = { ...rest, routeKey: 'ANY /webhooks/desk', rawPath };
      expect(toWebhookRequest(own).sourceName).toBe('desk');
    },
  );

  it('takes a request without body, headers and query', () => {
    const { body, headers, rawQueryString, ...rest } = event;
    const { webhook } = toWebhookRequest(rest);
    expect(webhook).toMatchObject({ headers: {}, queryString: '', body: Buffer.alloc(0) });
  });

  it('refuses an event that is not of payload format 2.0', () => {
    expect(() => toWebhookRequest({ httpMethod: 'POST', path: '/webhooks/desk' })).toThrow();
  });
});
