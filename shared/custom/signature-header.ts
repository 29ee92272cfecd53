import * as z from 'zod/mini';
import { SignatureRefused } from '../errors.ts';
import type { KeyedFault } from './refusing.ts';

const text = z.string().check(z.minLength(1));

/** A field name of HTTP; case does not matter. */
export const headerNamePattern = /^[\w!#$%&'*+.^`|~-]{1,100}$/;
export const headerName = z
  .string()
  .check(z.regex(headerNamePattern, 'must be the name of a header, such as x-signature'));

/** Where signatures stand in their header, and how they are written. */
export const signatureHeader = {
  signatureHeader: headerName,
  /** `raw`: one signature. `kv`: `t=1,v1=abc`. `list`: `v1,abc v1,def`. Where left out, the keys below tell. */
  headerFormat: z.optional(z.enum(['raw', 'kv', 'list'])),
  /** Stands before each signature, as `sha256=`. */
  signaturePrefix: z.optional(text),
  encoding: z.enum(['hex', 'base64', 'base64url']),
  /** kv: between two pairs, `,` where left out. */
  partDelimiter: z.optional(text),
  /** kv: the key of a signature, or several where the vendor signs in several ways. */
  signatureKey: z.optional(z.union([text, z.array(text).check(z.minLength(1))])),
  /** kv: the key of the signed time. */
  timestampKey: z.optional(text),
  /** list: between two signatures, a space where left out. */
  listDelimiter: z.optional(text),
  /** list: between version and signature, `,` where left out. */
  versionDelimiter: z.optional(text),
  /** list: the versions that count; others are left to other receivers. */
  acceptVersions: z.optional(z.array(text).check(z.minLength(1))),
} as const;
const form = z.object(signatureHeader);
export type SignatureForm = z.infer<typeof form>;

const keysOf = {
  kv: ['partDelimiter', 'signatureKey', 'timestampKey'],
  list: ['listDelimiter', 'versionDelimiter', 'acceptVersions'],
} as const;

/** What a header says before anything of it is believed. */
export type SignatureClaim = {
  readonly signatures: readonly string[];
  readonly timestamp?: string | undefined;
};

/** A signature's key makes it kv, versions make it a list, and neither leaves one signature. */
function formatOf({ headerFormat, signatureKey, acceptVersions }: SignatureForm): 'raw' | 'kv' | 'list' {
  return headerFormat ?? (signatureKey ? 'kv' : acceptVersions ? 'list' : 'raw');
}

/** The faults between the keys of a form, each with the key that it stands at. */
export function formFaults(form: SignatureForm): readonly KeyedFault[] {
  const { signatureKey, acceptVersions } = form;
  const headerFormat = formatOf(form);
  const stray = (['kv', 'list'] as const)
    .filter((format) => format !== headerFormat)
    .flatMap((format) =>
      keysOf[format]
        .filter((key) => form[key] !== undefined)
        .map((key) => [key, `belongs to headerFormat "${format}", and this is "${headerFormat}"`] as const),
    );
  if (headerFormat === 'kv' && !signatureKey)
    return [...stray, ['signatureKey', 'must name the key of the signature, such as v1']];
  if (headerFormat === 'list' && !acceptVersions)
    return [...stray, ['acceptVersions', 'must list the versions that count, such as ["v1"]']];
  return stray;
}

/** What the header's value claims; throws SignatureRefused where any of it is malformed, since nothing of a forgery is skipped. */
export function readSignatures(value: string, form: SignatureForm): SignatureClaim {
  const { signatures, timestamp } = parts(value, form);
  if (signatures.length === 0) throw malformed('holds no signature of those configured');
  return { signatures: signatures.map((signature) => checked(signature, form)), timestamp };
}

/** A header's value with one signature, as the vendor would write it. */
export function writtenSignature(signature: string, timestamp: string, form: SignatureForm): string {
  const { signaturePrefix = '', timestampKey } = form;
  const headerFormat = formatOf(form);
  const prefixed = signaturePrefix + signature;
  if (headerFormat === 'raw') return prefixed;
  if (headerFormat === 'list')
    return `${form.acceptVersions?.[0] ?? ''}${form.versionDelimiter ?? ','}${prefixed}`;
  const [key = ''] = [form.signatureKey ?? []].flat();
  const pairs = [...(timestampKey ? [`${timestampKey}=${timestamp}`] : []), `${key}=${prefixed}`];
  return pairs.join(form.partDelimiter ?? ',');
}

function parts(value: string, form: SignatureForm): SignatureClaim {
  switch (formatOf(form)) {
    case 'raw':
      return { signatures: [value] };
    case 'list':
      return { signatures: listed(value, form) };
    case 'kv':
      return paired(value, form);
  }
}

function listed(value: string, form: SignatureForm): readonly string[] {
  const { listDelimiter = ' ', versionDelimiter = ',', acceptVersions = [] } = form;
  return value.split(listDelimiter).flatMap((entry) => {
    const [version, signature] = cut(entry, versionDelimiter);
    return acceptVersions.includes(version) ? [signature] : [];
  });
}

function paired(value: string, form: SignatureForm): SignatureClaim {
  const { partDelimiter = ',', signatureKey = [], timestampKey } = form;
  const pairs = value.split(partDelimiter).map((part) => cut(part.trim(), '='));
  const valuesOf = (keys: readonly string[]) =>
    pairs.filter(([key]) => keys.includes(key)).map(([, found]) => found);
  const timestamps = timestampKey ? valuesOf([timestampKey]) : [];
  if (timestamps.length > 1) throw malformed('holds two times, and only one can be signed');
  return { signatures: valuesOf([signatureKey].flat()), timestamp: timestamps[0] };
}

function cut(text: string, delimiter: string): readonly [before: string, after: string] {
  const at = text.indexOf(delimiter);
  if (at < 1) throw malformed(`must be written as NAME${delimiter}SIGNATURE`);
  return [text.slice(0, at), text.slice(at + delimiter.length)];
}

const alphabets = { hex: /^[\da-f]+$/, base64: /^[A-Za-z\d+/]+=*$/, base64url: /^[\w-]+$/ } as const;

function checked(given: string, { signaturePrefix = '', encoding }: SignatureForm): string {
  const signature = given.slice(signaturePrefix.length);
  if (!given.startsWith(signaturePrefix) || !alphabets[encoding].test(signature))
    throw malformed(`must be ${signaturePrefix}SIGNATURE with the signature in ${encoding}`);
  return signature;
}

function malformed(what: string): SignatureRefused {
  return new SignatureRefused(`the signature header ${what}`);
}
