import type { MiddlewareObj, Request } from '@middy/core';
import type { Answer } from '../../shared/receive-webhook/answer.ts';

/** Every answer names the invocation, whose id stands in each of its log lines. */
export const requestId: MiddlewareObj<unknown, Answer> = { after: name, onError: name };

function name(request: Pick<Request<unknown, Answer>, 'response' | 'context'>): void {
  const { response, context } = request;
  if (!response) return;
  request.response = { ...response, headers: { ...response.headers, 'x-request-id': context.awsRequestId } };
}
