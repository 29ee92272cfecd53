import { AdapterError } from '../../../shared/errors.ts';
import { counted } from '../counted.ts';
import type { OpenDeployment } from '../open-deployment.ts';
import type { Terminal } from '../terminal.ts';
import { type Outcome, tallyOutcomes, workThrough } from '../work-through.ts';
import type { RowsCommand } from './command.ts';
import type { Row, Rows } from './read-rows.ts';
import { count, headOf, naming, shownInterval, tableLines } from './tell-rows.ts';

type How = {
  readonly deployment: Pick<OpenDeployment, 'send'>;
  readonly change: Pick<RowsCommand, 'confirmed' | 'perSecond' | 'json'>;
  readonly terminal: Terminal;
};

/** Sends the rows, or tells what it would send; resolves with whether all of it was done. */
export async function resendRows(recounted: Rows, how: How): Promise<boolean> {
  const { rows } = recounted;
  const { change, terminal, deployment } = how;
  if (!change.confirmed) {
    tellPlan(recounted, how);
    return true;
  }
  if (!change.json) terminal.print(`sending ${count(rows)}`);
  const nameOf = naming(rows);
  const work = {
    parts: rows,
    each: (row: Row) => resendRow(row, deployment),
    name: (row: Row) => `${nameOf(row)} ${shownInterval(row)}`,
    head: headOf,
  };
  const outcomes = await workThrough(work, { terminal, ...change });
  if (!change.json) terminal.print(`${counted(outcomes.length, 'row')}: ${tallyOutcomes(outcomes)}`);
  return outcomes.every(({ detail }) => detail === undefined);
}

function tellPlan(recounted: Rows, { change, terminal: { print } }: How): void {
  const { rows } = recounted;
  if (change.json) {
    for (const row of rows) print(JSON.stringify({ ...headOf(row), outcome: 'would-send' }));
    return;
  }
  print(`would send ${count(rows)}${rows.length > 0 ? ':' : ''}`);
  if (rows.length > 0) for (const line of tableLines(recounted)) print(line);
  print('nothing was done: add --yes to do it');
}

/** It goes the way of every row: a newer one of the same key, sent meanwhile, has the last word. */
async function resendRow({ body }: Row, { send }: Pick<OpenDeployment, 'send'>): Promise<Outcome> {
  try {
    await send('events', body);
    return { outcome: 'sent' };
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return { outcome: 'failed', detail: error.message };
  }
}
