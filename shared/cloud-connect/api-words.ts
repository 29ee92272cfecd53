import * as z from 'zod/mini';
import { parseJson } from './envelope.ts';
import { maskPrivate } from './private-texts.ts';

/** Enough for SQL Server's duplicate-key message with its longest key, and no more than a log line bears. */
const LONGEST = 500;

/** Where words stand: the envelope's two places, then those of ASP.NET's problem details. */
const SPOKEN_KEYS = ['Message', 'ExceptionResult', 'title', 'detail', 'errors'];
const spoken = z.record(z.string(), z.unknown());

const JSON_WEB_TOKEN = /eyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** What the API said in an answer's body, on one line, with the given secrets and private texts masked, at most 500 characters long. */
export function apiWords(
  body: string,
  secrets: readonly string[],
  privateTexts: readonly string[] = [],
): string {
  let words = wordsIn(body);
  for (const secret of secrets) if (secret) words = words.replaceAll(secret, '***');
  words = maskPrivate(words, privateTexts);
  return words.replace(JSON_WEB_TOKEN, '***').replace(/\s+/g, ' ').trim().slice(0, LONGEST).toWellFormed();
}

function wordsIn(body: string): string {
  const data = parseJson(body);
  if (typeof data === 'string' || data === undefined) return data ?? body;
  const object = spoken.safeParse(data).data ?? {};
  return [...new Set(SPOKEN_KEYS.map((key) => textOf(object[key])).filter(Boolean))].join(': ');
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}
