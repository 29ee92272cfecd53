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

/** One character: as it is, behind a backslash, as `\u002b` of JSON, as `%2B` or `+` of a URL. */
function spellings(character: string): string {
  const bytes = Buffer.from(character);
  const plain = RegExp.escape(bytes.toString('latin1'));
  const inJson = [...Array(character.length).keys()].map(
    (unit) => `\\\\u${hex(character.charCodeAt(unit), 4)}`,
  );
  const inUrl = [...bytes].map((byte) => `%${hex(byte, 2)}`);
  const all = [`\\\\?${plain}`, `(?i:${inJson.join('')})`, `(?i:${inUrl.join('')})`];
  return `(?:${[...all, ...(character === ' ' ? ['\\+'] : [])].join('|')})`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
