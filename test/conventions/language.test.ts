import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { deadLetterReasons } from '../../shared/ports/dead-letters.ts';
import { readText, sourceFiles } from './layout.ts';

const shipped = sourceFiles('shared', 'functions', 'infra');

test('types hold under every strict flag, and format and lint are clean', () => {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'check'], { encoding: 'utf8' });
  expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, output: '' });
}, 120_000);

test('nothing is asserted to be of a type outside the tests', () => {
  const assertion = /(?<=[\w)\]}] )as (?!const\b)[\w({[]/;
  const asserting = shipped.flatMap(({ path, text }) =>
    code(text)
      .split('\n')
      .filter(
        (line) =>
          assertion.test(`${line}\n`) &&
          !/^\s*(import|export)\b/.test(line) &&
          !/^\s*\w+ as \w+,?$/.test(line),
      )
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(asserting).toEqual([]);
});

test('only the environment file of shared reads process.env', () => {
  const readers = sourceFiles('shared', 'functions').filter(({ text }) => code(text).includes('process.env'));
  expect(readers.map(({ path }) => path)).toEqual(['shared/environment.ts']);
});

test('no file is named for having no better name', () => {
  const vague = /^(utils?|helpers?|common|managers?|services?|misc|index)(\.|-|$)/;
  expect(shipped.filter(({ path }) => vague.test(basename(path))).map(({ path }) => path)).toEqual([]);
});

test('file names are kebab-case', () => {
  const odd = [...shipped, ...sourceFiles('test')].filter(
    ({ path }) => !/^[a-z0-9]+([-.][a-z0-9]+)*\.tsx?$/.test(basename(path)),
  );
  expect(odd.map(({ path }) => path)).toEqual([]);
});

test('a function exports its handler and nothing else', () => {
  const functions = sourceFiles('functions').filter(({ path }) => !path.includes('middleware'));
  for (const { path, text } of functions) {
    const exported = [...text.matchAll(/^export (?:const|function|async function|type|class) (\w+)/gm)].map(
      ([, name]) => name,
    );
    expect({ path, exported }).toEqual({ path, exported: ['handler'] });
  }
  expect(functions.map(({ path }) => basename(path)).toSorted()).toEqual([
    'deliver-events.ts',
    'receive-bus.ts',
    'receive-stream.ts',
    'receive-webhook.ts',
    'record-contacts.ts',
    'record-dead-letters.ts',
    'refresh-token.ts',
    'roll-up.ts',
  ]);
});

test('nothing is left for later and no test is switched off', () => {
  const marks = new RegExp(
    ['TO' + 'DO', 'FIX' + 'ME', 'not imple' + 'mented', '\\.(skip|only|todo)\\('].join('|'),
  );
  const left = [...shipped, ...sourceFiles('test')].filter(({ text }) => marks.test(text));
  expect(left.map(({ path }) => path)).toEqual([]);
});

test('the lock file records no download addresses', () => {
  expect(readText('package-lock.json')).not.toContain('"resolved": "http');
});

test('there are at most sixteen npm scripts, and the README tells of each', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readText('package.json'));
  expect(Object.keys(scripts).length).toBeLessThanOrEqual(16);
  const readme = readText('README.md');
  const untold = Object.keys(scripts).filter(
    (name) => !readme.includes(name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`),
  );
  expect(untold).toEqual([]);
});

test('the README says of each reason of a dead letter what it is and what to do', () => {
  const rows = [...readText('README.md').matchAll(/^\| `([a-z-]+)` \| [^|]+ \| [^|]+ \|$/gm)].map(
    ([, reason]) => reason,
  );
  expect(rows.filter((reason) => deadLetterReasons.some((each) => each === reason))).toEqual([
    ...deadLetterReasons,
  ]);
});

/** The text without comments and strings, in which the words of the language have no meaning. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/gm, '');
}
