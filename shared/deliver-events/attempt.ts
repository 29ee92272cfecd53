import type { CloudConnect } from '../cloud-connect/client.ts';
import { InvalidRow, Outage, Refusal, Unauthorized } from '../cloud-connect/errors.ts';
import { AdapterError } from '../errors.ts';
import type { AccessTokens } from '../ports/access-token.ts';
import type { Deliverable } from './deliverable.ts';

/** What the API made of one request; the error's class decides, here and nowhere else. */
export type Answer =
  | { readonly kind: 'accepted' }
  /** The rows are at fault: halve. */
  | {
      readonly kind: 'refused';
      readonly words: string;
      readonly status: number;
      readonly sent: boolean;
      /** The row at fault, where our own check found it before anything was sent. */
      readonly rowIndex?: number;
    }
  /** The API or the way to it is at fault: the messages come back. */
  | { readonly kind: 'outage'; readonly detail: string; readonly retryAfterSeconds: number | undefined };

/** Sends one request; `remainingMs` is what is left of the invocation. */
export type Attempt = (rows: readonly Deliverable[], remainingMs: () => number) => Promise<Answer>;

/** What the parts of an attempt may take, in milliseconds; the function's own timeout must hold all of them. */
export const attemptBudget = {
  /** A request to the API, from connecting to the last byte of its answer. */
  requestMs: 10_000,
  /** A token's renewal through refresh-token. */
  renewalMs: 10_000,
  /** Telling SQS and the table what became of the messages. */
  settleMs: 3_000,
} as const;

/** An attempt with all its parts. */
export const attemptMs = attemptBudget.requestMs + attemptBudget.renewalMs + attemptBudget.settleMs;

/** Whether an attempt could outlast the invocation: its rows then go back untouched instead. */
export function isShortOfTime(remainingMs: number): boolean {
  return remainingMs < attemptMs;
}

/** Attempts with one more request after a 401, with a renewed token; a second 401 is an outage. */
export function createAttempt(api: Pick<CloudConnect, 'bulkInsert'>, tokens: AccessTokens): Attempt {
  return async (rows, remainingMs) => {
    try {
      const token = await tokens.current();
      try {
        await send(api, rows, token.accessToken);
      } catch (error) {
        if (!(error instanceof Unauthorized)) throw error;
        const renewed = await tokens.renew(token);
        if (remainingMs() < attemptBudget.requestMs + attemptBudget.settleMs) throw error;
        await send(api, rows, renewed.accessToken);
      }
      return { kind: 'accepted' };
    } catch (error) {
      return toAnswer(error);
    }
  };
}

async function send(
  api: Pick<CloudConnect, 'bulkInsert'>,
  rows: readonly Deliverable[],
  accessToken: string,
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const { accountId } = first.event;
  await api.bulkInsert(
    first.call,
    rows.map(({ row }) => row),
    { accessToken, accountId },
  );
}

/** An unknown error is an outage: it is retried, never blamed on the rows. */
function toAnswer(error: unknown): Answer {
  if (error instanceof Refusal)
    return { kind: 'refused', words: error.apiWords, status: error.apiStatus, sent: true };
  if (error instanceof InvalidRow) {
    const { message, status, rowIndex } = error;
    return { kind: 'refused', words: message, status, sent: false, rowIndex };
  }
  const retryAfterSeconds = error instanceof Outage ? error.retryAfterSeconds : undefined;
  const detail = error instanceof AdapterError ? error.message : `unexpected ${String(error)}`;
  return { kind: 'outage', detail, retryAfterSeconds };
}
