import { join } from 'node:path';
import type { DeliveryFigures } from './delivery/measure.ts';
import { pairedRatio, spreadOf, spreadText } from './figures.ts';
import { inProcess } from './in-process.ts';
import type { BenchOptions, Report } from './report.ts';

const script = join(import.meta.dirname, 'delivery/measure.ts');
const servers = ['sink', 'sandbox'] as const;

export type DeliveryOptions = BenchOptions & { readonly rows?: number };

/** Rows a second through the real client, to a bare server and to the sandbox, against a loop over undici that does the same. */
export async function benchDelivery({ rounds = 20, rows = 10_000 }: DeliveryOptions = {}): Promise<Report> {
  const { times, requests, refusal } = await inProcess<DeliveryFigures>(script, { rounds, rowCount: rows });
  const perSecond = (name: keyof DeliveryFigures['times']) => (rows / spreadOf(times[name]).median) * 1000;
  const speeds = servers.map((server) => ({
    server,
    client: perSecond(`client, ${server}`),
    undici: perSecond(`undici, ${server}`),
    // What one takes over what the other does is the other way round what they deliver.
    ratio: pairedRatio(times[`undici, ${server}`], times[`client, ${server}`]),
  }));
  const refusalMs = spreadOf(refusal.times);
  return {
    bench: 'delivery',
    about:
      `${rows} rows in ${requests} requests of 500 at most, one after the other, ${rounds} rounds; with 3 refused rows among them ` +
      `${refusal.requests} requests and ${spreadText(refusalMs, 0)} ms`,
    head: ['to', 'our client, rows/s', 'undici, rows/s', 'ours of undici’s'],
    rows: speeds.map(({ server, client, undici, ratio }) => [
      server,
      client.toFixed(0),
      undici.toFixed(0),
      spreadText(ratio),
    ]),
    goals: speeds.map(({ server, ratio }) => ({
      what: `our client of a loop over undici, to the ${server}`,
      measured: ratio.median,
      bound: '≥',
      goal: 0.85,
    })),
    figures: { speeds, requests, refusal: { requests: refusal.requests, milliseconds: refusalMs } },
  };
}
