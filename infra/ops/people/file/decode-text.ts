import { ConfigurationError } from '../../../../shared/errors.ts';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Of a file's beginning, so much tells UTF-16 that has no mark. */
const looked = 1000;

/**
 * The text of a file in UTF-8 or UTF-16, with its byte order mark or without. Throws ConfigurationError for any other: Latin-1,
 * Windows-1250 and their like cannot be told apart, and names read by the wrong one could not be put right at the API.
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  const encoding = encodingOf(bytes);
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    const what = encoding === 'utf-8' ? notUtf8(bytes) : `it begins as ${encoding} and does not go on so`;
    throw new ConfigurationError(`${name}: ${what}; save it as UTF-8 (Excel: "CSV UTF-8") and try again`);
  }
  throw new ConfigurationError(`${name} is no text: it must be CSV or a JSON array`);
}

function encodingOf(bytes: Uint8Array): Encoding {
  const marked = marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return marked[0];
  const beginning = [...bytes.subarray(0, looked)];
  const zeros = (half: number) =>
    beginning.filter((byte, index) => byte === 0 && index % 2 === half).length * 4 > beginning.length;
  if (zeros(1)) return 'utf-16le';
  return zeros(0) ? 'utf-16be' : 'utf-8';
}

/** Where it stops being UTF-8: the line helps to find the name with the umlaut. */
function notUtf8(bytes: Uint8Array): string {
  const isText = (length: number) => {
    try {
      // With `stream`, a character that the cut goes through is no fault.
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  let [sound, broken] = [0, bytes.length];
  while (broken - sound > 1) {
    const middle = Math.floor((sound + broken) / 2);
    if (isText(middle)) sound = middle;
    else broken = middle;
  }
  const line = bytes.subarray(0, sound).filter((byte) => byte === 0x0a).length + 1;
  return `it is not UTF-8 (first in line ${line}), but perhaps Latin-1 or a Windows code page`;
}
