import { describe, expect, test } from 'vitest';
import { loadEnvironment } from '../../../../infra/environments/load-environment.ts';
import { judgeFunctions } from '../../../../infra/ops/doctor/check-deployment.ts';
import type { FunctionName } from '../../../../shared/environment.ts';

describe('the functions', () => {
  const configuration = loadEnvironment('local');
  const all: FunctionName[] = [
    'deliver-events',
    'record-contacts',
    'record-dead-letters',
    'refresh-token',
    'roll-up',
    'receive-webhook',
    'receive-bus',
    'receive-stream',
  ];
  const judge = (there: readonly FunctionName[]) =>
    judgeFunctions({ environment: 'prod', there }, configuration, 'deploy it');

  test('are well where all are there that the sources need', () => {
    expect(judge(all)).toEqual({ outcome: 'ok', says: 'prod has its 8 functions' });
  });

  test.each(all)('have failed without %s', (missing) => {
    expect(judge(all.filter((name) => name !== missing))).toMatchObject({
      outcome: 'failed',
      says: `prod lacks ${missing}`,
      remedy: 'deploy it',
    });
  });

  test('need no receiver of what no source sends', () => {
    const { zoom } = configuration.sources;
    if (!zoom) throw new Error('there is no zoom');
    const there = all.filter((name) => name !== 'receive-bus' && name !== 'receive-stream');
    const alone = { ...configuration, sources: { zoom } };
    expect(judgeFunctions({ environment: 'prod', there }, alone, '').outcome).toBe('ok');
  });
});
