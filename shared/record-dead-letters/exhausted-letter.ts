import * as z from 'zod/mini';
import { wholeMessage } from '../dead-letters/whole-message.ts';
import type { DeadLetter } from '../ports/dead-letters.ts';
import { correlationIdOf } from '../receive-bus/correlation-id.ts';
import type { MovedMessage } from './moved-message.ts';

/**
 * What Lambda writes of an asynchronous invocation that it has given up.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
const failedInvocation = z.object({
  requestContext: z.object({
    functionArn: z.string(),
    condition: z.string(),
    approximateInvokeCount: z.number(),
  }),
  /** Of receive-bus it is an event of EventBridge, whose id its correlation id is. */
  requestPayload: z.optional(z.unknown()),
  responsePayload: z.optional(z.nullable(z.object({ errorMessage: z.optional(z.string()) }))),
});

/** The dead letter of a message that ran out of attempts, the message whole. */
export function exhaustedLetter(message: MovedMessage, nowMs: number): DeadLetter {
  return {
    ...wholeMessage(message),
    ...givenUpEvent(message),
    reason: 'exhausted',
    detail: detailOf(message),
    lastSeenAt: new Date(nowMs).toISOString(),
  };
}

function givenUpEvent({ body }: MovedMessage): Pick<DeadLetter, 'correlationId'> {
  const left = jsonIn(body);
  const payload = z.safeParse(failedInvocation, left).data?.requestPayload ?? left;
  const correlationId = correlationIdOf(payload);
  return correlationId === undefined ? {} : { correlationId };
}

function detailOf({ body, queueName, movedFrom, error }: MovedMessage): string {
  if (movedFrom !== undefined)
    return `SQS moved it from ${movedFrom}, whose function had received it as often as the queue allows`;
  if (error !== undefined) return `it never reached its function: ${error}`;
  const failed = z.safeParse(failedInvocation, jsonIn(body));
  if (!failed.success) return `it lay in ${queueName}, which does not say why`;
  const { requestContext, responsePayload } = failed.data;
  const { functionArn, condition, approximateInvokeCount } = requestContext;
  const words = responsePayload?.errorMessage;
  return (
    `${nameOf(functionArn)} failed ${approximateInvokeCount} times on it (${condition})` +
    (words === undefined ? '' : `, at last with: ${words}`)
  );
}

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME:$LATEST` */
function nameOf(functionArn: string): string {
  return functionArn.split(':')[6] ?? functionArn;
}

/** What is no JSON tells nothing, which the schema then says. */
function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
