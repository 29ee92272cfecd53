import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const readme = join(import.meta.dirname, '../../../../README.md');

/** A finding's way to say that a heading of the README tells what to do. */
const reference = /(?:what to do: |see |as )?README\.md#([a-z-]+)(?: tells)?/;

let text: string | undefined;

/** The remedy with what the README's runbook tells under the heading that it names, so that nobody has to look it up. */
export function withRunbook(remedy: string): string {
  const heading = reference.exec(remedy)?.[1];
  const told = heading === undefined ? undefined : resolutionIn(readOnce(), heading);
  return told === undefined ? remedy : remedy.replace(reference, '').replace(/[,; ]*$/, '') + told;
}

/** The paragraph on what to do under a heading of the runbook; undefined where there is none of the name. */
export function resolutionIn(markdown: string, heading: string): string | undefined {
  const [, section] = markdown.split(`\n#### ${heading}\n`);
  const paragraph = section
    ?.split(/\n#{1,4} /)[0]
    ?.split('**Resolution.** ')[1]
    ?.split('\n\n')[0];
  return paragraph?.replaceAll('\n', ' ').trim();
}

function readOnce(): string {
  text ??= readFileSync(readme, 'utf8');
  return text;
}
