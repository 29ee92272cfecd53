import type { Context } from 'aws-lambda';
import {
  type RedriveAnswer,
  type RedriveRequest,
  redriveRequest,
} from '../../shared/receive-webhook/redrive-request.ts';

type Handle<Event, Answer> = (event: Event, context: Context) => Promise<Answer>;

/** Hands an operator's redrive to `redrive`, and everything else, whatever it is, to the handler of what comes over HTTP. */
export function withRedrive<Event, Answer>(
  redrive: (request: RedriveRequest) => Promise<RedriveAnswer>,
  handle: Handle<Event, Answer>,
): Handle<Event, Answer | RedriveAnswer> {
  return async (event, context) => {
    // A webhook need not pay for the list of faults that its event has as a redrive.
    const request = hasRedrive(event) ? redriveRequest.safeParse(event) : undefined;
    return request?.success ? await redrive(request.data) : await handle(event, context);
  };
}

function hasRedrive(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'redrive' in event;
}
