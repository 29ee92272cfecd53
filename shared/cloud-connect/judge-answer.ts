import type { CallName } from '../configuration/configuration.ts';
import { apiWords } from './api-words.ts';
import { calls } from './calls.ts';
import { type Envelope, parseEnvelope } from './envelope.ts';
import { Outage, Refusal, Unauthorized } from './errors.ts';
import { retryAfterSeconds } from './retry-after.ts';

/** An answer as it came over the wire. */
export type Answer = {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: string;
  /** The paths that were asked, the one that answered last. */
  readonly paths: readonly string[];
};

type Context = {
  readonly call: CallName;
  readonly secrets: readonly string[];
  /** Of the rows that were sent, which its words may repeat. */
  readonly privateTexts?: (() => readonly string[]) | undefined;
  readonly nowMs: number;
};

/** The statuses that speak of what was sent; all others speak of the API's own state and pass with time. */
const REFUSALS: ReadonlySet<number> = new Set([400, 409, 413, 422]);

/** The envelope of a call that succeeded; throws Refusal, Unauthorized or Outage for every other answer. */
export function judgeAnswer(answer: Answer, { call, secrets, privateTexts, nowMs }: Context): Envelope {
  const { status, body, paths } = answer;
  const words = () => apiWords(body, secrets, privateTexts?.());
  if (status === 401) throw new Unauthorized(sentence(`${call}: the API answered 401`, words()));
  if (REFUSALS.has(status)) throw refusal(`${call}: the API refused with HTTP ${status}`, status, words());
  const retry = { apiStatus: status, retryAfterSeconds: retryAfterSeconds(answer.retryAfter, nowMs) };
  if (status < 200 || status > 299) {
    const asked = `${call}: the API answered ${status} at ${paths.join(' and ')}`;
    const hint = status === 404 ? ` (check cloudConnect.baseUrl and cloudConnect.paths.${call})` : '';
    throw new Outage(sentence(`${asked}${hint}`, words()), retry);
  }
  const envelope = parseEnvelope(body, { isList: calls[call].method === 'GET' });
  if (!envelope)
    throw new Outage(`${call}: the API answered ${status} with something not its envelope`, retry);
  if (!envelope.Success) throw refusal(`${call}: the API answered Success: false`, status, words());
  return envelope;
}

function refusal(what: string, apiStatus: number, words: string): Refusal {
  return new Refusal(sentence(what, words), { apiStatus, apiWords: words });
}

function sentence(what: string, words: string): string {
  return words ? `${what}: ${words}` : what;
}
