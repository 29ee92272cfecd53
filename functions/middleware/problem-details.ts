import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { AdapterError, FrontBypassed, Unavailable, UnknownSource } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import type { Metrics } from '../../shared/metrics.ts';
import type { Answer } from '../../shared/receive-webhook/answer.ts';
import { countRefusal } from '../../shared/receive-webhook/count-refusal.ts';
import { problemOf } from '../../shared/receive-webhook/problem.ts';
import type { Known } from './webhook-request.ts';

/** Answers what a webhook was not taken for as problem details, logs one line about it and counts it. */
export function problemDetails(
  log: Log,
  metrics: Metrics,
): MiddlewareObj<unknown, Answer, Error, Context, Known> {
  return {
    onError: (request) => {
      const { error, internal } = request;
      const answer = problemOf(error);
      const source = internal.sourceName?.slice(0, 64);
      if (answer.statusCode < 500 && !(error instanceof Unavailable)) {
        log('warn', 'webhook-refused', { source, ...known(error, answer) });
        // Anybody can call any name: as a dimension it would be a metric of its own.
        const isNamed = !(error instanceof UnknownSource || error instanceof FrontBypassed);
        countRefusal(known(error, answer).code, isNamed ? source : undefined, metrics);
      } else log('error', 'webhook-failed', { source, ...known(error, answer), ...inWords(error) });
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
