// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub has this notation.
import { expect, test } from 'vitest';
import { isMet } from '../../../infra/local/template/conditions.ts';
import { noValue, resolve, type Scope } from '../../../infra/local/template/intrinsics.ts';

const scope: Scope = {
  logicalId: 'Tested',
  reference: (name) => (name === 'AWS::NoValue' ? noValue : `ref-of-${name}`),
  attribute: (logicalId, name) => `${name}-of-${logicalId}`,
  condition: (name) => name === 'Met',
  mapping: (map, key, second) => `${map}/${key}/${second}`,
};

test.each([
  ['Ref', { Ref: 'Queue' }, 'ref-of-Queue'],
  ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Arn-of-Queue'],
  ['Fn::GetAtt as a text', { 'Fn::GetAtt': 'Queue.Arn' }, 'Arn-of-Queue'],
  ['Fn::Join over intrinsics', { 'Fn::Join': ['-', ['a', { Ref: 'B' }, 3]] }, 'a-ref-of-B-3'],
  ['Fn::Sub with references', { 'Fn::Sub': '${A}:${B.Arn}:${!C}' }, 'ref-of-A:Arn-of-B:${C}'],
  ['Fn::Sub with variables', { 'Fn::Sub': ['${x}/${A}', { x: { Ref: 'X' } }] }, 'ref-of-X/ref-of-A'],
  ['Fn::Select of a split', { 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
  ['Fn::If that is met', { 'Fn::If': ['Met', 'yes', 'no'] }, 'yes'],
  ['Fn::If that is not', { 'Fn::If': ['Unmet', 'yes', { Ref: 'No' }] }, 'ref-of-No'],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['Map', 'key', 'second'] }, 'Map/key/second'],
])('resolves %s', (_what, value, expected) => {
  expect(resolve(value, scope)).toBe(expected);
});

test('leaves out the property or element that has no value', () => {
  const value = { kept: [1, { Ref: 'AWS::NoValue' }, 2], dropped: { Ref: 'AWS::NoValue' } };
  expect(resolve(value, scope)).toEqual({ kept: [1, 2] });
});

test('takes an object of several keys as it is, whatever they are called', () => {
  expect(resolve({ Ref: 'a', Other: { Ref: 'B' } }, scope)).toEqual({ Ref: 'a', Other: 'ref-of-B' });
});

test('refuses an intrinsic it does not know, naming the resource and those it knows', () => {
  expect(() => resolve({ nested: [{ 'Fn::ImportValue': 'x' }] }, scope)).toThrow(
    /^Tested uses Fn::ImportValue, .*resolves Ref, Fn::GetAtt, Fn::Join/,
  );
});

test('refuses an intrinsic whose argument does not fit, naming the argument', () => {
  expect(() => resolve({ 'Fn::Select': [5, ['a']] }, scope)).toThrow(
    /Tested uses Fn::Select with \[5,\["a"\]\]/,
  );
});

test.each([
  [{ 'Fn::Equals': [{ Ref: 'A' }, 'ref-of-A'] }, true],
  [{ 'Fn::Equals': ['a', 'b'] }, false],
  [{ 'Fn::And': [{ Condition: 'Met' }, { 'Fn::Equals': ['a', 'b'] }] }, false],
  [{ 'Fn::Or': [{ Condition: 'Unmet' }, { Condition: 'Met' }] }, true],
  [{ 'Fn::Not': [{ Condition: 'Met' }] }, false],
])('evaluates the condition %j', (condition, expected) => {
  expect(isMet(condition, scope)).toBe(expected);
});
