import type { OpenDeployment } from '../open-deployment.ts';
import { columns, type Terminal } from '../terminal.ts';
import { readStatus } from './read-status.ts';

const headings = ['SECRET', 'FILLED SINCE', 'VALID', 'TO DO'];

/** Prints a line for each secret; resolves with whether every one holds something valid. */
export async function showStatus(
  deployment: Pick<OpenDeployment, 'secrets' | 'configuration'>,
  { print, now }: Pick<Terminal, 'print' | 'now'>,
  json: boolean,
): Promise<boolean> {
  const all = await readStatus(deployment, now());
  if (json) for (const status of all) print(JSON.stringify(status));
  else
    for (const line of columns([
      headings,
      ...all.map(({ secret, filledAt, valid, hint }) => [secret, filledAt ?? '-', String(valid), hint ?? '']),
    ]))
      print(line);
  return all.every(({ valid }) => valid > 0);
}
