import { expect, test, vi } from 'vitest';
import { localConfiguration } from '../../../infra/local/local-configuration.ts';
import { hardened } from '../../stack/stack-under-test.ts';

vi.mock('../../../infra/environments/load-environment.ts', () => ({ loadEnvironment: () => hardened }));

const lines: string[] = [];
const place = {
  baseUrl: 'http://127.0.0.1:1',
  url: 'http://127.0.0.1:2',
  report: (what: string, text: string) => lines.push(`${what} ${text}`),
};
const local = localConfiguration({ port: 0, sandboxPort: 0, sourceSecrets: {} }, place);

test('what only the internet has is left out on one machine, and told of', () => {
  expect(local.http).toEqual({ requestsPerSecond: 1200, burst: 2400 });
  expect(local.sources['zoom']).not.toHaveProperty('allowedIps');
  expect(lines.map((line) => line.split(' ')[1])).toEqual([
    'http.domain',
    'http.mutualTls',
    'sources.zoom.allowedIps',
  ]);
});

test('everything else that hardens the deployment is run', () => {
  expect(local.sources['zoom']?.throttle).toEqual(hardened.sources['zoom']?.throttle);
});

test('every source is called at this machine’s own address', () => {
  expect(Object.entries(local.sources).map(([name, { publicUrl }]) => [name, publicUrl])).toEqual(
    Object.keys(hardened.sources).map((name) => [name, `http://127.0.0.1:2/webhooks/${name}`]),
  );
});
