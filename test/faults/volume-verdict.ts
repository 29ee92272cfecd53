import type { StoredRows } from '../../infra/local/arrived-rows.ts';
import type { PlannedContact, PlannedLeg } from './contacts.ts';
import type { Sent } from './send-day.ts';
import { heldMs } from './write-contact.ts';

/** The true figures of one row, in milliseconds and contacts. */
type Truth = {
  offered: number;
  notHandled: number;
  inTime: number;
  talkMs: number;
  holdMs: number;
  outbound: number;
  outboundMs: number;
};

export type VolumeVerdict = {
  /** Rows that count at least one contact. */
  readonly volumeRows: number;
  readonly contacts: number;
  readonly volumeProblems: readonly string[];
};

const serviceLevelMs = 20_000;
const quarterMs = 15 * 60_000;

/**
 * Compares the rows that the API has with the true ones of the accepted contacts. A contact of which a webhook was never
 * accepted is not ours to tell: the rows that it would count in are left out.
 */
export function judgeVolume(
  sent: readonly Sent[],
  beganAtMs: number,
  { rows, timeZone }: { readonly rows: StoredRows['call-volume']; readonly timeZone: string },
): VolumeVerdict {
  const tellings = sent.flatMap(({ webhook: { telling }, accepted }) =>
    telling ? [{ contact: telling.contact, key: `${telling.what}@${telling.atMs}`, accepted }] : [],
  );
  const truth = new Map<string, Truth>();
  const unknown = new Set<string>();
  const byContact = Map.groupBy(tellings, ({ contact }) => contact);
  for (const [contact, told] of byContact) {
    const whole = [...Map.groupBy(told, ({ key }) => key).values()].every((same) =>
      same.some(({ accepted }) => accepted),
    );
    for (const [key, adds] of additions(contact, beganAtMs, timeZone)) {
      if (!whole) unknown.add(key);
      truth.set(key, sum(truth.get(key) ?? nothing, adds));
    }
  }
  const stored = new Map(rows.map((row) => [`${row['CollectionPoint']}@${row['Interval']}`, row]));
  const volumeProblems: string[] = [];
  if (stored.size !== rows.length)
    volumeProblems.push(`${rows.length - stored.size} volume rows stand twice under a key`);
  for (const key of new Set([...truth.keys(), ...stored.keys()])) {
    if (unknown.has(key)) continue;
    const row = stored.get(key);
    const due = written(truth.get(key) ?? nothing);
    const found = row && columns.map((column) => String(row[column] ?? '0')).join(' ');
    if (found !== due)
      volumeProblems.push(`volume ${key} is ${found ?? 'missing'}, and should be ${due} (${columns})`);
  }
  return { volumeRows: truth.size, contacts: byContact.size, volumeProblems };
}

const columns = [
  'ContactsOffered',
  'ContactsNotHandled',
  'TalkTime',
  'HoldTime',
  'ServiceLevelPct',
  'OutboundContacts',
  'OutboundTimeStamp',
] as const;

function written({ offered, notHandled, inTime, talkMs, holdMs, outbound, outboundMs }: Truth): string {
  const level = offered === 0 ? 0 : Math.round((inTime / offered) * 1000) / 10;
  return [offered, notHandled, talkMs / 1000, holdMs / 1000, level, outbound, outboundMs / 1000].join(' ');
}

/** What a contact adds to which rows. */
function additions(
  { legs, isOutbound, vendor }: PlannedContact,
  beganAtMs: number,
  timeZone: string,
): readonly (readonly [string, Truth])[] {
  const began = beganAtMs + vendor.aheadMs;
  return legs.map((leg) => {
    const { queue, offeredAtMs, answeredAtMs } = leg;
    const at = isOutbound ? (answeredAtMs ?? offeredAtMs) : offeredAtMs;
    const key = `${queue}@${shownAt(Math.floor((began + at) / quarterMs) * quarterMs, timeZone)}`;
    const spentMs = talkMs(leg);
    if (isOutbound) return [key, { ...nothing, outbound: 1, outboundMs: spentMs }] as const;
    const isAnswered = answeredAtMs !== undefined;
    const isInTime = isAnswered && answeredAtMs - offeredAtMs <= serviceLevelMs;
    return [
      key,
      {
        ...nothing,
        offered: 1,
        notHandled: isAnswered ? 0 : 1,
        inTime: isInTime ? 1 : 0,
        talkMs: spentMs,
        holdMs: heldMs(leg),
      },
    ] as const;
  });
}

/** Talk and wrap-up, without hold. */
function talkMs(leg: PlannedLeg): number {
  const { answeredAtMs, endedAtMs, wrappedAtMs } = leg;
  if (answeredAtMs === undefined) return 0;
  return endedAtMs - answeredAtMs - heldMs(leg) + (wrappedAtMs === undefined ? 0 : wrappedAtMs - endedAtMs);
}

/** As the account's own clock shows it, in the API's format; by the runtime's zones, not by ours. */
function shownAt(atMs: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(atMs);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('month')}/${part('day')}/${part('year')} ${Number(part('hour'))}:${part('minute')}:${part('second')}`;
}

function sum(one: Truth, other: Truth): Truth {
  return {
    offered: one.offered + other.offered,
    notHandled: one.notHandled + other.notHandled,
    inTime: one.inTime + other.inTime,
    talkMs: one.talkMs + other.talkMs,
    holdMs: one.holdMs + other.holdMs,
    outbound: one.outbound + other.outbound,
    outboundMs: one.outboundMs + other.outboundMs,
  };
}

const nothing: Truth = {
  offered: 0,
  notHandled: 0,
  inTime: 0,
  talkMs: 0,
  holdMs: 0,
  outbound: 0,
  outboundMs: 0,
};
