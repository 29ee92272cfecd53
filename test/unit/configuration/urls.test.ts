import { expect, test } from 'vitest';
import { requireDeployable } from '../../../infra/aws/require-deployable.ts';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { calledUrl, httpUrl } from '../../../shared/configuration/urls.ts';
import { configurationOf } from '../../stack/stack-under-test.ts';

const isCallable = (url: string) => calledUrl.safeParse(url).success;

test.each([
  'https://cloud-connect.example.com/CloudConnectAPI',
  'https://10.1.2.3:8443/api',
  'http://127.0.0.1:8480',
  'http://[::1]:8480',
])('%s may be sent credentials', (url) => {
  expect(isCallable(url)).toBe(true);
});

test.each([
  ['in the clear', 'http://cloud-connect.example.com/api'],
  ['in the clear to a name, whatever it resolves to', 'http://localhost:8480'],
  ['in the clear to an address that begins alike', 'http://127.0.0.1.example.com'],
  ['to EC2’s metadata', 'https://169.254.169.254/latest/meta-data'],
  ['to the same, as a number', 'https://2852039166/latest'],
  ['to the same, in hexadecimal', 'https://0xa9fea9fe/latest'],
  ['to the same, over IPv6', 'https://[fd00:ec2::254]/latest'],
  ['to the same, mapped into IPv6', 'https://[::ffff:169.254.169.254]/latest'],
  ['to a task’s metadata', 'https://169.254.170.2/v2/credentials'],
  ['to a link-local address', 'https://[fe80::1]/'],
  ['to the unspecified address', 'https://0.0.0.0/'],
  ['with credentials in the URL', 'https://user:password@api.example.com'],
  ['by another protocol', 'file:///etc/passwd'],
])('credentials are never sent %s: %s', (_, url) => {
  expect(isCallable(url)).toBe(false);
});

test('a URL that is only told may be plain, since nothing is sent there', () => {
  expect(httpUrl.safeParse('http://127.0.0.1:8470/webhooks/zoom').success).toBe(true);
});

test('a deployment to AWS has no API on its own machine', () => {
  const deployable: Configuration = configurationOf({ zoom: { vendor: 'zoom' } });
  const at = (baseUrl: string) => ({
    ...deployable,
    cloudConnect: { ...deployable.cloudConnect, baseUrl },
  });
  expect(() => requireDeployable(deployable)).not.toThrow();
  for (const url of ['http://127.0.0.1:9001', 'https://localhost/api'])
    expect(() => requireDeployable(at(url))).toThrow(/cloudConnect\.baseUrl = .*Runtime API/);
});
