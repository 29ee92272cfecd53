import { expect, test } from 'vitest';
import { createRouter } from '../../../infra/local/http-api/route.ts';

const routeKeys = [
  '$default',
  'ANY /webhooks/{source}',
  'POST /webhooks/{source}',
  'POST /webhooks/zoom',
  'ANY /files/{proxy+}',
  'GET /files/{name}/info',
  'ANY /',
];
const routes = routeKeys.map((routeKey) => ({ routeKey, functionArn: '', payloadFormatVersion: '2.0' }));

test.each([
  ['POST', '/webhooks/zoom', 'POST /webhooks/zoom', {}],
  ['POST', '/webhooks/aircall', 'POST /webhooks/{source}', { source: 'aircall' }],
  ['HEAD', '/webhooks/zoom', 'ANY /webhooks/{source}', { source: 'zoom' }],
  ['POST', '/webhooks/a%20b%2Fc', 'POST /webhooks/{source}', { source: 'a b/c' }],
  ['GET', '/files/a/info', 'GET /files/{name}/info', { name: 'a' }],
  ['POST', '/files/a/info', 'ANY /files/{proxy+}', { proxy: 'a/info' }],
  ['GET', '/files/a/b/c', 'ANY /files/{proxy+}', { proxy: 'a/b/c' }],
  ['GET', '/', 'ANY /', {}],
  ['POST', '/webhooks', '$default', {}],
  ['POST', '/webhooks/', '$default', {}],
  ['POST', '/webhooks/a/b', '$default', {}],
])('%s %s takes the route %s', (method, path, routeKey, pathParameters) => {
  const matched = createRouter(routes)(method, path);
  expect([matched?.route.routeKey, matched?.pathParameters]).toEqual([routeKey, pathParameters]);
});

test('without a match and a default there is no route', () => {
  expect(createRouter(routes.slice(1))('POST', '/other')).toBeUndefined();
});
