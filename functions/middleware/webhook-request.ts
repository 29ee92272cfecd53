import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Answer } from '../../shared/receive-webhook/answer.ts';
import type { WebhookRequest } from '../../shared/receive-webhook/find-source.ts';

/** What is read of API Gateway's event, payload 2.0; the body is base64 where the gateway cannot tell that it is text. */
const gatewayEvent = z.object({
  rawPath: z.string(),
  rawQueryString: z._default(z.string(), ''),
  headers: z._default(z.record(z.string(), z.optional(z.string())), {}),
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
  pathParameters: z.optional(z.object({ source: z.optional(z.string()) })),
  body: z.optional(z.string()),
  isBase64Encoded: z._default(z.boolean(), false),
});

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

/** The bytes as they were signed, header names in lower case. */
export function toWebhookRequest(event: unknown): WebhookRequest {
  const { rawPath, rawQueryString, headers, requestContext, pathParameters, body, isBase64Encoded } =
    gatewayEvent.parse(event);
  return {
    sourceName: pathParameters?.source ?? '',
    webhook: {
      method: requestContext.http.method,
      path: rawPath,
      queryString: rawQueryString,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
    },
  };
}
