/**
 * Every error of the adapter's own. What is retried, dead-lettered or answered follows from the class:
 * `status` is what a webhook's sender would be answered, `retryable` whether trying again can help.
 * Only errors under status 500 show their message to the caller.
 */
export abstract class AdapterError extends Error {
  /** Stable, kebab-case; stands in logs, problem details and dead letters. */
  abstract readonly code: string;
  abstract readonly status: number;
  readonly retryable: boolean = false;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Thrown when a webhook is not proved genuine: no secret, no header, a stale time, a signature that differs. */
export class SignatureRefused extends AdapterError {
  readonly code = 'signature-refused';
  readonly status = 401;
}

/** Thrown when a webhook comes by the gateway's own address, past the firewall before it. */
export class FrontBypassed extends AdapterError {
  readonly code = 'front-bypassed';
  readonly status = 403;
}

/** Thrown when a webhook comes from an address that its source is not configured to send from. */
export class AddressRefused extends AdapterError {
  readonly code = 'address-refused';
  readonly status = 403;
}

/** Thrown when a webhook names a source that the deployment's configuration does not have. */
export class UnknownSource extends AdapterError {
  readonly code = 'unknown-source';
  readonly status = 404;
}

/** Thrown when a method is neither a webhook's POST nor a handshake that the source knows. */
export class MethodRefused extends AdapterError {
  readonly code = 'method-refused';
  readonly status = 405;
  readonly allowed: readonly string[];

  constructor(message: string, allowed: readonly string[], options?: ErrorOptions) {
    super(message, options);
    this.allowed = allowed;
  }
}

/** Thrown when a webhook's body is larger than the adapter takes. */
export class BodyTooLarge extends AdapterError {
  readonly code = 'body-too-large';
  readonly status = 413;
}

/** Thrown when a webhook's content type is not one its source sends. */
export class UnsupportedMediaType extends AdapterError {
  readonly code = 'unsupported-media-type';
  readonly status = 415;
}

/** One thing wrong with an event; `path` is where, in the notation `events[2].eventTime`. */
export type Fault = { readonly path: string; readonly message: string };

/** Thrown when a first-party sender's events do not fit our schema; nothing of that request is enqueued. */
export class InvalidEvents extends AdapterError {
  readonly code = 'invalid-events';
  readonly status = 422;
  readonly faults: readonly Fault[];

  constructor(message: string, faults: readonly Fault[], options?: ErrorOptions) {
    super(message, options);
    this.faults = faults;
  }
}

/** Thrown when a genuine vendor webhook cannot be translated: it goes whole to the dead letters and is answered 2xx. */
export class Untranslatable extends AdapterError {
  readonly code = 'untranslatable';
  readonly status = 422;
}

/** Thrown when something the adapter needs (a queue, a secret, the table) did not do its part; trying again can help. */
export class Unavailable extends AdapterError {
  readonly code = 'unavailable';
  /** 503, or what the vendor takes as "try again" in its place. */
  readonly status: 503 | 409;
  override readonly retryable = true;
  readonly retryAfterSeconds: number;

  constructor(message: string, options: ErrorOptions & { retryAfterSeconds?: number; status?: 409 } = {}) {
    super(message, options);
    this.status = options.status ?? 503;
    this.retryAfterSeconds = options.retryAfterSeconds ?? 30;
  }
}

/** Thrown at start and at synth when the configuration or the environment is wrong; it names the key, the value and what is allowed. */
export class ConfigurationError extends AdapterError {
  readonly code = 'configuration';
  readonly status = 500;
}
