import { join } from 'node:path';
import type { AwsInlet } from './aws-sender.ts';
import type { LocalSource } from './run-assembly.ts';
import { quoted } from './shell.ts';

const root = join(import.meta.dirname, '../..');

const npm = `npm --prefix ${quoted(root)} run --silent send --`;

/** A command line that signs a sample of the source with its current secret and sends it, from any directory. */
export function sendCommand({ name, url, secrets, local }: LocalSource, environment: string): string {
  const [secret = ''] = secrets;
  return `${npm} ${name}${of(environment)} --url ${quoted(url)} --secret ${quoted(secret)} --local ${quoted(local)}`;
}

/** A command line that puts a sample of a vendor without webhooks where AWS or its partner would put it. */
export function putCommand(
  name: string,
  { url, credentials, streamName }: AwsInlet,
  environment: string,
): string {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const secret = [accessKeyId, secretAccessKey, sessionToken].join(':');
  const stream = streamName ? ` --stream ${quoted(streamName)}` : '';
  return `${npm} ${name}${of(environment)} --url ${quoted(url)} --secret ${quoted(secret)}${stream}`;
}

function of(environment: string): string {
  return environment === 'local' ? '' : ` --environment ${environment}`;
}
