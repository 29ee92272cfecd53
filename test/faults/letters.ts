import { gunzipSync } from 'node:zlib';
import type { LocalRun } from '../../infra/local/local-run.ts';
import { tableItems } from '../end-to-end/running-system.ts';

/** A dead letter, and what it was. */
export type Letter = { readonly reason: string; readonly detail: string; readonly original: string };

/** The dead letters in a run's table. */
export async function deadLetters(run: LocalRun): Promise<Letter[]> {
  const items = await tableItems(run, 'dead-letter#');
  return items.map(({ reason, detail, original }) => ({
    reason: reason?.S ?? '',
    detail: detail?.S ?? '',
    original: original?.B ? gunzipSync(original.B).toString() : '',
  }));
}
