import { readTokenLife, type TokenState } from '../watch/read-token-life.ts';
import { type Found, failed, note, ok } from './finding.ts';
import { inWords } from './in-words.ts';
import type { Check } from './patient.ts';

/** The alarm `token-expires` rings below it: three renewals were due by then. */
const leastMinutes = 20;
/** A schedule of a rate runs as soon as it is made, and fetches the first token within this time. */
const firstTokenMs = 60_000;

/** Whether the stored access token is fresh. */
export const checkToken: Check = {
  name: 'token',
  look: async ({ deployment, now }) => {
    const { secrets } = await deployment();
    return [judgeToken(await readTokenLife(secrets, now()), now())];
  },
};

/** A deployment that has just been made has no token yet, and is not ill for it. */
export function judgeToken({ life, storedAt }: TokenState, nowMs: number): Found {
  const remedy = 'what to do: README.md#token-expires';
  if (!life) return judgeEmpty(nowMs - (storedAt?.getTime() ?? 0), remedy);
  const { minutesLeft, issuedAt, issuedBy } = life;
  const came = `came by ${issuedBy} ${inWords(nowMs - Date.parse(issuedAt))} ago`;
  if (minutesLeft === 0) return failed(`the stored access token is over; it ${came}`, remedy);
  const lives = `the stored access token lives for ${inWords(minutesLeft * 60_000)} more and ${came}`;
  return minutesLeft < leastMinutes ? failed(`${lives}, so that renewing it fails`, remedy) : ok(lives);
}

function judgeEmpty(emptyMs: number, remedy: string): Found {
  if (emptyMs >= firstTokenMs) return failed('no access token is stored: nothing can be delivered', remedy);
  return note(
    `starting: the first access token is being fetched, ${inWords(emptyMs)} after its secret was made`,
    'look again in a minute',
  );
}
