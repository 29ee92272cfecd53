import { setTimeout as sleep } from 'node:timers/promises';
import type { ScaledTime } from '../../infra/local/time/scaled-time.ts';

/** Waits in the system's own, scaled time. */
export async function sleepUntil(atMs: number, { now, timeScale }: ScaledTime): Promise<void> {
  while (now() < atMs) await sleep(Math.max(1, (atMs - now()) / timeScale));
}
