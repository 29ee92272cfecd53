import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../../../infra/ops/parse-command.ts';
import { ConfigurationError } from '../../../../shared/errors.ts';

const parse = (words: string) =>
  parseCommand(['volume', ...words.split(' ').filter(Boolean), '--environment', 'prod']);
const day = '--from 2026-11-23 --to 2026-11-24';

describe('parseCommand of volume', () => {
  test('asks for every known row of a time, tells and does nothing, at 20 a second', () => {
    expect(parse(`resend ${day}`)).toEqual({
      subject: 'volume',
      action: 'resend',
      target: { environment: 'prod', region: undefined },
      selection: {
        sources: [],
        collectionPoints: [],
        from: '2026-11-23T00:00:00.000Z',
        to: '2026-11-24T00:00:00.000Z',
      },
      confirmed: false,
      perSecond: 20,
      json: false,
    });
  });

  test('takes sources, collection points, a pace and the go-ahead', () => {
    const words = `resend ${day} --source zoom --collection-point a --collection-point b --yes --per-second 5 --json`;
    expect(parse(words)).toMatchObject({
      selection: { sources: ['zoom'], collectionPoints: ['a', 'b'] },
      confirmed: true,
      perSecond: 5,
      json: true,
    });
  });

  test('runs the roll-up without a go-ahead, since the schedule does the same', () => {
    expect(parse('run')).toMatchObject({ subject: 'volume', action: 'run' });
  });

  test.each([
    ['no action', '', 'after volume: got nothing, allowed: show, resend, run'],
    ['an action of dead letters', 'list', 'got "list", allowed: show, resend, run'],
    ['a show without a time', 'show', 'volume show needs --from and --to'],
    ['a time without an end', 'show --from 2026-11-23', 'volume show needs --from and --to'],
    ['a time that ends before it begins', 'show --from 2026-11-24 --to 2026-11-23', 'a time after --from'],
    ['a time without zone', 'show --from 2026-11-23T09:00:00 --to 2026-11-24', '--from: got'],
    ['the go-ahead where nothing is changed', `show ${day} --yes`, '--yes is no option of volume show'],
    ['a filter of dead letters', `show ${day} --agent 1`, 'its options are --environment, --region, --local'],
    ['a run of a time', `run ${day}`, '--from is no option of volume run'],
    ['another word', 'show support', 'after volume show: got "support", allowed: options only'],
  ])('refuses %s, saying what is allowed', (_what, words, allowed) => {
    expect(() => parse(words)).toThrow(ConfigurationError);
    expect(() => parse(words)).toThrow(allowed);
  });
});
