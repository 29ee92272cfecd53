import { randomBytes } from 'node:crypto';
import { type FreshSample, sourceOf, webhookSourceOf } from '../../infra/local/sample-webhooks.ts';
import type { SourceConfiguration } from '../../shared/configuration/configuration.ts';
import { AdapterError } from '../../shared/errors.ts';
import type { TranslatedEvent } from '../../shared/events/event.ts';
import { parseJson } from '../../shared/sources/parse-json.ts';

/** Stands where a person's name, number or words do; short enough for the API's 20 characters of a name. */
export function canary(): string {
  return `CNRY${randomBytes(6).toString('hex')}`;
}

/** What a vendor may tell of customers and agents that nobody needs to know here. */
const privateKey =
  /name|mail|phone|number|digits|extension|\bani\b|dnis|from|\bto\b|call(er|ed|ee)|customer|contact|party|address|transcript|text|message|note|comment|title|subject|link|url|tag|avatar|recording|voicemail|script|queue/i;

/** A sample whose private texts are canaries, and how many are. */
export type Planted = { readonly sample: FreshSample; readonly planted: number };

/**
 * Puts canaries in place of every private text of a sample whose place its events do not come from: what becomes an agent's or a
 * collection point's id is no private text, and what decides what an event is must stay what it is.
 */
export function plantCanaries(sample: FreshSample, settings: SourceConfiguration): Planted {
  const form = formOf(sample);
  if (!form) return { sample, planted: 0 };
  const { read, write, slots } = form;
  const expected = sample.events.length;
  let [current, planted] = [read, 0];
  for (const slot of slots) {
    const tried = slot(current, canary());
    const body = Buffer.from(write(tried));
    if (!isTranslated({ ...sample, body }, settings, expected)) continue;
    current = tried;
    planted += 1;
  }
  return { sample: { ...sample, body: Buffer.from(write(current)) }, planted };
}

/** What says what an event is, or whose: without it nobody would read the rest. */
const neededKey =
  /^(event|type|source|detail-type|eventType|secret|token|accountid|data|id|version|time|account|region)$|Arn$|InstanceId/i;

/**
 * The same with every other text a canary, so that reading it fails somewhere on the way; undefined where it does not, and what
 * must be a state or an id is one.
 */
export function spoil(sample: FreshSample, settings: SourceConfiguration): FreshSample | undefined {
  const data = jsonIn(sample.body);
  if (data === undefined) return undefined;
  const spoilt = JSON.stringify(data, (key, value) =>
    typeof value === 'string' && !neededKey.test(key) ? canary() : value,
  );
  const found = { ...sample, body: Buffer.from(spoilt) };
  return JSON.stringify(eventsOrNone(found, settings) ?? []).includes('CNRY') ? undefined : found;
}

type Slot = (data: unknown, value: string) => unknown;

function formOf({ body, headers }: FreshSample) {
  const data = jsonIn(body);
  if (data !== undefined)
    return { read: data, write: (value: unknown) => JSON.stringify(value), slots: jsonSlots(data) };
  if (!String(headers['content-type']).includes('form')) return undefined;
  const text = body.toString('utf8');
  const slots = [...new URLSearchParams(text).keys()]
    .filter((key) => privateKey.test(key))
    .map(
      (key): Slot =>
        (form, value) => {
          const parameters = new URLSearchParams(String(form));
          parameters.set(key, value);
          return parameters.toString();
        },
    );
  return { read: text as unknown, write: (value: unknown) => String(value), slots };
}

/** A slot for each private text, and one for a field that the vendor has never had. */
function jsonSlots(data: unknown): Slot[] {
  const added: Slot = (root, value) =>
    typeof root === 'object' && root !== null && !Array.isArray(root)
      ? { ...root, customer_remarks: { phone: value, transcript: [value] } }
      : root;
  return [
    ...pathsIn(data).map(
      (path): Slot =>
        (root, value) =>
          replaced(root, path, value),
    ),
    added,
  ];
}

type Path = readonly (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return path.some((key) => privateKey.test(String(key))) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    pathsIn(child, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function replaced(value: unknown, [key, ...rest]: Path, text: string): unknown {
  if (key === undefined) return text;
  if (Array.isArray(value))
    return value.map((child, index) => (index === key ? replaced(child, rest, text) : child));
  const object = { ...(value as Record<string, unknown>) };
  object[key] = replaced(object[key], rest, text);
  return object;
}

function isTranslated(sample: FreshSample, settings: SourceConfiguration, expected: number): boolean {
  const events = eventsOrNone(sample, settings);
  return events?.length === expected && !JSON.stringify(events).includes('CNRY');
}

/** Undefined where the source cannot read it. */
function eventsOrNone(
  sample: FreshSample,
  settings: SourceConfiguration,
): readonly TranslatedEvent[] | undefined {
  try {
    return eventsIn(sample, settings);
  } catch (error) {
    if (error instanceof AdapterError || error instanceof TypeError || error instanceof SyntaxError)
      return undefined;
    throw error;
  }
}

const secrets = new Map<string, string>();

function eventsIn(sample: FreshSample, settings: SourceConfiguration): readonly TranslatedEvent[] {
  const nowMs = Date.now();
  const context = { settings, receivedAt: new Date(nowMs).toISOString() };
  if (sourceOf(settings).transport === 'aws')
    return sourceOf(settings).translate(parseJson(sample.body), context).events;
  const source = webhookSourceOf(settings);
  const secret = secrets.get(settings.vendor) ?? source.secretFrom(randomBytes(32));
  secrets.set(settings.vendor, secret);
  const { headers, body, queryString = '' } = source.sign(sample, { secret, nowMs, settings });
  const payload = source.parse({
    method: 'POST',
    path: '/',
    url: settings.publicUrl ?? '',
    queryString,
    headers,
    body,
  });
  return source.answerHandshake?.(payload, secret) ? [] : source.translate(payload, context).events;
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Where any of these texts stands in what was written, however JSON, a URL or base64 may write it: the words around each. */
export function findings(written: string, forbidden: readonly string[]): string[] {
  const spellings = forbidden.flatMap((text) => [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    ...base64Of(text),
  ]);
  return [...new Set(spellings)].flatMap((spelling) => {
    const at = written.toLowerCase().indexOf(spelling.toLowerCase());
    return at < 0 ? [] : [`${spelling}: …${written.slice(Math.max(0, at - 150), at + 100)}…`];
  });
}

/** The part of a text's base64 that does not depend on what stands around it, at each of the three places it may begin at. */
function base64Of(text: string): string[] {
  if (text.length < 12) return [];
  return [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), Buffer.from(text)])
      .toString('base64')
      .slice(offset === 0 ? 0 : 4)
      .replace(/=+$/, '')
      .slice(0, -2),
  );
}
