import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import { type AgentRow, readAgentRows } from '../../../../shared/logs/agent-rows.ts';
import { sources } from '../../../../shared/sources/registry.ts';
import type { StateCode } from '../../../../shared/sources/source.ts';
import type { Agents, Range, StateChange } from '../../data.ts';
import { explainState } from '../codes/explain-code.ts';
import { noRowsWritten, rowsAreCut, type SearchLogs, searchRows } from '../search-rows.ts';
import { settingsOrNone } from '../settings.ts';

const kind = { text: 'agent-rows', read: readAgentRows } as const;
/** A shift: states from before the time looked at last into it. */
const lookBackMs = 12 * 3_600_000;
/** What happened in the time may have been delivered after it; a day is as long as an outage that anybody would look for. */
const lookOnMs = 24 * 3_600_000;

/** What vendors' tables map to each code. */
const statesByCode = Map.groupBy<string | undefined, StateCode>(
  Object.values(sources).flatMap(({ codes }) => Object.values(codes.states)),
  ({ code }) => code,
);

export type Known = {
  readonly configuration: Configuration;
  readonly searchLogs: SearchLogs;
  readonly now: () => number;
};

/**
 * The state changes of a time, and of each agent the last one before it, out of the rows in the log of deliver-events.
 * Throws Unavailable where the log cannot be searched.
 */
export async function readChanges(
  range: Range,
  { configuration, searchLogs, now }: Known,
): Promise<Pick<Agents, 'isLogged' | 'changes' | 'limit'>> {
  if (!configuration.logs.rows) return { isLogged: false, changes: [], limit: noRowsWritten };
  const fromMs = Date.parse(range.from) - lookBackMs;
  const toMs = Math.min(now(), Date.parse(range.to) + lookOnMs);
  const { rows, isCut } = await searchRows(kind, { fromMs, toMs: Math.max(toMs, fromMs + 1) }, searchLogs);
  const changes = changesIn(
    rows.map((row) => changeOf(row, configuration)),
    range,
  );
  return { isLogged: true, changes, ...(isCut && { limit: rowsAreCut }) };
}

/** Those that happened in the time; of each agent also the last one before, which lasts into it. */
export function changesIn(changes: readonly StateChange[], { from, to }: Range): readonly StateChange[] {
  const within = changes.filter(({ at }) => at >= from && at < to);
  const before = new Map<string, StateChange>();
  for (const change of changes) {
    const key = JSON.stringify([change.accountId, change.agentId]);
    const known = before.get(key);
    if (change.at < from && isHeld(change) && (!known || known.at <= change.at)) before.set(key, change);
  }
  return [...before.values(), ...within];
}

function isHeld({ flags }: StateChange): boolean {
  return flags.every((flag) => flag === 'late');
}

/** The class that vendors' own tables give to what they map to a code, where all agree: a sender's own codes have none. */
function classOfCode(code: string | undefined): string | undefined {
  const [stateClass, ...others] = new Set(statesByCode.get(code)?.map((state) => state.stateClass));
  return others.length === 0 ? stateClass : undefined;
}

function changeOf(row: AgentRow, configuration: Configuration): StateChange {
  const { agentId, accountId, source, eventTime, state, reason, code, reasonCode } = row;
  const settings = settingsOrNone(configuration, source);
  const stateClass = (settings && explainState(state, settings).stateClass) ?? classOfCode(code);
  return {
    ...{ agentId, accountId, source, at: eventTime, state },
    ...(reason !== undefined && { reason }),
    code: code ?? 'no code',
    ...(reasonCode !== undefined && { reasonCode }),
    ...(stateClass !== undefined && { stateClass }),
    ...{ receivedAt: row.receivedAt, acceptedAt: row.acceptedAt, flags: row.flags ?? [] },
  };
}
