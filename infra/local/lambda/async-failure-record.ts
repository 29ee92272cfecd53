import type { GivenUp } from './invoke-async.ts';

/**
 * What a function's on-failure destination is told of an event given up.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function asyncFailureRecord(
  functionArn: string,
  payload: Buffer,
  { givenUp, at }: { readonly givenUp: GivenUp; readonly at: Date },
): string {
  const { condition, attempts, result } = givenUp;
  return JSON.stringify({
    version: '1.0',
    timestamp: at.toISOString(),
    requestContext: {
      requestId: result?.requestId,
      functionArn: `${functionArn}:$LATEST`,
      condition,
      approximateInvokeCount: attempts,
    },
    requestPayload: JSON.parse(payload.toString()),
    ...(result && {
      responseContext: {
        statusCode: result.status,
        executedVersion: '$LATEST',
        functionError: result.functionError,
      },
      responsePayload: JSON.parse(result.payload.toString()),
    }),
  });
}
