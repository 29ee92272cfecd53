import { Untranslatable } from '../errors.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** An integer too long to be surely exact, by what may stand before one in JSON: cheap, and true where in doubt. */
const longInteger = /(?:^|[:,[\s])-?\d{16}/;
/** In valid JSON: a whole string, so that nothing inside it is taken for a number, or a number of 16 or more characters. */
const stringOrLongNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]{15,}/g;
const integer = /^-?\d+$/;

/** By the body itself: where the proof stands in the body it is read for its proof and then for its events. */
const known = new WeakMap<Buffer, { readonly value: unknown }>();

/**
 * The JSON value of a body, with integers beyond 2^53 as strings of their exact digits, since vendors' ids reach there
 * and a rounded id is another agent's. Throws Untranslatable where the body is not JSON in UTF-8; its words are not
 * repeated, because it may hold a customer's.
 */
export function parseJson(body: Buffer): unknown {
  const parsed = known.get(body) ?? { value: parseAnew(body) };
  known.set(body, parsed);
  return parsed.value;
}

function parseAnew(body: Buffer): unknown {
  try {
    const text = utf8.decode(body);
    const data: unknown = JSON.parse(text);
    // A second parse rather than a reviver: a reviver recurses, and takes a second over a hostile megabyte.
    return longInteger.test(text) ? JSON.parse(text.replace(stringOrLongNumber, quoteUnsafeInteger)) : data;
  } catch (cause) {
    throw new Untranslatable(`the body (${body.length} bytes) is not JSON in UTF-8`, { cause });
  }
}

function quoteUnsafeInteger(token: string): string {
  return integer.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token;
}
