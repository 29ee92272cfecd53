import { createPacer } from '../../../shared/deliver-events/pacer.ts';
import { createProgress } from '../progress.ts';
import { printable, type Terminal } from '../terminal.ts';
import { tallyOutcomes } from '../work-through.ts';
import type { FileCommand } from './command.ts';
import type { CheckedRow } from './file/check-rows.ts';
import { count, type Kind, keyOf, named, type Values } from './kinds.ts';
import type { Api } from './open-api.ts';
import { type Sent, sendRows } from './send-rows.ts';
import { type Left, writeRefused } from './write-refused.ts';

/** Not more than this, whatever the account allows: the deliveries want their turns too. */
const most = { requestsPerSecond: 10, rowsPerRequest: 500 } as const;

export type Import = {
  readonly command: FileCommand;
  readonly kind: Kind;
  readonly accountId: string;
  readonly api: Pick<Api, 'settings' | 'insert'>;
  readonly terminal: Terminal;
};

/**
 * Sends the rows and writes those that are left, the faulty ones among them, to a file beside theirs; resolves with whether none
 * is.
 */
export async function importRows(
  rows: readonly Values[],
  faulty: readonly CheckedRow[],
  work: Import,
): Promise<boolean> {
  const { command, kind, terminal } = work;
  const sent = await send(rows, work);
  if (!command.json) terminal.print(`${count(kind, sent.length)}: ${tallyOutcomes(sent)}`);
  const left: Left[] = [
    ...sent.flatMap((each) => ('detail' in each ? [{ values: each.values, why: each.detail }] : [])),
    ...faulty.map(({ values, place, faults }) => ({ values, why: `${place}: ${faults.join('; ')}` })),
  ];
  if (left.length === 0) return true;
  const path = await writeRefused(command.file, left, kind);
  const why = `${count(kind, left.length)} left, with why in the last column: correct and import ${path}`;
  if (command.json) terminal.print(JSON.stringify({ left: left.length, file: path }));
  else terminal.print(printable(why));
  return false;
}

async function send(rows: readonly Values[], work: Import): Promise<readonly Sent[]> {
  const { kind, accountId, api, terminal, command } = work;
  const { print } = terminal;
  if (!command.json) print(`sending ${count(kind, rows.length)}`);
  const progress = createProgress(rows.length, terminal);
  return await sendRows(rows, Math.min(api.settings.cloudConnect.rowsPerRequest, most.rowsPerRequest), {
    send: (request) => api.insert(kind, request, accountId),
    turn: turnsOf(work),
    settled: (sent) => {
      const { values, ...what } = sent;
      if (command.json) print(JSON.stringify({ ...named(kind, values), ...what }));
      else if (what.outcome === 'refused')
        progress.line(printable(`${keyOf(values)}: refused: ${what.detail}`));
      progress.advance();
    },
  });
}

function turnsOf({ accountId, api, terminal: { now, sleep } }: Import): () => Promise<void> {
  const pause = async (ms: number) => void (await sleep(ms));
  const perSecond = Math.min(api.settings.cloudConnect.requestsPerSecond, most.requestsPerSecond);
  const pace = createPacer(perSecond, 1, { now, sleep: pause });
  return async () => {
    for (let waitMs = await pace(accountId); waitMs !== undefined; waitMs = await pace(accountId))
      await pause(waitMs);
  };
}
