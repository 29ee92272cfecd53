import type { SignedWebhook } from '../../shared/sources/source.ts';
import { withQuery } from './sample-webhooks.ts';
import { quoted } from './shell.ts';

/** A command line that sends a signed webhook with curl, from a POSIX shell, and shows the status and the answer. */
export function curlCommand(url: string, { headers, body, queryString }: SignedWebhook): string {
  const sent = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  return [
    'curl -sS -i',
    quoted(withQuery(url, queryString)),
    ...sent,
    `--data-binary ${quoted(body.toString('utf8'))}`,
  ].join(' ');
}
