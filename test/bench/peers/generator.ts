import { Pool } from 'undici';
import { quantileOf } from '../figures.ts';
import { signedRequest } from './webhook.ts';

export type Generated = {
  readonly accepted: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

const { url, seconds, connections, firstIndex } = JSON.parse(process.argv[2] ?? '{}');
const { origin, pathname } = new URL(url);
const pool = new Pool(origin, { connections, pipelining: 1, headersTimeout: 20_000 });
const latencies: number[] = [];
let index: number = firstIndex;
const startedMs = performance.now();
const endMs = startedMs + seconds * 1000;
await Promise.all(Array.from({ length: connections }, sendUntilEnd));
const tookMs = performance.now() - startedMs;
await pool.close();
process.send?.({
  accepted: latencies.length,
  perSecond: (latencies.length / tookMs) * 1000,
  p50Ms: quantileOf(latencies, 0.5),
  p99Ms: quantileOf(latencies, 0.99),
} satisfies Generated);
process.disconnect();

/** One connection: the next webhook as soon as the last is answered. */
async function sendUntilEnd(): Promise<void> {
  while (performance.now() < endMs) {
    index += 1;
    const { headers, body } = signedRequest(index, Date.now());
    const sentMs = performance.now();
    const answer = await pool.request({ method: 'POST', path: pathname, headers, body });
    await answer.body.dump();
    if (answer.statusCode !== 202) throw new Error(`a webhook is answered ${answer.statusCode}`);
    latencies.push(performance.now() - sentMs);
  }
}
