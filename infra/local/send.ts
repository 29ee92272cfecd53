import { parseArgs } from 'node:util';
import { ConfigurationError } from '../../shared/errors.ts';
import { loadEnvironment } from '../environments/load-environment.ts';
import { freshSample, postWebhook, webhookSourceOf } from './sample-webhooks.ts';

const usage = `npm run send -- SOURCE --url URL --secret SECRET [--sample NAME]
  Signs a sample webhook of SOURCE (of infra/environments/local.json) as its vendor would, its times moved to now,
  sends it, and prints the answer. Without --sample: the first that tells of an agent's state.`;

/** `npm run send`: one signed sample to any address; the exit code says whether it was taken. */
try {
  const { name, url, secret, sample } = sendOptions(process.argv.slice(2));
  const settings = loadEnvironment('local').sources[name];
  if (!settings) throw new ConfigurationError(`there is no source ${name}\n${usage}`);
  const nowMs = Date.now();
  const fresh = freshSample(settings, sample, nowMs);
  const seal = { secret, nowMs, settings: { ...settings, publicUrl: url } };
  const { status, text } = await postWebhook(url, webhookSourceOf(settings).sign(fresh, seal));
  console.log(`${name} ${fresh.name} → ${status} ${text}`);
  if (status >= 300) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof ConfigurationError ? error.message : error);
  process.exitCode = 1;
}

function sendOptions(args: string[]) {
  const { values, positionals } = parse(args);
  const [name] = positionals;
  const { url, secret, sample } = values;
  if (!name || !url || !secret) throw new ConfigurationError(usage);
  return { name, url, secret, sample };
}

function parse(args: string[]) {
  const option = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { url: option, secret: option, sample: option },
    });
  } catch (cause) {
    throw new ConfigurationError(usage, { cause });
  }
}
