import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { calledUrl } from '../../shared/configuration/urls.ts';
import { ConfigurationError } from '../../shared/errors.ts';
import { faultsOf } from '../../shared/events/faults.ts';

/** What a person may set of the local run; the environment file and the template say the rest. */
export type LocalOptions = {
  /** 0 for any free one. */
  readonly port: number;
  readonly sandboxPort: number;
  /** The Cloud Connect API to deliver to; without it a sandbox is started. */
  readonly api?: { readonly baseUrl: string; readonly userName: string; readonly password: string };
  readonly windowSeconds?: number;
  /** Signing secrets by source; the others are generated. */
  readonly sourceSecrets: Readonly<Record<string, readonly string[]>>;
  /** Where the state is kept; without it, it ends with the run. */
  readonly dataDir?: string;
  /** Whose sources run: `infra/environments/NAME.json`. */
  readonly environment?: string;
};

/** The same, with what is of the console that looks at the run. */
export type StartOptions = LocalOptions & {
  readonly consolePort: number;
  /** Whether the page is opened in the default browser, where somebody would see it. */
  readonly opensPage: boolean;
};

const defaults = { port: '8470', sandboxPort: '8480', consolePort: '8490' } as const;
const secretLists = z.record(z.string(), z.array(z.string().check(z.minLength(1))).check(z.minLength(1)));
const filled = z.optional(z.string().check(z.minLength(1, 'must not be empty')));

const variables = z.object({
  PORT: z._default(
    z.string().check(z.refine(isPort, 'must be a port (1 to 65535), or 0 for any free one')),
    defaults.port,
  ),
  SANDBOX_PORT: z._default(
    z.string().check(z.refine(isPort, 'must be a port (1 to 65535), or 0 for any free one')),
    defaults.sandboxPort,
  ),
  CONSOLE_PORT: z._default(
    z.string().check(z.refine(isPort, 'must be a port (1 to 65535), or 0 for any free one')),
    defaults.consolePort,
  ),
  CLOUD_CONNECT_BASE_URL: z.optional(calledUrl),
  CLOUD_CONNECT_USERNAME: filled,
  CLOUD_CONNECT_PASSWORD: filled,
  WINDOW_SECONDS: z.optional(
    z.string().check(z.regex(/^([1-9]\d?|[12]\d\d|300)$/, 'must be a whole number of seconds from 1 to 300')),
  ),
  SOURCE_SECRETS: filled,
});

/** The options of a local run; throws ConfigurationError naming each variable and what is allowed. */
export function localOptions(
  processVariables: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
): StartOptions {
  const parsed = variables.safeParse(processVariables);
  if (!parsed.success)
    throw notValid(faultsOf(parsed.error).map(({ path, message }) => `${path} ${message}`));
  const { PORT, SANDBOX_PORT, CONSOLE_PORT, WINDOW_SECONDS, SOURCE_SECRETS } = parsed.data;
  const api = apiOf(parsed.data);
  const { data: dataDir, environment, 'no-open': staysClosed = false } = argumentsOf(args);
  return {
    port: Number(PORT),
    sandboxPort: Number(SANDBOX_PORT),
    consolePort: Number(CONSOLE_PORT),
    opensPage: !staysClosed,
    sourceSecrets: sourceSecretsOf(SOURCE_SECRETS),
    ...(environment ? { environment } : {}),
    ...(api ? { api } : {}),
    ...(WINDOW_SECONDS ? { windowSeconds: Number(WINDOW_SECONDS) } : {}),
    ...(dataDir ? { dataDir } : {}),
  };
}

function apiOf(set: z.infer<typeof variables>): LocalOptions['api'] {
  const names = ['CLOUD_CONNECT_BASE_URL', 'CLOUD_CONNECT_USERNAME', 'CLOUD_CONNECT_PASSWORD'] as const;
  const [baseUrl, userName, password] = names.map((name) => set[name]);
  if (baseUrl && userName && password) return { baseUrl, userName, password };
  const missing = names.filter((name) => !set[name]);
  if (missing.length === names.length) return undefined;
  throw notValid([
    `${missing.join(' and ')} must be set too: the API's address and credentials go together (or none, for the sandbox)`,
  ]);
}

function sourceSecretsOf(text: string | undefined): LocalOptions['sourceSecrets'] {
  if (!text) return {};
  const parsed = secretLists.safeParse(jsonOrUndefined(text));
  if (parsed.success) return parsed.data;
  // What it holds is secret, so the error shows none of it.
  throw notValid([
    'SOURCE_SECRETS must be JSON: source name → list of secrets, such as {"zoom":["current","previous"]}',
  ]);
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function argumentsOf(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { data: text, environment: text, 'no-open': { type: 'boolean' } } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw new ConfigurationError('the options are --data DIR, --environment NAME and --no-open', { cause });
  }
}

function notValid(lines: readonly string[]): ConfigurationError {
  return new ConfigurationError(lines.join('\n'));
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}
