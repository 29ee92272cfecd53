import { afterEach, expect, test, vi } from 'vitest';
import { loadConfig, resolveDefaultsModeConfig } from '../../../infra/aws/bundle/environment-config.ts';

afterEach(() => vi.unstubAllEnvs());

const setting = {
  environmentVariableSelector: (variables: NodeJS.ProcessEnv) => variables['A_SETTING'],
  configFileSelector: () => 'of a file',
};

test('a setting of the SDK is what the environment says', async () => {
  vi.stubEnv('A_SETTING', 'of the environment');
  expect(await loadConfig({ ...setting, default: 'of the SDK' })()).toBe('of the environment');
});

test('a setting that the environment leaves out is the SDK’s own, and no file is asked', async () => {
  expect(await loadConfig({ ...setting, default: 'of the SDK' })()).toBe('of the SDK');
  expect(await loadConfig({ ...setting, default: async () => 'worked out' })()).toBe('worked out');
});

test('the defaults are those of the SDK where nobody has chosen others', async () => {
  expect(await resolveDefaultsModeConfig()()).toBe('legacy');
});
