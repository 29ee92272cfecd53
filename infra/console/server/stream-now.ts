import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { AdapterError } from '../../../shared/errors.ts';
import type { ConsoleData } from '../data.ts';

/** How often what is shown as now is looked at anew, and how often a connection without news is kept alive. */
export type Rhythm = { readonly lookMs: number; readonly aliveMs: number };

const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' };

/**
 * Tells the page what is now, as server-sent events, until it goes away: `now` with every change, `trouble` with the
 * sentence why nothing could be told. https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export async function streamNow(
  response: ServerResponse,
  { now }: Pick<ConsoleData, 'now'>,
  { lookMs, aliveMs }: Rhythm,
): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  response.writeHead(200, headers);
  response.write('retry: 1000\n\n');
  let told = '';
  let toldAtMs = Date.now();
  while (!gone.signal.aborted) {
    const event = await eventOf(now);
    const quiet = Date.now() - toldAtMs < aliveMs;
    if (event.news !== told || !quiet) {
      response.write(event.text);
      told = event.news;
      toldAtMs = Date.now();
    }
    await sleep(lookMs, undefined, { signal: gone.signal }).catch(() => {});
  }
}

/** `news` leaves out the time of looking, which alone is none. */
async function eventOf(now: ConsoleData['now']): Promise<{ text: string; news: string }> {
  try {
    const { at, ...rest } = await now();
    return { text: eventText('now', JSON.stringify({ at, ...rest })), news: JSON.stringify(rest) };
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    const text = eventText('trouble', JSON.stringify({ message: error.message }));
    return { text, news: text };
  }
}

function eventText(name: string, json: string): string {
  return `event: ${name}\ndata: ${json}\n\n`;
}
