import * as z from 'zod/mini';

/** What every call answers; keys that are not named here pass. */
const envelope = z.object({
  Success: z.boolean(),
  ExceptionResult: z.optional(z.unknown()),
  Token: z.nullish(z.string()),
  RefreshToken: z.nullish(z.string()),
  Message: z.optional(z.unknown()),
  Data: z.optional(z.unknown()),
});
export type Envelope = z.infer<typeof envelope>;

const tokens = z.object({ Token: z.nullish(z.string()), RefreshToken: z.nullish(z.string()) });

export type TokenPair = { readonly accessToken: string; readonly refreshToken: string };

/** The envelope in an answer's body, undefined where it holds none; a list call's may be the bare array of its rows. */
export function parseEnvelope(body: string, { isList }: { isList: boolean }): Envelope | undefined {
  const data = parseJson(body);
  if (isList && Array.isArray(data)) return { Success: true, Data: data };
  return envelope.safeParse(data).data;
}

/** The pair at the top level (login) or inside `Data` (refresh), where the other place may hold empty strings. */
export function tokenPairOf({ Token, RefreshToken, Data }: Envelope): TokenPair | undefined {
  const inner = tokens.safeParse(Data).data;
  const accessToken = Token || inner?.Token;
  const refreshToken = RefreshToken || inner?.RefreshToken;
  return accessToken && refreshToken ? { accessToken, refreshToken } : undefined;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is not JSON is answered by HTML pages and proxies: for the reader it holds nothing.
    return undefined;
  }
}
