import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSamples } from '../../../infra/samples/read-samples.ts';
import { sources } from '../../../shared/sources/registry.ts';

test('gives each sample of a vendor by name, byte for byte', () => {
  const samples = readSamples('zoom');
  expect(samples.map(({ name }) => name)).toContain('contact_center.user_login');
  const file = new URL('../../../infra/samples/zoom/contact_center.user_login.json', import.meta.url);
  expect(samples.find(({ name }) => name === 'contact_center.user_login')?.body).toEqual(readFileSync(file));
});

test('names the vendors that have samples when asked for another', () => {
  expect(() => readSamples('../standard')).toThrow(`there are those of ${Object.keys(sources).join(', ')}`);
});
