import { parseArgs } from 'node:util';
import { ConfigurationError } from '../../shared/errors.ts';
import type { SignedWebhook } from '../../shared/sources/source.ts';
import { loadEnvironment } from '../environments/load-environment.ts';
import { curlCommand } from './curl-command.ts';
import { freshSample, postWebhook, webhookSourceOf } from './sample-webhooks.ts';

const usage = `npm run send -- SOURCE --url URL --secret SECRET [--sample NAME] [--curl]
  Signs a sample webhook of SOURCE (of infra/environments/local.json) as its vendor would, its times moved to now,
  sends it, and prints the answer. Without --sample: the first that tells of an agent's state.
  With --curl: prints the curl command that sends it instead, good for as long as its signature is.`;

/** `npm run send`: one signed sample to any address; the exit code says whether it was taken. */
try {
  const { name, url, secret, sample, curl } = sendOptions(process.argv.slice(2));
  const settings = loadEnvironment('local').sources[name];
  if (!settings) throw new ConfigurationError(`there is no source ${name}\n${usage}`);
  const nowMs = Date.now();
  const fresh = freshSample(settings, sample, nowMs);
  const seal = { secret, nowMs, settings: { ...settings, publicUrl: url } };
  const signed = webhookSourceOf(settings).sign(fresh, seal);
  if (curl) console.log(curlCommand(url, signed));
  else process.exitCode = await send(url, signed, `${name} ${fresh.name}`);
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

function sendOptions(args: string[]) {
  const { values, positionals } = parse(args);
  const [name] = positionals;
  const { url, secret, sample, curl } = values;
  if (!name || !url || !secret) throw new ConfigurationError(usage);
  return { name, url, secret, sample, curl };
}

function parse(args: string[]) {
  const option = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { url: option, secret: option, sample: option, curl: { type: 'boolean' } },
    });
  } catch (cause) {
    throw new ConfigurationError(usage, { cause });
  }
}
