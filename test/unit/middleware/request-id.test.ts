import { describe, expect, it } from 'vitest';
import { requestId } from '../../../functions/middleware/request-id.ts';
import type { Answer } from '../../../shared/receive-webhook/answer.ts';

describe('requestId', () => {
  it.each(['after', 'onError'] as const)('names the invocation in the answer (%s)', (hook) => {
    const response: Answer = { statusCode: 202, headers: { allow: 'POST' }, body: 'b' };
    const request = { response, context: { awsRequestId: 'id-1' } };
    requestId[hook]?.(request as never);
    expect(request.response).toEqual({
      statusCode: 202,
      headers: { allow: 'POST', 'x-request-id': 'id-1' },
      body: 'b',
    });
  });

  it('leaves it to the runtime where there is no answer', () => {
    const request = { response: undefined, context: { awsRequestId: 'id-1' } };
    requestId.onError?.(request as never);
    expect(request.response).toBeUndefined();
  });
});
