import { AdapterError } from '../../../shared/errors.ts';

/** Thrown when every environment that a function may have is busy (Lambda's TooManyRequestsException). */
export class TooManyRequests extends AdapterError {
  readonly code = 'too-many-requests';
  readonly status = 429;
  override readonly retryable = true;
}

/** Thrown when an event is larger than Lambda takes (RequestTooLargeException). */
export class RequestTooLarge extends AdapterError {
  readonly code = 'request-too-large';
  readonly status = 413;
}

/** Thrown when a function is invoked after the local run was closed. */
export class LambdaClosed extends AdapterError {
  readonly code = 'lambda-closed';
  readonly status = 503;
}
