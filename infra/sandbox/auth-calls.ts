import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { type ApiAnswer, failed, succeeded } from './api-answer.ts';
import type { Tokens } from './tokens.ts';

export type Credentials = { readonly userName: string; readonly password: string };
type Api = { readonly tokens: Tokens; readonly credentials: Credentials };

const login = z.object({
  userName: z.string(),
  password: z.string(),
  setCookie: z.optional(z.boolean()),
});

// Documented as the placeholder "string": any text that is not empty.
const refresh = z.object({ refresh_token: z.string(), grant_type: z.string().check(z.minLength(1)) });

/** The pair stands at the top level. Wrong credentials are answered with 401, which the documentation leaves open. */
export function answerLogin({ tokens, credentials }: Api, body: unknown): ApiAnswer {
  const { data } = login.safeParse(body);
  if (!data)
    return failed(400, { Message: 'The body must be JSON with userName and password, both strings' });
  const known = equal(data.userName, credentials.userName) && equal(data.password, credentials.password);
  if (!known) return failed(401, { Message: 'The user name or password is incorrect' });
  return succeeded({ Message: 'Successful FORMS Authentication', ...tokens.issue(data.userName) });
}

/** The pair stands inside Data, beside empty strings at the top level. A token that does not count is answered with 401. */
export function answerRefresh({ tokens }: Api, body: unknown): ApiAnswer {
  const { data } = refresh.safeParse(body);
  if (!data)
    return failed(400, { Message: 'The body must be JSON with refresh_token and grant_type, both strings' });
  const userName = tokens.verify(data.refresh_token, 'refresh');
  if (!userName) return failed(401, { Message: 'The refresh token is expired or not valid' });
  const Data = tokens.issue(userName);
  return succeeded({ Message: 'token refresh successful', Token: '', RefreshToken: '', Data });
}

function equal(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
