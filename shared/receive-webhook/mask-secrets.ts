const mask = '[masked]';

/** The same bytes with every occurrence of a secret masked, however JSON or a URL may write it. */
export function maskSecrets(bytes: Buffer, secrets: readonly string[]): Buffer {
  // As latin1 every byte is one character, so that bodies that are no text stay what they are.
  const masked = secrets
    .filter((secret) => secret !== '')
    .sort((one, other) => other.length - one.length)
    .reduce((text, secret) => text.replace(anySpellingOf(secret), mask), bytes.toString('latin1'));
  return Buffer.from(masked, 'latin1');
}

function anySpellingOf(secret: string): RegExp {
  return new RegExp([...secret].map(spellings).join(''), 'g');
}

/**
 * One character: as it is, behind a backslash, as `\n` or `\u002b` of JSON, as `%2B` or `+` of a URL. No two spellings
 * match the same text: a text that almost holds a secret would otherwise be tried in 2^length ways.
 */
function spellings(character: string): string {
  const units = [...Array(character.length).keys()].map((unit) => character.charCodeAt(unit));
  const all = [
    `\\\\?${literally(character)}`,
    `(?i:${units.map((unit) => `\\\\u${hex(unit, 4)}`).join('')})`,
    `(?i:${[...Buffer.from(character)].map((byte) => `%${hex(byte, 2)}`).join('')})`,
    ...(character === ' ' ? ['\\+'] : []),
    ...(/[\b\f\n\r\t]/.test(character) ? [literally(JSON.stringify(character).slice(1, -1))] : []),
  ];
  return `(?:${all.join('|')})`;
}

function literally(text: string): string {
  return RegExp.escape(Buffer.from(text).toString('latin1'));
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
