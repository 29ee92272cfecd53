import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settingsSchema } from '../../shared/configuration/source-settings.ts';
import type { WebhookSource } from '../../shared/sources/source.ts';
import { received, settingsFor } from '../unit/sources/sample.ts';
import { readText } from './layout.ts';

const page = readText('CONTRIBUTING.md');
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text = '']) => ({
  language,
  text,
}));
const [source = '', registryLine = ''] = blocks
  .filter(({ language }) => language === 'ts')
  .map(({ text }) => text);
const [sample = '', expected = '', fixture = ''] = blocks
  .filter(({ language }) => language === 'json')
  .map(({ text }) => text);

const folder = mkdtempSync(join(tmpdir(), 'contributing-'));
const sources = join(import.meta.dirname, '../../shared/sources');
let brightline: WebhookSource;

beforeAll(async () => {
  const standalone = source.replace(
    /from '(\.\.?\/[^']+)'/g,
    (_, path: string) => `from '${join(sources, path)}'`,
  );
  const zod = `from '${join(import.meta.dirname, '../../node_modules/zod/mini/index.js')}'`;
  const path = join(folder, 'brightline.ts');
  writeFileSync(path, standalone.replace("from 'zod/mini'", zod));
  ({ brightline } = await import(path));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the source that CONTRIBUTING.md adds', () => {
  const nowMs = 1_773_133_283_000;
  const json = (text: string) => ({
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(text.trimEnd()),
  });
  const trustIn = (secrets: readonly string[]) => ({
    secrets,
    nowMs,
    toleranceSeconds: brightline.toleranceSeconds,
    settings: settingsFor(brightline),
  });

  test('is registered by its file and its name, and takes a configuration entry', () => {
    expect(registryLine).toBe(`export { ${brightline.vendor} } from './${brightline.vendor}.ts';\n`);
    expect(settingsSchema(brightline).safeParse({ vendor: 'brightline' }).success).toBe(true);
  });

  test('translates its sample into the events beside it, once it is signed', () => {
    const secret = brightline.secretFrom(Buffer.alloc(32, 7));
    const settings = settingsFor(brightline);
    const signed = received(brightline.sign(json(sample), { secret, nowMs, settings }));
    expect(brightline.verify(signed, trustIn([secret]))).toBe(secret);
    const context = { settings, receivedAt: new Date(nowMs).toISOString() };
    expect(brightline.translate(brightline.parse(signed), context)).toEqual(JSON.parse(expected));
  });

  test('accepts its vector, which was not made by it, and ignores its unknown event', () => {
    const { vectors, unknownEvent } = JSON.parse(fixture);
    const [{ headers, body, secrets }] = vectors;
    const webhook = received({ headers, body: Buffer.from(body) });
    expect(brightline.verify(webhook, trustIn(secrets))).toBe(secrets[0]);
    const context = { settings: settingsFor(brightline), receivedAt: new Date(nowMs).toISOString() };
    expect(brightline.translate(unknownEvent, context)).toEqual({ events: [], ignored: 1 });
  });
});

test('the commands of CONTRIBUTING.md are scripts that there are', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readText('package.json'));
  const called = [...page.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
  expect(called.length).toBeGreaterThan(5);
  expect(called.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test('the paths that CONTRIBUTING.md names are there, but for those that it adds', () => {
  const named = [...page.matchAll(/`((?:shared|infra|test|functions|\.ci)\/[\w./-]*)`/g)].map(
    ([, path = '']) => path,
  );
  const missing = named.filter((path) => !/brightline/.test(path)).filter((path) => !isThere(path));
  expect(named.length).toBeGreaterThan(10);
  expect(missing).toEqual([]);
});

function isThere(path: string): boolean {
  try {
    readText(path);
    return true;
  } catch (error) {
    return error instanceof Error && error.message.startsWith('EISDIR');
  }
}
