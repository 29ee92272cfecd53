import { counted } from '../counted.ts';
import { readSourceStatus, type SecretStatus } from '../secrets/read-status.ts';
import { type Found, failed, ok } from './finding.ts';
import type { Check } from './patient.ts';

/** Whether every source that sends webhooks has a secret. The credentials are told of by the login: nobody else may read them. */
export const checkSecrets: Check = {
  name: 'secrets',
  look: async ({ deployment, command }) => judgeSecrets(await readSourceStatus(await deployment()), command),
};

export function judgeSecrets(
  all: readonly SecretStatus[],
  command: (words: string) => string,
): readonly Found[] {
  if (all.length === 0) return [ok('no source has one: all send over AWS, which vouches for them')];
  const empty = all.filter(({ valid }) => valid === 0);
  if (empty.length === 0) return [ok(`${counted(all.length, 'signing secret')} filled`)];
  return empty.map(({ secret, hint = '' }) =>
    failed(
      `${secret} is not filled: every webhook of the source is refused`,
      hint.startsWith('secrets ') ? `store it: ${command(hint)}` : hint,
    ),
  );
}
