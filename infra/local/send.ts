import { ConfigurationError } from '../../shared/errors.ts';
import type { SignedWebhook } from '../../shared/sources/source.ts';
import { loadEnvironment } from '../environments/load-environment.ts';
import { createInput } from '../ops/input.ts';
import { createAwsSender } from './aws-sender.ts';
import { curlCommand } from './curl-command.ts';
import { type SentTo, traceCommand } from './ops-command.ts';
import { parseSend, type SendOptions, sendUsage } from './parse-send.ts';
import { type FreshSample, freshSample, postWebhook, sourceOf, webhookSourceOf } from './sample-webhooks.ts';

type Sending = SendOptions & { readonly secret: string };

/** Its sources are signed for where none is named; what took the webhook may be another deployment. */
const defaultEnvironment = 'local';

/** `npm run send`: one signed sample to any address; the exit code says whether it was taken. */
try {
  const options = parseSend(process.argv.slice(2));
  if (options === 'help') console.log(sendUsage);
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
async function sendSample(options: Sending): Promise<number> {
  const { name, url, secret, sample, curl, environment } = options;
  const { sources } = loadEnvironment(environment ?? defaultEnvironment);
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

async function send(signed: SignedWebhook, fresh: FreshSample, options: Sending): Promise<number> {
  const { name, url } = options;
  const { status, text, requestId } = await postWebhook(url, signed);
  // Some vendors get success for what is not genuine, lest they switch the address off.
  const isLost = fresh.events.length > 0 && text.includes('"accepted":0');
  const hint = isLost ? ' (nothing of it was accepted: check the secret)' : '';
  console.log(`${name} ${fresh.name} → ${status} ${text}${hint}`);
  if (requestId) console.log(traceHint(requestId, options));
  return status < 300 && !isLost ? 0 : 1;
}

/** The id, and the command that tells what becomes of it, to be pasted as it stands, where it is known what took it. */
function traceHint(id: string, sentTo: SentTo): string {
  const command = traceCommand(id, sentTo);
  if (command === undefined)
    return `x-request-id: ${id} (a deployment's is traced by the command that --environment NAME prints here, a local run's by that of --local URL)`;
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
  { name, url, secret, stream: streamName, environment }: Sending,
): Promise<number> {
  const [accessKeyId = '', secretAccessKey = '', sessionToken = ''] = secret.split(':');
  const region = loadEnvironment(environment ?? defaultEnvironment).region ?? 'us-east-1';
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  const aws = createAwsSender({ url, region, credentials, streamName });
  await aws.send(sample.body);
  aws.close();
  console.log(`${name} ${sample.name} → put`);
  return 0;
}
