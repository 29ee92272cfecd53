import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { AdapterError, Unavailable } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import type { Answer } from '../../shared/receive-webhook/answer.ts';
import { problemOf } from './problem.ts';
import type { Known } from './webhook-request.ts';

/** Answers what a webhook was not taken for as problem details, and logs one line about it. */
export function problemDetails(log: Log): MiddlewareObj<unknown, Answer, Error, Context, Known> {
  return {
    onError: (request) => {
      const { error, internal } = request;
      const answer = problemOf(error);
      const source = internal.sourceName?.slice(0, 64);
      if (answer.statusCode < 500 && !(error instanceof Unavailable))
        log('warn', 'webhook-refused', { source, ...known(error, answer) });
      else log('error', 'webhook-failed', { source, ...known(error, answer), ...inWords(error) });
      request.response = answer;
    },
  };
}

function known(error: unknown, { statusCode }: Answer) {
  return { status: statusCode, code: error instanceof AdapterError ? error.code : 'unexpected' };
}

/** Nobody but the operators reads this; our own errors hold no secret and no payload. */
function inWords(error: unknown) {
  if (!(error instanceof Error)) return { error: String(error) };
  const cause = error.cause instanceof Error ? `${error.cause.name}: ${error.cause.message}` : undefined;
  return { error: `${error.name}: ${error.message}`, cause, stack: error.stack };
}
