import * as z from 'zod/mini';
import { calls } from '../../../shared/cloud-connect/calls.ts';
import {
  type CallOutcome,
  type TokenCallsAnswer,
  type TokenCallsRequest,
  tokenCallsAnswer,
} from '../../../shared/refresh-token/try-token-calls.ts';
import { understood } from '../invoke-function.ts';
import { type Found, failed, ok, unknown } from './finding.ts';
import { inWords } from './in-words.ts';
import type { Check, Patient } from './patient.ts';

/** Whether the API takes the credentials, and at which of its paths. */
export const checkLogin: Check = {
  name: 'login',
  look: async ({ deployment, command, now }) => {
    const request: TokenCallsRequest = { tell: 'token-calls' };
    const opened = await deployment();
    const data = await opened.invoke('refresh-token', JSON.stringify(request));
    const answer = understood(z.nullable(tokenCallsAnswer), data, 'refresh-token does not try the login');
    return judgeTokenCalls(answer, command, now());
  },
};

type Command = Patient['command'];

export function judgeTokenCalls(
  answer: TokenCallsAnswer | null,
  command: Command,
  nowMs: number,
): readonly Found[] {
  if (!answer) return [unknown('another doctor is trying it right now', 'ask again in a minute')];
  const ago = nowMs - Date.parse(answer.triedAt);
  const when = ago < 5000 ? 'tried just now' : `tried ${inWords(ago)} ago`;
  const login = judgeCall('login', answer.login, { when, command });
  return answer.refresh ? [login, judgeCall('refresh', answer.refresh, { when, command })] : [login];
}

function judgeCall(
  call: 'login' | 'refresh',
  outcome: CallOutcome,
  { when, command }: { readonly when: string; readonly command: Command },
): Found {
  if (outcome.outcome === 'works')
    return ok(`${call} works at ${outcome.path}, ${kindOfPath(call, outcome.path)} (${when})`);
  const { code, detail } = outcome;
  if (code === 'api-outage')
    return failed(`${detail} (${when})`, 'what to do: README.md#api-fails, the API being at fault');
  if (call === 'refresh')
    return failed(`${detail} (${when})`, 'turn to CommunityWFM with it; the login takes its place meanwhile');
  return failed(
    `${detail} (${when})`,
    `store the right user name and password: ${command('secrets set cloud-connect')}`,
  );
}

function kindOfPath(call: 'login' | 'refresh', path: string): string {
  const documented = calls[call].path;
  if (path === documented) return 'as documented';
  return path === documented.replace('/ccs/', '/ccc/')
    ? `the other spelling of the documented ${documented}`
    : 'as configured';
}
