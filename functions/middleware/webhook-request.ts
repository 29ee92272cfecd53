import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Answer } from '../../shared/receive-webhook/answer.ts';
import type { WebhookRequest } from '../../shared/receive-webhook/find-source.ts';

/** What the middlewares tell each other. */
export type Known = Record<string, unknown> & { sourceName?: string };

/** Hands the handler a WebhookRequest in place of the gateway's event. */
export const webhookRequest: MiddlewareObj<unknown, Answer, Error, Context, Known> = {
  before: (request) => {
    const parsed = toWebhookRequest(request.event);
    request.event = parsed;
    request.internal.sourceName = parsed.sourceName;
  },
};

/** The bytes as they were signed, header names in lower case; throws TypeError for an event of another kind. */
export function toWebhookRequest(event: unknown): WebhookRequest {
  if (!isGatewayEvent(event))
    throw new TypeError('the event is none of API Gateway’s payload format 2.0: route it with that version');
  const { routeKey, rawPath, rawQueryString, headers, requestContext, pathParameters, body } = event;
  return {
    sourceName: pathParameters?.['source'] ?? ownRoute(routeKey),
    senderAddress: requestContext.http.sourceIp,
    webhook: {
      method: requestContext.http.method,
      path: rawPath,
      url: `https://${requestContext.domainName}${rawPath}`,
      queryString: rawQueryString ?? '',
      headers: inLowerCase(headers ?? {}),
      body: Buffer.from(body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    },
  };
}

function inLowerCase(headers: APIGatewayProxyEventV2['headers']): APIGatewayProxyEventV2['headers'] {
  const lower: APIGatewayProxyEventV2['headers'] = {};
  for (const name in headers) lower[name.toLowerCase()] = headers[name];
  return lower;
}

/** The name in a route that a source has to itself, such as `ANY /webhooks/zoom`, which has no variable in it; a path may say more. */
function ownRoute(routeKey: string): string {
  return routeKey.split('/').at(-1) ?? '';
}

/** The gateway writes the event, so that its version vouches for the rest of it. */
function isGatewayEvent(event: unknown): event is APIGatewayProxyEventV2 {
  return typeof event === 'object' && event !== null && 'version' in event && event.version === '2.0';
}
