import type { StoredRows } from '../../infra/local/arrived-rows.ts';
import type { Letter } from './letters.ts';
import type { Sent } from './send-day.ts';

/** What the books say at the end of a day; no problems means that every accepted event is accounted for. */
export type Verdict = {
  readonly changes: number;
  readonly keys: number;
  readonly rows: number;
  readonly letters: Readonly<Record<string, number>>;
  /** Keys of which the earlier of two changes is stored, because it came first. */
  readonly collisions: number;
  readonly lost: readonly string[];
  readonly problems: readonly string[];
};

type Change = { readonly atMs: number; readonly value: string };

/** What is found when all is done. */
export type Found = {
  readonly rows: StoredRows['agent-activity'];
  readonly letters: readonly Letter[];
  /** Messages that would not leave the queue. */
  readonly stuck: number;
  /** What the functions counted of keys that came a second time: in one process's memory, or by the API's refusal. */
  readonly countedCollisions: number;
};

/** Compares the truth with what is stored and what is set aside. */
export function judge(
  sent: readonly Sent[],
  beganAtMs: number,
  { rows, letters, stuck, countedCollisions }: Found,
): Verdict {
  const due = timelines(
    sent.filter(({ accepted, webhook }) => accepted && webhook.kind === 'states'),
    beganAtMs,
  );
  const possible = timelines(
    sent.filter(({ webhook }) => webhook.kind === 'states'),
    beganAtMs,
  );
  const stored = new Map(rows.map((row) => [keyOf(String(row['AgentId']), timeOf(row)), stateOf(row)]));
  const problems: string[] = [];
  if (stored.size !== rows.length) problems.push(`${rows.length - stored.size} rows stand twice under a key`);
  let collisions = 0;
  const lost: string[] = [];
  for (const [key, changes] of due) {
    const value = stored.get(key);
    const told = [...changes, ...(possible.get(key) ?? [])];
    if (value === undefined) lost.push(key);
    else if (value === latest(changes)) continue;
    else if (told.some((change) => change.value === value)) collisions += 1;
    else problems.push(`${key} is ${value}, and should be ${latest(changes)}`);
  }
  for (const key of stored.keys())
    if (!possible.has(key)) problems.push(`${key} is stored, and never happened`);
  problems.push(...judgeLetters(sent, letters));
  if (collisions > countedCollisions) problems.push(`${collisions} collisions, ${countedCollisions} counted`);
  if (stuck > 0) problems.push(`${stuck} messages are stuck in the queue`);
  const changes = [...due.values()].reduce((sum, list) => sum + list.length, 0);
  return {
    ...{ changes, keys: due.size, rows: rows.length, collisions, lost, problems },
    letters: countBy(letters.map(({ reason }) => reason)),
  };
}

const reasonOfKind = {
  untranslatable: 'untranslatable',
  unmapped: 'unmapped-state',
  poison: 'exhausted',
} as const;

/** Each oddity that was accepted is a dead letter of its reason, and nothing else is one. */
function judgeLetters(sent: readonly Sent[], letters: readonly Letter[]): string[] {
  const problems: string[] = [];
  const explained = new Set<Letter>();
  for (const { webhook, accepted } of sent) {
    const [change] = webhook.told;
    if (webhook.kind === 'forged' && accepted) problems.push('a forged webhook was accepted');
    if (
      !change ||
      !accepted ||
      webhook.kind === 'states' ||
      webhook.kind === 'contact' ||
      webhook.kind === 'forged'
    )
      continue;
    const reason = reasonOfKind[webhook.kind];
    const own = letters.filter((one) => one.reason === reason && one.original.includes(change.agentId));
    for (const letter of own) explained.add(letter);
    if (own.length === 0) problems.push(`${change.agentId} was accepted and is no dead letter (${reason})`);
    // What is received twice is kept twice where it is kept whole; an event is one dead letter however often it is told.
    if (own.length > 1 && webhook.kind === 'unmapped')
      problems.push(`${change.agentId} is ${own.length} dead letters (${reason})`);
  }
  for (const letter of letters)
    if (!explained.has(letter))
      problems.push(`an unexpected dead letter: ${letter.reason}, ${letter.detail}`);
  return problems;
}

function timelines(sent: readonly Sent[], beganAtMs: number): ReadonlyMap<string, readonly Change[]> {
  const changes = sent.flatMap(({ webhook: { told, vendor } }) =>
    told.map(({ agentId, atMs, state }) => {
      const at = beganAtMs + vendor.aheadMs + atMs;
      return { key: keyOf(agentId, at), atMs: at, value: `${state.activity}/${state.reasonCode ?? ''}` };
    }),
  );
  return Map.groupBy(changes, ({ key }) => key);
}

function latest(changes: readonly Change[]): string | undefined {
  return changes.toSorted((one, other) => other.atMs - one.atMs)[0]?.value;
}

function keyOf(agentId: string, atMs: number): string {
  return `${agentId}@${new Date(Math.floor(atMs / 1000) * 1000).toISOString()}`;
}

function timeOf(row: Readonly<Record<string, unknown>>): number {
  return Date.parse(`${row['EventTime']} UTC`);
}

function stateOf(row: Readonly<Record<string, unknown>>): string {
  return `${row['Activity']}/${row['ReasonCode'] ?? ''}`;
}

export function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
