import * as z from 'zod/mini';
import { AdapterError } from '../../../shared/errors.ts';
import { refreshAnswer } from '../../../shared/refresh-token/refresh-request.ts';
import { understood } from '../invoke-function.ts';
import type { OpenDeployment } from '../open-deployment.ts';
import { printable, type Terminal } from '../terminal.ts';
import { readCredentials } from './read-credentials.ts';
import { replaceSecret } from './replace-secret.ts';
import { secretName } from './secret-name.ts';

/** Whatever stands there, it is replaced. */
const anything = { schema: z.unknown(), example: '' };

/** Stores the credentials and logs in by them; resolves with whether the login worked. */
export async function setCredentials(
  { secrets: { ids, store }, invoke }: Pick<OpenDeployment, 'secrets' | 'invoke'>,
  { input, print }: Pick<Terminal, 'input' | 'print'>,
): Promise<boolean> {
  const value = await readCredentials(input);
  const { versionId } = await store.read(ids.credentials, anything);
  await replaceSecret(store, ids.credentials, { value, seenVersionId: versionId });
  print(`${secretName(ids.credentials)} is written`);
  const { isIn, words } = await login(invoke);
  print(printable(words));
  return isIn;
}

/** The credentials stay stored whatever comes of it: an API that is down says nothing against them. */
async function login(invoke: OpenDeployment['invoke']): Promise<{ isIn: boolean; words: string }> {
  try {
    const data = await invoke('refresh-token', JSON.stringify({ cause: 'credentials' }));
    const { outcome, expiresAt } = understood(refreshAnswer, data, 'refresh-token does not tell what it did');
    if (outcome === 'renewed')
      return { isIn: true, words: `the login worked: the token is good until ${expiresAt}` };
    return { isIn: false, words: `no login was tried, since another is at work: ${laterOn}` };
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return { isIn: false, words: `the login did not work: ${error.message}; ${laterOn}` };
  }
}

const laterOn =
  'refresh-token tries by itself within ten minutes where no token lives, and secrets status tells whether one does';
