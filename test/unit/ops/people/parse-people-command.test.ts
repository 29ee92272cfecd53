import { expect, test } from 'vitest';
import { parseCommand } from '../../../../infra/ops/parse-command.ts';
import { ConfigurationError } from '../../../../shared/errors.ts';

const parse = (words: string) => parseCommand([...words.split(' '), '--environment', 'prod']);
const manner = {
  target: { environment: 'prod', region: undefined },
  confirmed: false,
  perSecond: 20,
  json: false,
};

test('lists what the API has, of the only account', () => {
  const command = { ...manner, subject: 'people', action: 'list', account: undefined };
  expect(parse('people list')).toEqual(command);
  expect(parse('people unknown')).toEqual({ ...command, action: 'unknown' });
  expect(parse('collection-points list')).toEqual({ ...command, subject: 'collection-points' });
});

test('takes a file, an account and how to go about it', () => {
  const words = 'collection-points import queues.csv --account 7 --skip-faulty --yes --json';
  expect(parse(words)).toEqual({
    ...{ ...manner, subject: 'collection-points', action: 'import', file: 'queues.csv' },
    ...{ account: '7', skipFaulty: true, confirmed: true, json: true },
  });
  expect(parse('people diff people.json')).toMatchObject({ action: 'diff', skipFaulty: false });
});

test.each([
  ['no action', 'people', 'got nothing, allowed: list, import, diff, unknown'],
  ['unknown collection points', 'collection-points unknown', 'allowed: list, import, diff'],
  ['no file', 'people import', 'got nothing, allowed: one FILE'],
  ['two files', 'people import a.csv b.csv', 'got "a.csv b.csv", allowed: one FILE'],
  ['a file to list', 'people list a.csv', 'got "a.csv", allowed: options only'],
  ['--yes where nothing is changed', 'people diff a.csv --yes', '--yes is no option of people diff'],
  ['an option of dead letters', 'people list --reason refused', '--reason is no option of people list'],
  ['an account that is none', 'people list --account all', 'a positive whole number'],
])('refuses %s, saying what is allowed', (_what, words, allowed) => {
  expect(() => parse(words)).toThrow(ConfigurationError);
  expect(() => parse(words)).toThrow(allowed);
});
