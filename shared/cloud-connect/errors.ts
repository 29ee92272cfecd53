import { AdapterError } from '../errors.ts';

type RowDetails = ErrorOptions & {
  rowIndex: number;
  field: string;
  length?: number | undefined;
  limit?: number | undefined;
};

/** Thrown, before anything is sent, when a row cannot be stored: a field too long, missing or not of its type. */
export class InvalidRow extends AdapterError {
  readonly code = 'invalid-row';
  readonly status = 422;
  readonly rowIndex: number;
  readonly field: string;
  /** The field's length in UTF-16 code units and how long it may be, where that is what is wrong. */
  readonly length: number | undefined;
  readonly limit: number | undefined;

  constructor(message: string, { rowIndex, field, length, limit, ...options }: RowDetails) {
    super(message, options);
    this.rowIndex = rowIndex;
    this.field = field;
    this.length = length;
    this.limit = limit;
  }
}

/** Thrown when the API understood and said no: HTTP 400, 409, 413, 422, or a 200 with `Success: false`. */
export class Refusal extends AdapterError {
  readonly code = 'refused';
  readonly status = 502;
  readonly apiStatus: number;
  /** What the API said (`Message`, `ExceptionResult`), capped and without secrets; empty where it said nothing. */
  readonly apiWords: string;

  constructor(message: string, { apiStatus, apiWords }: { apiStatus: number; apiWords: string }) {
    super(message);
    this.apiStatus = apiStatus;
    this.apiWords = apiWords;
  }
}

/** Thrown when the API answers 401: the token or the credentials no longer count. */
export class Unauthorized extends AdapterError {
  readonly code = 'unauthorized';
  readonly status = 502;
  override readonly retryable = true;
  readonly apiStatus = 401;
}

type OutageDetails = ErrorOptions & {
  apiStatus?: number | undefined;
  retryAfterSeconds?: number | undefined;
};

/** Thrown when the API did not do its part, whatever the rows: no answer, any other status, a 200 not its envelope. */
export class Outage extends AdapterError {
  readonly code = 'api-outage';
  readonly status = 503;
  override readonly retryable = true;
  readonly apiStatus: number | undefined;
  /** How long the API asked to be left alone; undefined where it did not say. */
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, { apiStatus, retryAfterSeconds, ...options }: OutageDetails = {}) {
    super(message, options);
    this.apiStatus = apiStatus;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
