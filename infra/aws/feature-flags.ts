import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const cdkSettings = z.object({ context: z.record(z.string(), z.unknown()) });

/** cdk.json's context, which the CLI would pass: with other flags, the template would be another. */
export function featureFlags(): Readonly<Record<string, unknown>> {
  const text = readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8');
  return cdkSettings.parse(JSON.parse(text)).context;
}
