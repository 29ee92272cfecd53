import { once } from 'node:events';
import { connect } from 'node:net';
import { quantileOf } from '../figures.ts';
import { signedRequest } from './webhook.ts';

export type Generated = {
  readonly accepted: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

const { url, webhooks, connections, firstIndex } = JSON.parse(process.argv[2] ?? '{}');
const { host, hostname, port, pathname } = new URL(url);
const head = `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\n`;
const latencies: number[] = [];
let index: number = firstIndex;
const startedMs = performance.now();
await Promise.all(Array.from({ length: connections }, sendUntilEnd));
const tookMs = performance.now() - startedMs;
process.send?.({
  accepted: latencies.length,
  perSecond: (latencies.length / tookMs) * 1000,
  p50Ms: quantileOf(latencies, 0.5),
  p99Ms: quantileOf(latencies, 0.99),
} satisfies Generated);
process.disconnect();

/**
 * One connection: the next webhook as soon as the last is answered. HTTP is written and read by hand, because a client
 * takes twice as much of a core as the plain server, which would then wait for its sender.
 */
async function sendUntilEnd(): Promise<void> {
  const socket = connect(Number(port), hostname).setNoDelay().setEncoding('latin1');
  await once(socket, 'connect');
  const { promise: ended, resolve: end, reject } = Promise.withResolvers<void>();
  let sentMs = 0;
  let answer = '';
  const next = () => {
    if (index === firstIndex + webhooks) return end();
    index += 1;
    sentMs = performance.now();
    socket.write(requestText(index), 'latin1');
  };
  socket.on('data', (text: string) => {
    answer += text;
    if (!isWhole(answer)) return;
    if (!answer.startsWith('HTTP/1.1 202 ')) reject(new Error(`a webhook is answered ${answer}`));
    latencies.push(performance.now() - sentMs);
    answer = '';
    next();
  });
  socket.on('error', reject);
  socket.on('close', () => reject(new Error('the server closed a connection')));
  next();
  await ended;
  socket.destroy();
}

/** Plain ASCII, so that its length is its size. */
function requestText(webhook: number): string {
  const { headers, body } = signedRequest(webhook, Date.now());
  let text = head;
  for (const name in headers) text += `${name}: ${headers[name]}\r\n`;
  return `${text}content-length: ${body.length}\r\n\r\n${body}`;
}

/** Whether all of an answer is there: by its length, or by the last of its chunks. */
function isWhole(answer: string): boolean {
  const headLength = answer.indexOf('\r\n\r\n') + 4;
  if (headLength < 4) return false;
  const [, length] = /\r\ncontent-length: (\d+)\r\n/i.exec(answer) ?? [];
  return length === undefined
    ? answer.endsWith('\r\n0\r\n\r\n')
    : answer.length >= headLength + Number(length);
}
