import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { Fault } from '../errors.ts';
import { parseForm } from '../sources/parse-form.ts';
import { parseJson } from '../sources/parse-json.ts';
import type { CodeTable, Webhook, WebhookSource } from '../sources/source.ts';
import type { Mapping } from './mapping.ts';
import { holds, knownTemplate } from './template.ts';
import { uncodedStates } from './uncoded-states.ts';
import type { Verifier } from './verifier.ts';

/** What an entry of the configuration says of its vendor. */
export type Declaration = { readonly verifier: Verifier; readonly mapping: Mapping };

/** What is wrong between verifier, mapping and the rest of the entry, each of which is valid by itself. */
export function declarationFaults(
  { verifier, mapping }: Declaration,
  { timeZone, codes }: Pick<SourceConfiguration, 'timeZone' | 'codes'>,
  table: CodeTable,
): readonly Fault[] {
  const { format, rules } = mapping;
  const formats = [
    ...('timestampFormat' in verifier ? [verifier.timestampFormat] : []),
    ...rules.flatMap(({ fields }) =>
      Object.values(fields).map((field) =>
        typeof field === 'object' && 'path' in field ? field.time : undefined,
      ),
    ),
  ];
  const faults: (Fault | false)[] = [
    formats.includes('sql') &&
      !timeZone && { path: 'timeZone', message: 'must be set: a time as sql is written without a zone' },
    format === 'query' &&
      !provesQuery(verifier) && {
        path: 'mapping.format',
        message:
          'reads the query, which the verifier does not prove: sign {url}, or let a token prove the sender',
      },
    verifier.kind === 'token' &&
      (verifier.in === 'json' || verifier.in === 'form') &&
      verifier.in !== format && {
        path: 'mapping.format',
        message: `must be "${verifier.in}": the token is in one`,
      },
    verifier.kind === 'jwt' &&
      verifier.payloadIsBody &&
      format !== 'json' && { path: 'mapping.format', message: 'must be "json": the claims are the payload' },
  ];
  return [...faults.filter((fault) => fault !== false), ...uncodedStates(mapping, table, codes)];
}

/** The content types that are taken; a token for a body has no documented one. */
export function mediaTypesOf({ verifier, mapping }: Declaration): WebhookSource['mediaTypes'] {
  if (mapping.contentTypes) return mapping.contentTypes;
  if (mapping.format === 'query' || (verifier.kind === 'jwt' && verifier.in === 'body')) return 'any';
  return [mapping.format === 'json' ? 'application/json' : 'application/x-www-form-urlencoded'];
}

/** What a genuine webhook says; throws Untranslatable where it is not of the format. */
export function contentOf(
  { format }: Pick<Mapping, 'format'>,
  { body, queryString }: Webhook,
  payloadBytes: Buffer = body,
): unknown {
  switch (format) {
    case 'json':
      return parseJson(payloadBytes);
    case 'form':
      return fieldsOf(payloadBytes);
    case 'query':
      return fieldsOf(Buffer.from(queryString));
  }
}

/** A field that comes twice is a list, so that no path reads one of two without saying which. */
function fieldsOf(form: Buffer): Readonly<Record<string, unknown>> {
  const byName = Map.groupBy(parseForm(form), ([name]) => name);
  return Object.fromEntries(
    [...byName].map(([name, pairs]) => [
      name,
      pairs.length === 1 ? pairs[0]?.[1] : pairs.map((pair) => pair[1]),
    ]),
  );
}

/** A sender that proves itself by a token is believed in all it says, since nothing is signed. */
function provesQuery(verifier: Verifier): boolean {
  if (verifier.kind === 'token' || verifier.kind === 'basic') return true;
  return 'template' in verifier && !verifier.publicUrl && holds(knownTemplate(verifier.template), 'url');
}
