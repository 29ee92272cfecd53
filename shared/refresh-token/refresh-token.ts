import { AdapterError } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import type { Lease } from '../ports/token-lease.ts';
import { type AwaitTurnPorts, awaitTurn } from './await-turn.ts';
import { minutesLeft } from './minutes-left.ts';
import { type ObtainTokenPorts, obtainToken } from './obtain-token.ts';
import { parseRefreshRequest, type RefreshAnswer, type RefreshRequest } from './refresh-request.ts';
import { renewalIsDue, type TokenVersion } from './renewal-is-due.ts';
import type { StoredToken } from './stored-token.ts';

export type RefreshTokenPorts = AwaitTurnPorts &
  ObtainTokenPorts & {
    /** Stores the token in place of the version seen; undefined where another was stored since. */
    readonly replaceToken: (seenVersionId: string, token: StoredToken) => Promise<TokenVersion | undefined>;
    /** Whether forcing a renewal is allowed now; counts it if so. */
    readonly takeForcedRefresh: (cause: 'refused' | 'missing') => Promise<boolean>;
    readonly metrics: Metrics;
  };

/**
 * Keeps the stored access token alive: on schedule, and on demand after a 401. Throws what kept it from doing so
 * (ConfigurationError, Unavailable, the API's own errors), so that retries and alarms see it.
 */
export async function refreshToken(event: unknown, ports: RefreshTokenPorts): Promise<RefreshAnswer> {
  const request = parseRefreshRequest(event);
  const turn = await awaitTurn(request, ports);
  const answer = turn.lease
    ? await renewUnder(turn.lease, request, ports)
    : toAnswer(turn.outcome, turn.stored);
  ports.log('info', `token-${answer.outcome}`, { cause: request.cause, ...answer });
  ports.metrics('TokenMinutesLeft', minutesLeft(answer.expiresAt, ports.now()));
  return answer;
}

async function renewUnder(lease: Lease, request: RefreshRequest, ports: RefreshTokenPorts) {
  try {
    return await renew(request, ports);
  } finally {
    await release(lease, ports);
  }
}

/** Reads again under the lease, because its last holder may have renewed between our reading and our taking it. */
async function renew(request: RefreshRequest, ports: RefreshTokenPorts): Promise<RefreshAnswer> {
  const seen = await ports.readToken();
  if (!renewalIsDue(seen, request, ports.now())) return toAnswer('kept', seen);
  if (!(await isAllowed(request, ports))) return toAnswer('limited', seen);
  // A refresh would renew the login of the credentials before.
  const token = await obtainToken(request.cause === 'credentials' ? undefined : seen.token, ports);
  const replaced = await ports.replaceToken(seen.versionId, token);
  return replaced ? toAnswer('renewed', replaced) : toAnswer('kept', await ports.readToken());
}

async function isAllowed({ cause }: RefreshRequest, ports: RefreshTokenPorts): Promise<boolean> {
  return cause === 'schedule' || cause === 'credentials' || (await ports.takeForcedRefresh(cause));
}

/** A lease that stays behind ends by itself: never a reason to fail a renewal that is stored. */
async function release(lease: Lease, { log }: RefreshTokenPorts): Promise<void> {
  try {
    await lease.release();
  } catch (error) {
    const code = error instanceof AdapterError ? error.code : 'unexpected';
    log('warn', 'token-lease-not-released', { code });
  }
}

function toAnswer(outcome: RefreshAnswer['outcome'], { token, versionId }: TokenVersion): RefreshAnswer {
  return token ? { outcome, versionId, expiresAt: token.expiresAt } : { outcome, versionId };
}
