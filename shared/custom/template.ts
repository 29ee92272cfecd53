import { crc32 } from 'node:zlib';
import { SignatureRefused } from '../errors.ts';
import { requireHeader } from '../signatures/require-header.ts';
import { parseJson } from '../sources/parse-json.ts';
import type { Webhook } from '../sources/source.ts';
import { type FieldPath, parseFieldPath, valueAt } from './field-path.ts';

/** What a vendor signs, as the configuration writes it: text, and placeholders for what came in. */
export type Template = readonly TemplatePart[];

type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: (typeof plain)[number] }
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'json'; readonly path: FieldPath; readonly urlEncoded: boolean };

/** What the placeholders of one webhook stand for. */
export type Signable = {
  readonly webhook: Webhook;
  readonly secret: string;
  /** The URL as the vendor signs it, its query included. */
  readonly url: string;
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
};

const plain = ['id', 'timestamp', 'body', 'method', 'url', 'path', 'secret', 'crc32'] as const;
const isPlain = (name: string): name is (typeof plain)[number] => plain.some((known) => known === name);

export const templateExpectation = `may hold text and ${plain.map((name) => `{${name}}`).join(', ')}, {header:NAME}, {json:PATH} and {urlenc:json:PATH}`;

/** A brace that opens JSON is followed by a quote or a space, and is text. */
const placeholder = /\{([^{}"\s]+)\}/;

/** Undefined where a placeholder is none that we know. */
export function parseTemplate(text: string): Template | undefined {
  const parts = text
    .split(placeholder)
    .flatMap((found, index) => (index % 2 === 1 ? [partOf(found)] : found ? [textPart(found)] : []));
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? known : undefined;
}

/** A template that the configuration's schema has let pass. */
export function knownTemplate(text: string): Template {
  const template = parseTemplate(text);
  if (!template) throw new TypeError(`${text}: ${templateExpectation}`);
  return template;
}

/** Whether the template holds a placeholder of this kind. */
export function holds(template: Template, kind: TemplatePart['kind']): boolean {
  return template.some((part) => part.kind === kind);
}

/** What was signed, in parts; throws SignatureRefused where the webhook lacks one of them. */
export function signedParts(template: Template, signable: Signable): readonly (string | Buffer)[] {
  return template.map((part) => valueFor(part, signable));
}

function valueFor(part: TemplatePart, signable: Signable): string | Buffer {
  const { webhook } = signable;
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'body':
      return webhook.body;
    case 'method':
      return webhook.method;
    case 'path':
      return URL.canParse(signable.url) ? new URL(signable.url).pathname : webhook.path;
    case 'crc32':
      return String(crc32(webhook.body));
    case 'header':
      return requireHeader(webhook, part.name);
    case 'json':
      return fieldOf(webhook.body, part);
    case 'id':
    case 'timestamp':
    case 'url':
    case 'secret':
      return required(signable[part.kind], part.kind);
  }
}

/** Read from a body that nothing proves yet, and used for nothing but the proof. */
function fieldOf(body: Buffer, { path, urlEncoded }: Extract<TemplatePart, { kind: 'json' }>): string {
  const payload = parseJson(body);
  const value = valueAt({ payload, item: payload }, path);
  if (typeof value === 'object' || value === undefined)
    throw new SignatureRefused('a signed field is missing from the body, or is not a single value');
  return urlEncoded ? encodeURIComponent(String(value)) : String(value);
}

function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new SignatureRefused(`the signed ${name} is missing`);
  return value;
}

function textPart(text: string): TemplatePart {
  return { kind: 'text', text };
}

function partOf(name: string): TemplatePart | undefined {
  if (isPlain(name)) return { kind: name };
  const [, header, encoding, field] =
    /^(?:header:([\w!#$%&'*+.^`|~-]+)|(urlenc:)?json:(.+))$/.exec(name) ?? [];
  if (header) return { kind: 'header', name: header.toLowerCase() };
  const path = field === undefined ? undefined : parseFieldPath(field);
  return path && { kind: 'json', path, urlEncoded: encoding !== undefined };
}
