import * as z from 'zod/mini';
import { AdapterError } from '../errors.ts';
import { instant } from '../events/instant.ts';
import type { Credentials, TokenApi } from './obtain-token.ts';
import type { TokenPair } from './stored-token.ts';

/**
 * An operator's question whether logging in and refreshing work. It is asked of refresh-token, since nobody else may read the
 * password.
 */
export const tokenCallsRequest = z.strictObject({ tell: z.literal('token-calls') });
export type TokenCallsRequest = z.infer<typeof tokenCallsRequest>;

const callOutcome = z.discriminatedUnion('outcome', [
  /** `path` is the one that answered, after the base URL. */
  z.strictObject({ outcome: z.literal('works'), path: z.string() }),
  /** `code` is the error's: `unauthorized`, `refused`, `api-outage`, `configuration`. */
  z.strictObject({ outcome: z.literal('failed'), code: z.string(), detail: z.string() }),
]);
export type CallOutcome = z.infer<typeof callOutcome>;

export const tokenCallsAnswer = z.strictObject({
  /** It may be of an earlier question: the API is not asked every time. */
  triedAt: instant,
  login: callOutcome,
  /** Left out where there was no login to refresh. */
  refresh: z.optional(callOutcome),
});
export type TokenCallsAnswer = z.infer<typeof tokenCallsAnswer>;

/** What is kept of the last trial; without `answer` it is under way, or was cut off. */
export type TokenTrial = {
  readonly triedAtMs: number;
  /** Of the credentials that were tried. */
  readonly versionId: string;
  readonly answer: TokenCallsAnswer | undefined;
};

export type TokenTrials = {
  readonly last: () => Promise<TokenTrial | undefined>;
  /** Notes a trial in place of the one that was seen; false where somebody else did meanwhile. */
  readonly note: (trial: TokenTrial, seen: TokenTrial | undefined) => Promise<boolean>;
};

export type TryTokenCallsPorts = {
  readonly api: TokenApi & { readonly pathOf: (call: 'login' | 'refresh') => string | undefined };
  /** Throws ConfigurationError where the operator has not filled the secret. */
  readonly readCredentials: () => Promise<{ readonly value: Credentials; readonly versionId: string }>;
  readonly trials: TokenTrials;
  readonly now: () => number;
};

/**
 * How long an answer stands, whoever asks again. A login that works is tried no more than 24 times a day, since an API may take
 * the tokens of the login before for void; a user whom the API refused no more often than the schedule tries, since it may lock him.
 */
const standsMs = { worked: 3_600_000, refused: 600_000, outage: 60_000, underWay: 60_000 } as const;

/**
 * Logs in and refreshes what it got by that; the pair is thrown away, and the stored token left alone. Undefined where another
 * trial is under way and none is known. Throws Unavailable.
 */
export async function tryTokenCalls(ports: TryTokenCallsPorts): Promise<TokenCallsAnswer | undefined> {
  const { readCredentials, trials, now } = ports;
  const nowMs = now();
  const credentials = await readCredentials().catch(failed);
  if ('outcome' in credentials) return { triedAt: new Date(nowMs).toISOString(), login: credentials };
  const { versionId } = credentials;
  const last = await trials.last();
  if (last && stands(last, versionId, nowMs)) return last.answer;
  const trial = { triedAtMs: nowMs, versionId, answer: undefined };
  if (!(await trials.note(trial, last))) return last?.answer;
  const answer = await tried(credentials.value, nowMs, ports);
  await trials.note({ ...trial, answer }, trial);
  return answer;
}

async function tried(
  credentials: Credentials,
  triedAtMs: number,
  { api }: TryTokenCallsPorts,
): Promise<TokenCallsAnswer> {
  const triedAt = new Date(triedAtMs).toISOString();
  const pair = await api.login(credentials).catch(failed);
  if ('outcome' in pair) return { triedAt, login: pair };
  const login = { outcome: 'works', path: api.pathOf('login') ?? '' } as const;
  return { triedAt, login, refresh: await refreshed(pair, api) };
}

async function refreshed({ refreshToken }: TokenPair, api: TryTokenCallsPorts['api']): Promise<CallOutcome> {
  const pair = await api.refresh(refreshToken).catch(failed);
  return 'outcome' in pair ? pair : { outcome: 'works', path: api.pathOf('refresh') ?? '' };
}

function stands({ triedAtMs, versionId, answer }: TokenTrial, current: string, nowMs: number): boolean {
  return versionId === current && nowMs - triedAtMs < standsMs[kindOf(answer)];
}

function kindOf(answer: TokenCallsAnswer | undefined): keyof typeof standsMs {
  if (!answer) return 'underWay';
  const failure = [answer.login, answer.refresh].find((call) => call?.outcome === 'failed');
  if (failure?.outcome !== 'failed') return 'worked';
  return failure.code === 'api-outage' ? 'outage' : 'refused';
}

/** What nobody foresaw, or what the table and the secrets did not give, is no answer of the API. */
function failed(error: unknown): CallOutcome & { readonly outcome: 'failed' } {
  if (!(error instanceof AdapterError) || error.code === 'unavailable') throw error;
  return { outcome: 'failed', code: error.code, detail: error.message };
}
