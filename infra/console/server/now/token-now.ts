import { judgeToken } from '../../../ops/doctor/check-token.ts';
import type { TokenLife, TokenState } from '../../../ops/watch/read-token-life.ts';
import type { StageNow } from '../../data.ts';
import { judgementOf } from './judgement.ts';

const issuedWords = { login: 'logged in at', refresh: 'refreshed at' } as const satisfies Record<
  TokenLife['issuedBy'],
  string
>;

/** The access token's life; what it is is nobody's business. */
export function tokenNow(state: TokenState, nowMs: number): StageNow {
  const judgement = judgementOf(judgeToken(state, nowMs));
  const { life } = state;
  if (!life) return { name: 'token', judgement, headline: 'none', facts: [] };
  const { expiresAt, issuedAt, issuedBy } = life;
  return {
    name: 'token',
    judgement,
    headline: life.minutesLeft > 0 ? 'valid' : 'over',
    facts: [{ label: issuedWords[issuedBy], value: `${issuedAt.slice(11, 19)} UTC` }],
    ...(life.minutesLeft > 0 && { dueAt: new Date(expiresAt).toISOString() }),
  };
}
