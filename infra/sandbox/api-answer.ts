/** An answer of the API: status, documented envelope, and what the journal keeps of it. */
export type ApiAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** How many rows the request carried. */
  readonly rows?: number;
  /** In the journal; never with a token or a password. */
  readonly outcome: string;
};

type Success = {
  readonly Message: string;
  readonly Token?: string;
  readonly RefreshToken?: string;
  readonly Data?: unknown;
  readonly rows?: number;
};

/** HTTP 200 with the envelope of a call that succeeded; login's tokens apart, the documentation shows null fields. */
export function succeeded({ rows = 0, ...fields }: Success): ApiAnswer {
  const nothing = { ExceptionResult: null, Token: null, RefreshToken: null, Data: null };
  return { status: 200, body: { Success: true, ...nothing, ...fields }, rows, outcome: fields.Message };
}

type Failure = {
  readonly Message: string;
  readonly ExceptionResult?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly rows?: number;
};

/** The envelope of a call that failed; with HTTP 200 where the request was sound and its rows were not stored. */
export function failed(status: number, { headers = {}, rows = 0, ...fields }: Failure): ApiAnswer {
  const nothing = { ExceptionResult: null, Token: null, RefreshToken: null, Data: null };
  const outcome = [fields.Message, fields.ExceptionResult].filter(Boolean).join(': ');
  return { status, headers, body: { Success: false, ...nothing, ...fields }, rows, outcome };
}
