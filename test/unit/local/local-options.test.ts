import { expect, test } from 'vitest';
import { localOptions } from '../../../infra/local/local-options.ts';

test('runs the local environment unless another is named', () => {
  expect(localOptions({}, [])).not.toHaveProperty('environment');
  expect(localOptions({}, ['--environment', 'mine'])).toMatchObject({ environment: 'mine' });
});

test('the page is opened unless that is declined', () => {
  expect(localOptions({}, [])).toMatchObject({ opensPage: true });
  expect(localOptions({}, ['--no-open'])).toMatchObject({ opensPage: false });
});

test.each(['65536', '70000', '-1', 'abc', '1e3'])('refuses the port %s, and says what a port is', (PORT) => {
  expect(() => localOptions({ PORT }, [])).toThrow('PORT must be a port (1 to 65535), or 0 for any free one');
});

test('refuses an option that is none, naming those there are', () => {
  expect(() => localOptions({}, ['-c', 'x'])).toThrow('--data DIR, --environment NAME and --no-open');
});

test('credentials go to no API in the clear, unless it is on this machine', () => {
  const at = (url: string) => ({
    CLOUD_CONNECT_BASE_URL: url,
    CLOUD_CONNECT_USERNAME: 'user',
    CLOUD_CONNECT_PASSWORD: 'password',
  });
  expect(() => localOptions(at('http://api.example.com'), [])).toThrow(
    'CLOUD_CONNECT_BASE_URL must be an https URL',
  );
  expect(localOptions(at('http://127.0.0.1:1'), [])).toMatchObject({
    api: { baseUrl: 'http://127.0.0.1:1' },
  });
});
