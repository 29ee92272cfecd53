import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import { Untranslatable } from '../../../shared/errors.ts';
import { configuredSource } from '../../../shared/sources/configured-source.ts';
import { five9 } from '../../../shared/sources/five9.ts';
import { received, settingsFor } from './sample.ts';

const rule = {
  when: { '$.eventType': 'CallEnded' },
  emit: 'contact-milestone',
  fields: {
    contactId: 'callId',
    agentId: 'agentId',
    at: { path: 'time', time: 'sql' },
    milestone: { value: 'ended' },
  },
};
const zoned = { timeZone: 'America/Los_Angeles' };
const mapping = { rules: [rule] };

function faultsOf(entry: object): string {
  try {
    const sources = { ess: { vendor: 'five9', mapping, ...zoned, ...entry } };
    parseConfiguration(
      { environment: 'test', cloudConnect: { baseUrl: 'https://wfm.example' }, sources },
      'x',
    );
    return '';
  } catch (error) {
    return String(error);
  }
}

describe('a Connector', () => {
  const secret = 'connector-secret-0123456789';
  const fields = 'eventType=CallEnded&callId=300000009000017&agentId=&time=2026-03-10+02%3A03%3A45';

  test.each(['form', 'query'] as const)(
    'that adds its fields to the %s is proved and read by them',
    (place) => {
      const settings = settingsFor(five9, {
        ...zoned,
        secret: { in: place, name: 'secret' },
        mapping: { ...mapping, format: place },
      });
      const source = configuredSource(five9, settings);
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const signed = source.sign(
        { headers, body: Buffer.from(place === 'form' ? fields : '') },
        { secret, nowMs: 0, settings },
      );
      const webhook = received(
        place === 'form' ? signed : { ...signed, queryString: `${fields}&${signed.queryString}` },
      );
      const trust = { secrets: [secret], nowMs: 0, toleranceSeconds: null, settings };
      expect(source.verify(webhook, trust)).toBe(secret);
      const context = { settings, receivedAt: '2026-03-10T09:03:46.000Z' };
      expect(source.translate(source.parse(webhook), context)).toEqual({
        events: [
          {
            type: 'contact-milestone',
            contactId: '300000009000017',
            at: '2026-03-10T09:03:45.000Z',
            milestone: 'ended',
          },
        ],
        ignored: 0,
      });
    },
  );
});

describe('a subscription', () => {
  test('whose fields are not those of the mapping is kept, with the rule and the path', () => {
    const settings = settingsFor(five9, { ...zoned, mapping });
    const content = { eventType: 'CallEnded', time: '2026-03-10 02:03:45' };
    const translate = () =>
      five9.translate({ content }, { settings, receivedAt: '2026-03-10T09:03:46.000Z' });
    expect(translate).toThrow(Untranslatable);
    expect(translate).toThrow('rule 1 (contact-milestone) finds no contactId at callId: it is missing');
  });

  test.each<[rule: string, entry: object, words: string[]]>([
    ['without a mapping', { mapping: undefined }, ['ess.mapping']],
    ['without a zone for its zoneless times', { timeZone: undefined }, ['ess.timeZone', 'without a zone']],
    [
      'with a secret in a header that is none',
      { secret: { name: 'x secret' } },
      ['secret.name = "x secret"'],
    ],
    [
      'with a secret elsewhere',
      { secret: { in: 'cookie' } },
      ['secret.in = "cookie"', 'must be one of "header", "query", "form", "json"'],
    ],
    ['with a secret in a form beside JSON', { secret: { in: 'form' } }, ['mapping.format', 'must be "form"']],
  ])('%s is refused', (_, entry, words) => {
    for (const word of words) expect(faultsOf(entry)).toContain(word);
  });

  test('needs nothing but a mapping, and brings its secret in x-webhook-secret', () => {
    expect(faultsOf({})).toBe('');
    expect(settingsFor(five9, { ...zoned, mapping })['secret']).toEqual({
      in: 'header',
      name: 'x-webhook-secret',
    });
  });
});
