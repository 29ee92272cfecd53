import { readTokenLife, type TokenLife } from '../watch/read-token-life.ts';
import { type Found, failed, ok } from './finding.ts';
import { inWords } from './in-words.ts';
import type { Check } from './patient.ts';

/** The alarm `token-expires` rings below it: three renewals were due by then. */
const leastMinutes = 20;

/** Whether the stored access token is fresh. */
export const checkToken: Check = {
  name: 'token',
  look: async ({ deployment, now }) => {
    const { secrets } = await deployment();
    return [judgeToken(await readTokenLife(secrets, now()), now())];
  },
};

export function judgeToken(life: TokenLife | undefined, nowMs: number): Found {
  const remedy = 'what to do: README.md#token-expires';
  if (!life) return failed('no access token is stored: nothing can be delivered', remedy);
  const { minutesLeft, issuedAt, issuedBy } = life;
  const came = `came by ${issuedBy} ${inWords(nowMs - Date.parse(issuedAt))} ago`;
  if (minutesLeft === 0) return failed(`the stored access token is over; it ${came}`, remedy);
  const lives = `the stored access token lives for ${inWords(minutesLeft * 60_000)} more and ${came}`;
  return minutesLeft < leastMinutes ? failed(`${lives}, so that renewing it fails`, remedy) : ok(lives);
}
