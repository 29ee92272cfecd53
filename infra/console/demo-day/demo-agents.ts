import type { AgentRow } from '../../../shared/logs/agent-rows.ts';
import { seededRandom } from '../../seeded-random.ts';

/** How long a state lasts in minutes, and what vendors call it. */
type Habit = {
  readonly source: string;
  readonly state: string;
  readonly code: string;
  readonly reason?: string;
  readonly reasonCode?: string;
  readonly minutes: readonly [number, number];
};

const habits: Readonly<Record<string, readonly Habit[]>> = {
  zoom: [
    { source: 'zoom', state: 'Ready', code: 'AVAIL', minutes: [2, 25] },
    { source: 'zoom', state: 'Occupied', code: 'BUSY', minutes: [3, 14] },
    { source: 'zoom', state: 'Ready', code: 'AVAIL', minutes: [1, 12] },
    {
      source: 'zoom',
      state: 'Not Ready',
      code: 'NOTREADY',
      reason: 'Break',
      reasonCode: 'BREAK',
      minutes: [5, 16],
    },
    { source: 'zoom', state: 'Not Ready', code: 'NOTREADY', reason: 'Coaching', minutes: [10, 30] },
  ],
  aircall: [
    { source: 'aircall', state: 'available', code: 'AVAIL', minutes: [3, 22] },
    { source: 'aircall', state: 'call.answered', code: 'TALK', minutes: [2, 12] },
    { source: 'aircall', state: 'wut_start', code: 'ACW', minutes: [1, 4] },
    {
      source: 'aircall',
      state: 'unavailable',
      code: 'NOTREADY',
      reason: 'out_for_lunch',
      reasonCode: 'LUNCH',
      minutes: [20, 40],
    },
  ],
  twilio: [
    { source: 'twilio', state: 'Available', code: 'AVAIL', minutes: [4, 30] },
    { source: 'twilio', state: 'Break', code: 'BREAK', minutes: [6, 15] },
    { source: 'twilio', state: 'Side Project', code: 'OTHER', minutes: [10, 40] },
    { source: 'twilio', state: 'Offline', code: 'LOGOUT', minutes: [15, 90] },
  ],
};

const minuteMs = 60_000;

type Center = {
  readonly count: number;
  readonly hours: number;
  readonly nowMs: number;
  /** For how long a source has told nothing, in milliseconds; not at all where left out. */
  readonly silentForMs: Readonly<Record<string, number>>;
};

/** The states of so many agents over so many hours before now, as deliver-events logs them; the same for the same seed. */
export function demoAgents({ count, hours, nowMs, silentForMs }: Center): readonly AgentRow[] {
  const random = seededRandom(7);
  const sources = Object.keys(habits);
  return Array.from({ length: count }, (_, index) => {
    const source = sources[index % sources.length] ?? '';
    return dayOf(`${1001 + index}`, habits[source] ?? [], {
      fromMs: nowMs - hours * 3_600_000,
      toMs: nowMs - (silentForMs[source] ?? 0),
      random,
    });
  }).flat();
}

function dayOf(
  agentId: string,
  own: readonly Habit[],
  { fromMs, toMs, random }: { fromMs: number; toMs: number; random: () => number },
): AgentRow[] {
  const rows: AgentRow[] = [];
  let atMs = fromMs + random() * 40 * minuteMs;
  while (atMs < toMs) {
    const habit = own[Math.floor(random() * own.length)] ?? own[0];
    if (!habit) return rows;
    rows.push(rowOf(agentId, habit, atMs, random));
    const [least, most] = habit.minutes;
    atMs += (least + random() * (most - least)) * minuteMs;
  }
  return rows;
}

/** One in forty came in late, one in eighty was overtaken by another of its second. */
function rowOf(agentId: string, habit: Habit, atMs: number, random: () => number): AgentRow {
  const { source, state, reason, code, reasonCode } = habit;
  const isLate = random() < 1 / 40;
  const receivedMs = atMs + 200 + random() * 900 + (isLate ? 200_000 + random() * 300_000 : 0);
  const isCollapsed = !isLate && random() < 1 / 80;
  return {
    ...{ source, accountId: '1', agentId, eventTime: at(atMs), state, code },
    ...(reason !== undefined && { reason }),
    ...(reasonCode !== undefined && { reasonCode }),
    receivedAt: at(receivedMs),
    acceptedAt: at(receivedMs + 1000 + random() * 29_000),
    ...((isLate || isCollapsed) && { flags: [isLate ? 'late' : 'collapsed'] }),
  };
}

function at(ms: number): string {
  return new Date(ms).toISOString();
}
