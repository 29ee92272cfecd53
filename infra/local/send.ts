import { parseArgs } from 'node:util';
import { ConfigurationError } from '../../shared/errors.ts';
import type { SignedWebhook } from '../../shared/sources/source.ts';
import { loadEnvironment } from '../environments/load-environment.ts';
import { createAwsSender } from './aws-sender.ts';
import { curlCommand } from './curl-command.ts';
import { type FreshSample, freshSample, postWebhook, sourceOf, webhookSourceOf } from './sample-webhooks.ts';

const usage = `npm run send -- SOURCE --url URL --secret SECRET [--sample NAME] [--curl] [--stream NAME]
  Signs a sample webhook of SOURCE (of infra/environments/local.json) as its vendor would, its times moved to now,
  sends it, and prints the answer. Without --sample: the first that tells of an agent's state.
  With --curl: prints the curl command that sends it instead, good for as long as its signature is.
  For a source over AWS the URL is an AWS endpoint, the secret ACCESS-KEY-ID:SECRET-ACCESS-KEY:SESSION-TOKEN, and
  --stream names the Kinesis stream. Prefer the command that npm start prints.`;

/** `npm run send`: one signed sample to any address; the exit code says whether it was taken. */
try {
  const options = sendOptions(process.argv.slice(2));
  const { name, url, secret } = options;
  const settings = loadEnvironment('local').sources[name];
  if (!settings) throw new ConfigurationError(`there is no source ${name}\n${usage}`);
  const nowMs = Date.now();
  const fresh = freshSample(settings, options.sample, nowMs);
  const seal = { secret, nowMs, settings: { ...settings, publicUrl: url } };
  if (sourceOf(settings).transport === 'aws') await put(fresh, options);
  else {
    const signed = webhookSourceOf(settings).sign(fresh, seal);
    if (options.curl) console.log(curlCommand(url, signed));
    else process.exitCode = await send(url, signed, `${name} ${fresh.name}`);
  }
} catch (error) {
  console.error(error instanceof ConfigurationError ? error.message : error);
  process.exitCode = 1;
}

/** The exit code. */
async function send(url: string, signed: SignedWebhook, what: string): Promise<number> {
  const { status, text } = await postWebhook(url, signed);
  console.log(`${what} → ${status} ${text}`);
  return status < 300 ? 0 : 1;
}

async function put(
  sample: FreshSample,
  { name, url, secret, stream: streamName }: SendOptions,
): Promise<void> {
  const [accessKeyId = '', secretAccessKey = '', sessionToken = ''] = secret.split(':');
  const region = loadEnvironment('local').region ?? 'us-east-1';
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  const aws = createAwsSender({ url, region, credentials, streamName });
  await aws.send(sample.body);
  aws.close();
  console.log(`${name} ${sample.name} → put`);
}

type SendOptions = ReturnType<typeof sendOptions>;

function sendOptions(args: string[]) {
  const { values, positionals } = parse(args);
  const [name] = positionals;
  const { url, secret, sample, curl, stream } = values;
  if (!name || !url || !secret) throw new ConfigurationError(usage);
  return { name, url, secret, sample, curl, stream };
}

function parse(args: string[]) {
  const option = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { url: option, secret: option, sample: option, curl: { type: 'boolean' }, stream: option },
    });
  } catch (cause) {
    throw new ConfigurationError(usage, { cause });
  }
}
