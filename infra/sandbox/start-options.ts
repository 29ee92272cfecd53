import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { ConfigurationError } from '../../shared/errors.ts';
import { faultsOf } from '../../shared/events/faults.ts';
import { DEFAULT_CREDENTIALS, DEFAULT_TOKEN_SECONDS, type SandboxOptions } from './sandbox.ts';
import { repeatedKeysRules } from './store-rows.ts';

const DEFAULT_PORT = 8480;

const environment = z.object({
  SANDBOX_PORT: wholeNumber({ from: 0, to: 65_535, otherwise: DEFAULT_PORT }),
  SANDBOX_USERNAME: z._default(z.string().check(z.minLength(1)), DEFAULT_CREDENTIALS.userName),
  SANDBOX_PASSWORD: z._default(z.string().check(z.minLength(1)), DEFAULT_CREDENTIALS.password),
  SANDBOX_TOKEN_SECONDS: wholeNumber({ from: 1, to: 31_536_000, otherwise: DEFAULT_TOKEN_SECONDS }),
  SANDBOX_REPEATED_KEYS: z._default(z.enum(repeatedKeysRules), 'refuse-batch'),
});

/** The sandbox's options from its environment variables and `--data FILE`; throws ConfigurationError. */
export function startOptions(
  variables: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
): Required<Omit<SandboxOptions, 'now'>> {
  const { error, data } = environment.safeParse(variables);
  if (error)
    throw new ConfigurationError(
      faultsOf(error)
        .map(({ path, message }) => `${path}=${variables[path]}: ${message}`)
        .join('\n'),
    );
  return {
    port: Number(data.SANDBOX_PORT),
    dataFile: dataFileOf(args),
    credentials: { userName: data.SANDBOX_USERNAME, password: data.SANDBOX_PASSWORD },
    tokenSeconds: Number(data.SANDBOX_TOKEN_SECONDS),
    repeatedKeys: data.SANDBOX_REPEATED_KEYS,
  };
}

function dataFileOf(args: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...args], options: { data: { type: 'string' } } }).values.data;
  } catch (cause) {
    throw new ConfigurationError('the only option is --data FILE', { cause });
  }
}

function wholeNumber({ from, to, otherwise }: { from: number; to: number; otherwise: number }) {
  const isInRange = (text: string) => /^\d{1,9}$/.test(text) && Number(text) >= from && Number(text) <= to;
  const words = `must be a whole number from ${from} to ${to}`;
  return z._default(z.string().check(z.refine(isInRange, words)), `${otherwise}`);
}
