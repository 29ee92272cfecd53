import { expect, test } from 'vitest';
import { countWords } from '../../../infra/console/server/codes/count-words.ts';
import { explainReason, explainState } from '../../../infra/console/server/codes/explain-code.ts';
import { proposeConfiguration } from '../../../infra/console/server/codes/propose-configuration.ts';
import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';

const text = `{
  "environment": "test",
  "cloudConnect": { "baseUrl": "https://api.example" },
  "sources": {
    "desk": {
      "vendor": "zoom",
      "codes": {
        "states": { "Ready": { "code": "OWN", "stateClass": "available" } }
      }
    },
    "sender": { "vendor": "standard", "codes": { "unmappedCode": "OTHER" } }
  }
}
`;
const configuration = parseConfiguration(JSON.parse(text), 'test.json');
const settings = (name: string) => {
  const found = configuration.sources[name];
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const file = { fileName: 'test.json', text };

test.each([
  ['desk', 'Ready', undefined, 'OWN', 'configuration'],
  ['desk', 'ready', undefined, 'OWN', 'configuration'],
  ['desk', 'Occupied', undefined, 'BUSY', 'source'],
  ['sender', 'LUNCH', undefined, 'LUNCH', 'own'],
  ['desk', 'Coaching', 'unavailable', 'NOTREADY', 'class'],
  ['sender', 'a word of more than ten', undefined, 'OTHER', 'unmapped-code'],
  ['desk', 'Coaching', undefined, undefined, 'none'],
] as const)('of %s the state %s of class %s gets %s, by %s', (name, state, stateClass, code, origin) => {
  expect(explainState(state, settings(name), { stateClass })).toMatchObject({
    origin,
    ...(code && { code }),
  });
});

test.each([
  ['desk', 'Break', 'BREAK', 'source'],
  ['sender', 'LUNCH', 'LUNCH', 'own'],
  ['desk', 'Coaching', undefined, 'none'],
] as const)('of %s the reason %s gets %s, by %s', (name, reason, code, origin) => {
  expect(explainReason(reason, settings(name))).toEqual({ origin, ...(code && { code }) });
});

test('words that stand in no table come first, then the most frequent', () => {
  const seen = (state: string, reason?: string) => ({
    ...{ agentId: '7', accountId: '1', source: 'desk', at: '2026-11-23T09:00:00.000Z', code: 'X', flags: [] },
    ...{ state, ...(reason && { reason }) },
  });
  const uses = countWords(
    [seen('Ready'), seen('Ready'), seen('Occupied', 'Secret'), seen('Coaching')],
    configuration,
  );
  expect(uses.map(({ kind, word, times }) => `${kind} ${word} ${times}`)).toEqual([
    'state Coaching 1',
    'reason Secret 1',
    'state Ready 2',
    'state Occupied 1',
  ]);
});

test('an edit adds its entry and leaves every other letter of the file as it is', () => {
  const {
    text: changed,
    diff,
    faults,
  } = proposeConfiguration(file, [{ source: 'desk', kind: 'reason', word: 'Coaching', code: 'COACH' }]);
  expect(faults).toEqual([]);
  expect(JSON.parse(changed).sources.desk.codes).toEqual({
    states: { Ready: { code: 'OWN', stateClass: 'available' } },
    reasons: { Coaching: 'COACH' },
  });
  expect(diff.filter(({ kind }) => kind === 'removed').length).toBeLessThanOrEqual(1);
  expect(diff.map(({ text: line }) => line).join('\n')).toContain('"Coaching": "COACH"');
  expect(changed).toContain('"sender": { "vendor": "standard", "codes": { "unmappedCode": "OTHER" } }');
});

test('an emptied code takes the entry out, and edits of what is there already change nothing', () => {
  const ready = { source: 'desk', kind: 'state', word: 'Ready', stateClass: 'available' } as const;
  const { text: without } = proposeConfiguration(file, [{ ...ready, code: '' }]);
  expect(JSON.parse(without).sources.desk.codes.states).toEqual({});
  expect(proposeConfiguration(file, [{ ...ready, code: 'OWN' }]).diff).toEqual([]);
});

test('what could not be deployed is said, with its key and what is allowed', () => {
  const { faults } = proposeConfiguration(file, [
    { source: 'desk', kind: 'state', word: 'Coaching', code: 'ELEVENCHARS', stateClass: 'unavailable' },
  ]);
  expect(faults).toEqual([
    expect.stringMatching(
      /^sources\.desk\.codes\.states\.Coaching\.code = "ELEVENCHARS": must have at most 10/,
    ),
  ]);
});
