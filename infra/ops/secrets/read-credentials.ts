import { ConfigurationError } from '../../../shared/errors.ts';
import { faultsOf } from '../../../shared/events/faults.ts';
import { type Credentials, credentialsFormat } from '../../../shared/refresh-token/obtain-token.ts';
import type { Input } from '../input.ts';
import { withoutMark } from './read-signing-secret.ts';

/** The user name and password that an operator types, or pipes in as JSON; throws ConfigurationError naming what is wrong. */
export async function readCredentials(input: Input): Promise<Credentials> {
  const given = input.isTerminal ? await asked(input) : parsedJson(withoutMark(await input.piped()));
  const parsed = credentialsFormat.schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = faultsOf(parsed.error).map(({ path, message }) => `${path}: ${message}`);
  throw new ConfigurationError(
    `standard input is not the credentials (${faults.join('; ')}): give ${credentialsFormat.example}`,
  );
}

async function asked({ ask }: Input) {
  const userName = await ask('Cloud Connect user name: ');
  return { userName: userName.trim(), password: await ask('password (not shown): ', 'hidden') };
}

/** The error of JSON.parse quotes the text, so it must go no further; what is no JSON fits no schema. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
