import { parseArgs } from 'node:util';
import { ConfigurationError } from '../../shared/errors.ts';
import type { SignedWebhook } from '../../shared/sources/source.ts';
import { loadEnvironment } from '../environments/load-environment.ts';
import { createInput } from '../ops/input.ts';
import { createAwsSender } from './aws-sender.ts';
import { curlCommand } from './curl-command.ts';
import { type SentTo, traceCommand } from './ops-command.ts';
import { type FreshSample, freshSample, postWebhook, sourceOf, webhookSourceOf } from './sample-webhooks.ts';

const usage = `npm run send -- SOURCE --url URL [--secret SECRET] [--sample NAME] [--curl] [--stream NAME] [--environment NAME] [--local URL]
  Signs a sample webhook of SOURCE (of infra/environments/local.json, or of the environment named) as its vendor would,
  its times moved to now, sends it, and prints the answer. Without --sample: the first that tells of an agent's state,
  else of anything. With --curl: prints the curl command that sends it instead, good for as long as its signature is.
  Without --secret: the secret is asked for, or read from standard input, so that it stands in no history of commands.
  For a source over AWS the URL is an AWS endpoint, the secret ACCESS-KEY-ID:SECRET-ACCESS-KEY:SESSION-TOKEN, and
  --stream names the Kinesis stream. --local is the local run's AWS, in which what is sent can be traced.
  Prefer the command that npm start prints.`;

/** `npm run send`: one signed sample to any address; the exit code says whether it was taken. */
try {
  const options = sendOptions(process.argv.slice(2));
  if (options === 'help') console.log(usage);
  else process.exitCode = await sendSample({ ...options, secret: options.secret ?? (await readSecret()) });
} catch (error) {
  console.error(wordsOf(error));
  process.exitCode = 1;
}

/** A key in PEM has several lines; the newline that ends what is piped in belongs to nothing. */
async function readSecret(): Promise<string> {
  const input = createInput(process.stdin, process.stderr);
  const text = input.isTerminal
    ? await input.ask('signing secret (not shown): ', 'hidden')
    : await input.piped();
  const secret = text.trim();
  if (secret) return secret;
  throw new ConfigurationError('no secret: type it, pipe it in, or give it as --secret');
}

/** The exit code. */
async function sendSample(options: SendOptions): Promise<number> {
  const { name, url, secret, sample, curl, environment } = options;
  const { sources } = loadEnvironment(environment);
  const settings = Object.hasOwn(sources, name) ? sources[name] : undefined;
  if (!settings)
    throw new ConfigurationError(`there is no source ${name}: there are ${Object.keys(sources).join(', ')}`);
  const nowMs = Date.now();
  const fresh = freshSample(settings, sample, nowMs);
  if (sourceOf(settings).transport === 'aws') {
    if (curl)
      throw new ConfigurationError(`${name} comes over AWS, which takes no plain curl: leave --curl out`);
    return await put(fresh, options);
  }
  const seal = { secret, nowMs, settings: { ...settings, publicUrl: url } };
  const signed = webhookSourceOf(settings).sign(fresh, seal);
  if (!curl) return await send(signed, fresh, options);
  console.log(curlCommand(url, signed));
  return 0;
}

async function send(signed: SignedWebhook, fresh: FreshSample, options: SendOptions): Promise<number> {
  const { name, url } = options;
  const { status, text, requestId } = await postWebhook(url, signed);
  // Some vendors get success for what is not genuine, lest they switch the address off.
  const isLost = fresh.events.length > 0 && text.includes('"accepted":0');
  const hint = isLost ? ' (nothing of it was accepted: check the secret)' : '';
  console.log(`${name} ${fresh.name} → ${status} ${text}${hint}`);
  if (requestId) console.log(traceHint(requestId, options));
  return status < 300 && !isLost ? 0 : 1;
}

/** The id, and the command that tells what becomes of it, to be pasted as it stands. */
function traceHint(id: string, sentTo: SentTo): string {
  const command = traceCommand(id, sentTo);
  if (command === undefined) return `x-request-id: ${id} (npm start prints the command that traces it)`;
  return `x-request-id: ${id}\nwhat becomes of it is told by (paste):\n  ${command}`;
}

/** What fetch and the SDK say of an address or of credentials stands in the cause, or in the name. */
function wordsOf(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { name, message, cause } = error;
  return `It was not sent: ${cause instanceof Error ? cause.message || cause.name : `${name}: ${message}`}`;
}

async function put(
  sample: FreshSample,
  { name, url, secret, stream: streamName, environment }: SendOptions,
): Promise<number> {
  const [accessKeyId = '', secretAccessKey = '', sessionToken = ''] = secret.split(':');
  const region = loadEnvironment(environment).region ?? 'us-east-1';
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  const aws = createAwsSender({ url, region, credentials, streamName });
  await aws.send(sample.body);
  aws.close();
  console.log(`${name} ${sample.name} → put`);
  return 0;
}

type SendOptions = Exclude<ReturnType<typeof sendOptions>, 'help'> & { readonly secret: string };

function sendOptions(args: string[]) {
  const { values, positionals } = parse(args);
  const [name] = positionals;
  const { url, secret, environment = 'local', help, ...rest } = values;
  if (help) return 'help';
  if (!name) throw new ConfigurationError(`which source?\n${usage}`);
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
    throw new ConfigurationError(`${words}\n${usage}`, { cause });
  }
}
