import type { Row } from './rows.ts';

/** What people are called, and what a sender may write freely: all else of a row is an id, a code, a time or a count. */
const privateColumn = /^(FirstName|LastName|Description|UserData\d+)$/;

/** Two characters, or a few digits, tell nobody anything, and stand in the API's own words by chance. */
const tellsNothing = /^(.{0,2}|\d{0,5})$/s;

/** The texts of these rows that no log may hold, and that the API's words might repeat. */
export function privateTexts(rows: readonly Row[]): string[] {
  return rows.flatMap((row) =>
    Object.entries(row).flatMap(([column, value]) =>
      value !== undefined && privateColumn.test(column) && !tellsNothing.test(value) ? [value] : [],
    ),
  );
}

/** Longer texts are found within words too, where an API may have written them in a URL; shorter ones would be within words by chance. */
const longEnough = 6;

/** The words with these texts masked. */
export function maskPrivate(words: string, texts: readonly string[]): string {
  return texts.reduce((masked, text) => {
    if (text.length >= longEnough) return masked.replaceAll(text, '***');
    return masked.replace(
      new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(text)}(?![\\p{L}\\p{N}])`, 'gu'),
      '***',
    );
  }, words);
}
