import { channel } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { loopbackOnly } from '../../../infra/local/aws-endpoint/loopback-only.ts';

const stop = loopbackOnly(4000);
afterEach(stop);

/** A connection as Node announces it on its diagnostics channel when a server accepts it. */
function accepted(from: string, localPort: number): Socket {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: from });
  Object.defineProperty(socket, 'localPort', { value: localPort });
  channel('net.server.socket').publish({ socket });
  return socket;
}

test('refuses connections from elsewhere to its port alone', () => {
  const refused = (from: string, port: number) => accepted(from, port).destroyed;
  expect(refused('10.0.0.9', 4000)).toBe(true);
  expect(refused('::ffff:10.0.0.9', 4000)).toBe(true);
  expect(refused('fe80::1', 4000)).toBe(true);
  expect(refused('10.0.0.9', 4001)).toBe(false);
  expect(refused('127.0.0.1', 4000)).toBe(false);
  expect(refused('::ffff:127.0.0.1', 4000)).toBe(false);
  expect(refused('::1', 4000)).toBe(false);
});
