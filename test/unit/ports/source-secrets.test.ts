import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { ConfigurationError, Unavailable } from '../../../shared/errors.ts';
import { SecretMissing, type Secrets } from '../../../shared/ports/secrets.ts';
import { createSourceSecrets } from '../../../shared/ports/source-secrets.ts';

const second = 1000;

/** Source secrets over values by secret id; a value may be an error, which is then thrown. */
function over(values: Record<string, unknown>) {
  const state = { nowMs: 0, reads: 0 };
  const read: Secrets['read'] = async (secretId, format) => {
    state.reads += 1;
    const value = values[secretId];
    if (value instanceof Error) throw value;
    return { value: z.parse(format.schema, value), versionId: 'v1' };
  };
  const now = () => state.nowMs;
  return { state, sourceSecrets: createSourceSecrets({ secrets: { read }, prefix: 'adapter/source/', now }) };
}

describe('read', () => {
  test('gives the secrets of the source, the current one first', async () => {
    const { sourceSecrets } = over({ 'adapter/source/zoom': { secrets: ['current', 'previous'] } });
    expect(await sourceSecrets.read('zoom')).toEqual(['current', 'previous']);
  });

  test('reads each source once in 5 minutes', async () => {
    const values = {
      'adapter/source/zoom': { secrets: ['a'] },
      'adapter/source/aircall': { secrets: ['b'] },
    };
    const { sourceSecrets, state } = over(values);
    await sourceSecrets.read('zoom');
    state.nowMs = 300 * second - 1;
    expect(await sourceSecrets.read('zoom')).toEqual(['a']);
    expect(await sourceSecrets.read('aircall')).toEqual(['b']);
    expect(state.reads).toBe(2);
    state.nowMs = 300 * second;
    await sourceSecrets.read('zoom');
    expect(state.reads).toBe(3);
  });

  test.each([
    ['is missing', new SecretMissing('no such secret')],
    ['is {}', {}],
    ['holds an empty list', { secrets: [] }],
    ['holds empty texts', { secrets: ['', ' '] }],
  ])('gives none where the secret %s', async (_name, value) => {
    expect(await over({ 'adapter/source/zoom': value }).sourceSecrets.read('zoom')).toEqual([]);
  });

  test.each([new Unavailable('unreachable'), new ConfigurationError('not JSON')])(
    'passes on %s',
    async (error) => {
      const { sourceSecrets, state } = over({ 'adapter/source/zoom': error });
      await expect(sourceSecrets.read('zoom')).rejects.toBe(error);
      await expect(sourceSecrets.read('zoom')).rejects.toBe(error);
      expect(state.reads).toBe(2);
    },
  );
});

describe('readAgain', () => {
  test('finds a rotated secret at once when the cache is older than 30 seconds', async () => {
    const values = { 'adapter/source/zoom': { secrets: ['old'] } };
    const { sourceSecrets, state } = over(values);
    await sourceSecrets.read('zoom');
    values['adapter/source/zoom'] = { secrets: ['new', 'old'] };
    state.nowMs = 30 * second;
    expect(await sourceSecrets.readAgain('zoom')).toEqual(['new', 'old']);
    expect(await sourceSecrets.read('zoom')).toEqual(['new', 'old']);
    expect(state.reads).toBe(2);
  });

  test('reads at most every 30 seconds, however many signatures do not match', async () => {
    const { sourceSecrets, state } = over({ 'adapter/source/zoom': { secrets: ['a'] } });
    await sourceSecrets.readAgain('zoom');
    for (state.nowMs = 0; state.nowMs < 30 * second; state.nowMs += second)
      await sourceSecrets.readAgain('zoom');
    expect(state.reads).toBe(1);
  });
});
