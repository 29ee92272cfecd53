import type { OpenDeployment } from '../../../../infra/ops/open-deployment.ts';
import { parseCommand } from '../../../../infra/ops/parse-command.ts';
import { runCommand } from '../../../../infra/ops/run-command.ts';
import { packRows } from '../../../../shared/roll-up/pack-rows.ts';
import type { RecountAnswer } from '../../../../shared/roll-up/recount-request.ts';
import { screen } from '../sample.ts';

type Figures = { offered?: number; notHandled?: number; accountId?: string; sources?: string[] };

/** A row as roll-up answers it; `at` is a time of 23 November 2026 in UTC. */
export function rowOf(collectionPoint: string, at: string, figures: Figures = {}) {
  const { offered = 0, notHandled = 0, accountId = '7', sources = [] } = figures;
  const asOf = '2026-11-23T12:00:00.000Z';
  const [body = ''] = packRows([
    {
      type: 'call-volume',
      id: `${collectionPoint}@${at}`,
      collectionPoint,
      interval: `2026-11-23T${at}:00.000Z`,
      contactsOffered: offered,
      contactsNotHandled: notHandled,
      talkSeconds: offered * 60.5,
      holdSeconds: 0,
      serviceLevelPct: offered > 0 ? 66.7 : 0,
      outboundContacts: 0,
      outboundSeconds: 0,
      asOf,
      ...{ source: 'roll-up', accountId, receivedAt: asOf },
    },
  ]);
  return { sources, body };
}

export function answerOf(rows: ReturnType<typeof rowOf>[], next?: string): RecountAnswer {
  return { outcome: 'recounted', timeZone: 'America/New_York', rows, ...(next !== undefined && { next }) };
}

/** A deployment whose roll-up gives these answers, one after the other; it keeps what it is asked and sent. */
export function rollUpOf(answers: readonly unknown[], overrides: Partial<OpenDeployment> = {}) {
  const asked: [string, unknown][] = [];
  const sent: [string, string][] = [];
  const deployment: Pick<OpenDeployment, 'invoke' | 'send'> = {
    invoke: async (name, payload) => answers[asked.push([name, JSON.parse(payload)]) - 1],
    send: async (queue, body) => void sent.push([queue, body]),
    ...overrides,
  };
  return { deployment: deployment as OpenDeployment, asked, sent };
}

/** Runs a command of these words, for the whole day where it is of rows. */
export async function operateVolume(words: string, deployment: OpenDeployment, shown = screen()) {
  const time = words.startsWith('run') ? [] : ['--from', '2026-11-23', '--to', '2026-11-24'];
  const args = ['volume', ...words.split(' '), ...time, '--environment', 'test'];
  return { done: await runCommand(parseCommand(args), deployment, shown.terminal), ...shown };
}
