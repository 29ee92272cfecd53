import { missingField } from './read-payload.ts';

/** What a webhook of Talkdesk's may tell us; the names are those of its API, where it has one. */
export const triggers = [
  'agentLogIn',
  'agentLogOut',
  'agentStatusChanges',
  'callEntersWaitingQueue',
  'callIsAbandoned',
  'inboundCallReachesContactCenter',
  'inboundCallStarts',
  'inboundCallEnds',
  'outboundCallEnds',
  'user.logout',
] as const;
export type Trigger = (typeof triggers)[number];

/** The payload's fields that say something. */
export type Fields = Readonly<Record<string, unknown>>;

/** A placeholder that the template's renderer left as it stood. */
const placeholder = /\{\{[^{}]*\}\}/;

/** Templates write every value as text: an empty one, or one that was never filled in, is as good as missing. */
export function saidFields(payload: Fields): Fields {
  return Object.fromEntries(Object.entries(payload).filter(([, value]) => says(value)));
}

function says(value: unknown): boolean {
  return typeof value === 'string' ? value !== '' && !placeholder.test(value) : value !== null;
}

/** The payload with the `trigger` of its URL, where it names none itself: one address for each trigger tells them apart. */
export function withTrigger(payload: Fields, queryString: string): Fields {
  const trigger = new URLSearchParams(queryString).get('trigger');
  const said = saidFields(payload);
  return trigger && !said['trigger'] && !said['event_type'] ? { ...payload, trigger } : payload;
}

/**
 * What a webhook is: as a `trigger` in its template or URL names it, else as the fields of the default templates tell it.
 * Undefined for one that we do not use; throws Untranslatable where it may be one that we do, but cannot be told.
 */
export function triggerOf(payload: Fields, what: string): Trigger | undefined {
  const { trigger, event_type: eventType } = saidFields(payload);
  const named = trigger ?? eventType;
  return typeof named === 'string' ? byName.get(letters(named)) : byTemplate(payload, what);
}

/** How the HTTP Notifier lists them, where that is not the name in other letters. */
const alsoCalled = {
  'agent logs in': 'agentLogIn',
  'agent logs out': 'agentLogOut',
  'call enters the waiting queue': 'callEntersWaitingQueue',
  'call is short abandoned': 'callIsAbandoned',
} as const satisfies Readonly<Record<string, Trigger>>;

const byName: ReadonlyMap<string, Trigger> = new Map([
  ...triggers.map((name) => [letters(name), name] as const),
  ...Object.entries(alsoCalled).map(([name, trigger]) => [letters(name), trigger] as const),
]);

/** Without the article that begins a sentence. */
function letters(name: string): string {
  return name
    .toLowerCase()
    .replace(/^an? /, '')
    .replace(/[^a-z]/g, '');
}

/**
 * By which fields a default template has, filled in or not. The values of its `event` are unpublished, and count only where
 * nothing else tells: login and logout have the same fields.
 */
function byTemplate(payload: Fields, what: string): Trigger | undefined {
  const has = (...names: string[]) => names.some((name) => Object.hasOwn(payload, name));
  if (has('call_id', 'interaction_id')) {
    if (has('start_time', 'in_business_hours')) return 'inboundCallEnds';
    if (has('total_duration', 'hangup')) return 'outboundCallEnds';
    if (has('is_transfer', 'waiting_time')) return 'inboundCallStarts';
    if (!has('agent_id')) return 'inboundCallReachesContactCenter';
  } else {
    if (!has('agent_id', 'agent_email')) return undefined;
    if (has('status')) return 'agentStatusChanges';
    const [, direction] = logged.exec(String(saidFields(payload)['event'] ?? '')) ?? [];
    if (direction) return direction.toLowerCase() === 'in' ? 'agentLogIn' : 'agentLogOut';
  }
  throw missingField(what, 'trigger');
}

const logged = /log(?:s|ged)?[ _.-]?(in|out)/i;
