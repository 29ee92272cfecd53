import { expect, test } from 'vitest';
import { compareTemplates } from '../../../../infra/ops/doctor/compare-templates.ts';

const of = (Resources: object) => ({ Resources });
const topic = (Properties: object = {}) => ({ Type: 'AWS::SNS::Topic', Properties });

test('what is only here, only there, and not the same in both is told apart', () => {
  const deployed = of({ Same12345678: topic(), Gone12345678: topic(), Other12345678: topic({ a: [1, 2] }) });
  const here = of({ Same12345678: topic(), New12345678: topic(), Other12345678: topic({ a: [2, 1] }) });
  expect(compareTemplates(deployed, here)).toEqual([
    { name: 'Gone', change: 'deployed, and no longer here' },
    { name: 'Other', change: 'changed' },
    { name: 'New', change: 'not deployed yet' },
  ]);
});

test('the order of keys, metadata and what GetTemplate makes of letters beyond ASCII are no difference', () => {
  const deployed = of({
    A: { Properties: { Description: 'the source?s', Name: 'a' }, Type: 'T', Metadata: { path: 'x' } },
    CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'v2' } },
  });
  const here = of({ A: { Type: 'T', Properties: { Name: 'a', Description: 'the source’s' } } });
  expect(compareTemplates(deployed, here)).toEqual([]);
});

test('a function is known by its name', () => {
  const lambda = (Timeout: number) => ({
    Type: 'AWS::Lambda::Function',
    Properties: { Description: 'deliver-events of test', Timeout },
  });
  expect(compareTemplates(of({ F12345678: lambda(1) }), of({ F12345678: lambda(2) }))).toEqual([
    { name: 'deliver-events', change: 'changed' },
  ]);
});
