import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../../infra/ops/parse-command.ts';
import { ConfigurationError } from '../../../shared/errors.ts';

const on = ['--environment', 'prod'];
const parse = (words: string, target = on) => {
  const command = parseCommand(['dead-letters', ...words.split(' '), ...target]);
  if (command.subject !== 'dead-letters') throw new Error(`it is about ${command.subject}`);
  return command;
};

describe('parseCommand', () => {
  test('asks for everything where no filter is given, tells and does nothing, at 20 a second', () => {
    expect(parse('list')).toEqual({
      subject: 'dead-letters',
      action: 'list',
      target: { environment: 'prod', region: undefined },
      filter: {
        ids: [],
        reasons: [],
        sources: [],
        agents: [],
        collectionPoints: [],
        from: undefined,
        to: undefined,
      },
      confirmed: false,
      perSecond: 20,
      json: false,
    });
  });

  test('takes every filter, several values of one too', () => {
    const words =
      'redrive --reason refused --reason too-old --source zoom --agent 1 --collection-point q --id a/b --yes --per-second 5 --json';
    expect(parse(words)).toMatchObject({
      filter: {
        ids: ['a/b'],
        reasons: ['refused', 'too-old'],
        sources: ['zoom'],
        agents: ['1'],
        collectionPoints: ['q'],
      },
      confirmed: true,
      perSecond: 5,
      json: true,
    });
  });

  test('takes ids by their place', () => {
    expect(parse('discard a/1 b/2').filter.ids).toEqual(['a/1', 'b/2']);
  });

  test('takes a day of UTC, and a time with any offset', () => {
    expect(parse('list --from 2026-11-23 --to 2026-11-23T10:00:00+01:00').filter).toMatchObject({
      from: '2026-11-23T00:00:00.000Z',
      to: '2026-11-23T09:00:00.000Z',
    });
  });

  test('takes the local run by its address and credentials', () => {
    expect(parse('list', ['--local', 'http://KEY:SECRET@127.0.0.1:4566']).target).toEqual({
      endpoint: 'http://127.0.0.1:4566',
      accessKeyId: 'KEY',
      secretAccessKey: 'SECRET',
    });
  });

  test.each([
    ['no action', '', 'list, show, redrive, discard'],
    ['an unknown action', 'resend', 'got "resend", allowed: list, show, redrive, discard'],
    ['an unknown option', 'list --resn x', "Unknown option '--resn'; the options are --environment"],
    ['an option without its value', 'list --reason', 'argument'],
    ['an unknown reason', 'list --reason old', 'got "old", allowed: untranslatable, unmapped-state'],
    ['a time without zone', 'list --from 2026-11-23T09:00:00', '--from: got "2026-11-23T09:00:00"'],
    ['a day that does not exist', 'list --to 2026-02-30', '--to: got "2026-02-30"'],
    ['a pace of none', 'redrive --all --per-second 0', 'a whole number from 1 to 1000'],
    ['a pace that is no number', 'redrive --all --per-second fast', 'a whole number from 1 to 1000'],
    ['--yes where nothing is changed', 'list --yes', '--yes is for redrive and discard'],
    ['an id to list', 'list a/1', 'show a/1'],
    ['show without id', 'show', 'needs the ID'],
    ['redrive of nothing in particular', 'redrive --yes', '--all'],
    ['discard of nothing in particular', 'discard --yes', '--all'],
    ['--all with a filter', 'discard --all --source zoom', '--all goes with no ID'],
  ])('refuses %s, saying what is allowed', (_what, words, allowed) => {
    expect(() => parse(words)).toThrow(ConfigurationError);
    expect(() => parse(words)).toThrow(allowed);
  });

  test.each([
    ['no deployment', []],
    ['two deployments', [...on, '--local', 'http://a:b@127.0.0.1:1']],
    ['a local address without credentials', ['--local', 'http://127.0.0.1:4566']],
    ['a local address that is none', ['--local', 'here']],
    ['a region of the local run', ['--local', 'http://a:b@127.0.0.1:1', '--region', 'eu-west-1']],
  ])('refuses %s', (_what, target) => {
    expect(() => parse('list', target)).toThrow(ConfigurationError);
  });

  test('refuses a subject that there is not', () => {
    expect(() => parseCommand(['queues', ...on])).toThrow(
      'got "queues", allowed: dead-letters, trace, console, volume, secrets, people, collection-points, init, cost, doctor',
    );
  });
});
