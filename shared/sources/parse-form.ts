import { Untranslatable } from '../errors.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The fields of an `application/x-www-form-urlencoded` body (or of a query string), in their order. Throws Untranslatable where
 * the bytes are no UTF-8: decoded leniently, two bodies could read the same.
 */
export function parseForm(body: Buffer): readonly (readonly [name: string, value: string])[] {
  try {
    return [...new URLSearchParams(utf8.decode(body))];
  } catch (cause) {
    throw new Untranslatable(`the body (${body.length} bytes) is not a form in UTF-8`, { cause });
  }
}
