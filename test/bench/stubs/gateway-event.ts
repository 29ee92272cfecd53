import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { requestEvent } from '../../../infra/local/http-api/request-event.ts';
import { withQuery } from '../../../infra/local/sample-webhooks.ts';
import type { SignedWebhook } from '../../../shared/sources/source.ts';

const api = { id: 'bench', arn: 'arn:aws:execute-api:us-east-1:000000000000:bench', routes: [] };
const route = {
  routeKey: 'ANY /webhooks/{source}',
  functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:receive-webhook',
  payloadFormatVersion: '2.0',
};

/** What the gateway makes of a webhook to this source. */
export function gatewayEvent(
  source: string,
  { headers, body, queryString }: SignedWebhook,
  at: Date,
): APIGatewayProxyEventV2 {
  const rawHeaders = Object.entries({
    ...headers,
    'content-length': String(body.length),
    host: '127.0.0.1:8470',
    'user-agent': 'vendor/1.0',
  }).flat();
  const target = withQuery(`/webhooks/${source}`, queryString);
  const request = { method: 'POST', target, protocol: 'HTTP/1.1', rawHeaders, sourceIp: '192.0.2.1', body };
  return requestEvent(request, { route, pathParameters: { source } }, { api, requestId: 'a-request', at });
}
