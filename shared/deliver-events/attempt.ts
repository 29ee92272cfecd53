import type { Access, CloudConnect } from '../cloud-connect/client.ts';
import { InvalidRow, Outage, Refusal, Unauthorized } from '../cloud-connect/errors.ts';
import { AdapterError, Unavailable } from '../errors.ts';
import type { AccessToken, AccessTokens } from '../ports/access-token.ts';
import type { Deliverable } from './deliverable.ts';
import { isShortOfTime, timeForRequestMs } from './time-left.ts';
import { within } from './within.ts';

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

/** What a request is held to. */
export type Turn = {
  /** What is left of the invocation. */
  readonly remainingMs: () => number;
  /** Waits for the account's next turn; the milliseconds until then, where they are too many to wait. */
  readonly pace: () => Promise<number | undefined>;
  /** What the API is told to know the request by; it is the same request when it is repeated with a renewed token. */
  readonly requestId?: string | undefined;
};

/** Sends one request, whose own turn has come. */
export type Attempt = (rows: readonly Deliverable[], turn: Turn) => Promise<Answer>;

/**
 * Attempts with one more request after a 401, with a renewed token; a second 401 is an outage. Nothing of it, the token's renewal
 * included, outlasts the invocation.
 */
export function createAttempt(api: Pick<CloudConnect, 'bulkInsert'>, tokens: AccessTokens): Attempt {
  return async (rows, { remainingMs, pace, requestId }) => {
    const inTime = (token: Promise<AccessToken>) =>
      within(timeForRequestMs(remainingMs()), token, 'an access token');
    const send = async ({ accessToken }: AccessToken) => {
      if (isShortOfTime(remainingMs())) throw new Unavailable('the access token came too late for a request');
      await sendRows(api, rows, { accessToken, requestId, withinMs: timeForRequestMs(remainingMs()) });
    };
    try {
      const token = await inTime(tokens.current());
      try {
        await send(token);
      } catch (error) {
        if (!(error instanceof Unauthorized)) throw error;
        const renewed = await inTime(tokens.renew(token));
        if ((await pace()) !== undefined) throw error;
        await send(renewed);
      }
      return { kind: 'accepted' };
    } catch (error) {
      return toAnswer(error);
    }
  };
}

async function sendRows(
  api: Pick<CloudConnect, 'bulkInsert'>,
  rows: readonly Deliverable[],
  access: Omit<Access, 'accountId'>,
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const { accountId } = first.event;
  await api.bulkInsert(
    first.call,
    rows.map(({ row }) => row),
    { ...access, accountId },
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
