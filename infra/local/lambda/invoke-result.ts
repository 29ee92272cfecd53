import * as z from 'zod/mini';

/** What an invocation gives back, as Lambda's Invoke answers: a function that fails is a 200 with `functionError`. */
export type InvokeResult = {
  readonly status: 200;
  readonly functionError?: 'Unhandled';
  readonly payload: Buffer;
  readonly requestId: string;
};

/** Lambda's names for what ends an invocation from outside. */
export type PlatformErrorType = 'Sandbox.Timedout' | 'Runtime.ExitError' | 'Function.ResponseSizeTooLarge';

/** The result of an invocation that Lambda itself had to end. */
export function platformFailure(requestId: string, errorType: PlatformErrorType, text: string): InvokeResult {
  const errorMessage = `RequestId: ${requestId} Error: ${text}`;
  return {
    status: 200,
    functionError: 'Unhandled',
    payload: Buffer.from(JSON.stringify({ errorType, errorMessage })),
    requestId,
  };
}

const failureSchema = z.object({ errorType: z.optional(z.string()), errorMessage: z.optional(z.string()) });

/** What a failed function's payload says, without its stack. */
export function failureText(payload: Buffer): string {
  const parsed = failureSchema.safeParse(JSON.parse(payload.toString()));
  const { errorType = 'Error', errorMessage = 'without a message' } = parsed.data ?? {};
  return `${errorType}: ${errorMessage}`;
}
