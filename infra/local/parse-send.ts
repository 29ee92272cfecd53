import { parseArgs } from 'node:util';
import { ConfigurationError } from '../../shared/errors.ts';

export const sendUsage = `npm run send -- SOURCE --url URL [--secret SECRET] [--sample NAME] [--curl] [--stream NAME] [--environment NAME] [--local URL]
  Signs a sample webhook of SOURCE (of infra/environments/local.json, or of the environment named) as its vendor would,
  its times moved to now, sends it, and prints the answer. Without --sample: the first that tells of an agent's state,
  else of anything. With --curl: prints the curl command that sends it instead, good for as long as its signature is.
  Without --secret: the secret is asked for, or read from standard input, so that it stands in no history of commands.
  For a source over AWS the URL is an AWS endpoint, the secret ACCESS-KEY-ID:SECRET-ACCESS-KEY:SESSION-TOKEN, and
  --stream names the Kinesis stream. --local is the local run's AWS, in which what is sent can be traced.
  Prefer the command that npm start prints.`;

/** What to send where; `environment` only where it was named. */
export type SendOptions = Exclude<ReturnType<typeof parseSend>, 'help'>;

/** The options of `npm run send`, or `help` where that is asked for; throws ConfigurationError saying what is allowed. */
export function parseSend(args: string[]) {
  const { values, positionals } = parse(args);
  const [name] = positionals;
  const { url, secret, environment, help, ...rest } = values;
  if (help) return 'help';
  if (!name) throw new ConfigurationError(`which source?\n${sendUsage}`);
  // `localhost:8470/…` is a URL as well, of the scheme `localhost`.
  if (!url || !/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new ConfigurationError(
      '--url must be the address to send to, such as http://127.0.0.1:8470/webhooks/zoom',
    );
  return { name, url, secret, environment, ...rest };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    url: text,
    secret: text,
    sample: text,
    stream: text,
    environment: text,
    local: text,
    curl: flag,
    help: flag,
  };
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError(`${words}\n${sendUsage}`, { cause });
  }
}
