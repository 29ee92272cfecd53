import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';

const channel = 'net.server.socket';

/**
 * Refuses connections from other machines to a server that binds every interface and cannot be told otherwise.
 * Returns what ends it.
 */
export function loopbackOnly(port: number): () => void {
  const refuse = (message: unknown) => {
    const socket = socketOf(message);
    const local = /^(127\.|::1$|::ffff:127\.)/.test(socket?.remoteAddress ?? '');
    if (socket?.localPort === port && !local) socket.destroy();
  };
  subscribe(channel, refuse);
  return () => unsubscribe(channel, refuse);
}

function socketOf(message: unknown): Socket | undefined {
  if (typeof message !== 'object' || message === null || !('socket' in message)) return undefined;
  return message.socket instanceof Socket ? message.socket : undefined;
}
