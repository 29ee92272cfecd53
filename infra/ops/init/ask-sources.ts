import * as z from 'zod/mini';
import { commonSettings } from '../../../shared/configuration/configuration.ts';
import { settingsSchema } from '../../../shared/configuration/source-settings.ts';
import { sources } from '../../../shared/sources/registry.ts';
import type { Source } from '../../../shared/sources/source.ts';
import { type Asking, askFor } from './ask-for.ts';
import type { SourceEntry } from './init-request.ts';

const sourceName = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be 1 to 32 lower-case letters, digits and hyphens'));

/** Sources one after the other, at least one. */
export async function askSources(asking: Asking): Promise<ReadonlyMap<string, SourceEntry>> {
  const asked = new Map<string, SourceEntry>();
  const askable = Object.values(sources).filter((source) => needsOf(source) !== undefined);
  const vendor = z.enum(
    askable.map((source) => source.vendor),
    `must be one of ${askable.map((source) => source.vendor).join(', ')}; the others are declared in the file itself`,
  );
  for (;;) {
    const more = asked.size > 0;
    const question = `name of ${more ? 'another' : 'a'} source${more ? ' (empty: no more)' : ''}`;
    const name = await askFor(question, more ? z.optional(sourceName) : sourceName, asking);
    if (name === undefined) return asked;
    const source = sources[(await askFor(`  vendor of ${name}`, vendor, asking)) ?? ''];
    if (source) asked.set(name, await askEntry(source, asking));
  }
}

async function askEntry(source: Source, asking: Asking): Promise<SourceEntry> {
  const wishes = [
    { key: 'accountId', question: 'Cloud Connect account (empty: 1)', schema: commonSettings.accountId },
    ...(signsUrl(source)
      ? [
          {
            key: 'publicUrl',
            question: 'URL that the vendor calls and signs (empty: the one that the deployment prints)',
            schema: commonSettings.publicUrl,
          },
        ]
      : []),
    ...(needsOf(source) ?? []),
  ];
  const entry: Record<string, string> = { vendor: source.vendor };
  for (const { key, question, schema } of wishes) {
    const answer = await askFor(`  ${question}`, schema, asking);
    if (answer !== undefined) entry[key] = answer;
  }
  return entry;
}

function signsUrl(source: Source): boolean {
  return source.transport === 'webhook' && source.signsUrl === true;
}

/** The keys without which an entry of the vendor is not valid; undefined where one is more than a line of text. */
function needsOf(source: Source) {
  const needed = Object.entries<z.core.$ZodType>(settingsSchema(source).shape).filter(
    ([key, schema]) => key !== 'vendor' && !z.safeParse(schema, undefined).success,
  );
  if (!needed.every(([, schema]) => isTextual(schema))) return undefined;
  return needed.map(([key, schema]) => ({ key, question: `${key} (see the README)`, schema }));
}

/** A schema that refuses a text for its type refuses every text. */
function isTextual(schema: z.core.$ZodType): boolean {
  const { error } = z.safeParse(schema, '');
  return error?.issues.every(({ code }) => code !== 'invalid_type' && code !== 'invalid_union') ?? true;
}
