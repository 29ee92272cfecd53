import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { TranslatedEvent } from '../events/event.ts';
import { failClosed } from '../signatures/fail-closed.ts';
import { hmac } from '../signatures/hmac.ts';
import { requireHeader } from '../signatures/require-header.ts';
import { requireSigner } from '../signatures/require-signer.ts';
import { announcedPerson, announcesPeople } from './announced-person.ts';
import { chosenId } from './chosen-id.ts';
import { knownClass } from './known-class.ts';
import { parseJson } from './parse-json.ts';
import { missingField, readPayload } from './read-payload.ts';
import type { CodeTable, WebhookSource } from './source.ts';
import { vendorField } from './vendor-field.ts';

/** The topics; the signature stands in https://developers.intercom.com/docs/webhooks/setting-up-webhooks */
const documentation = 'https://developers.intercom.com/docs/references/2.17/webhooks/webhook-models';

const { id, word, unixSeconds } = vendorField;

const named = z.object({ topic: z.string() });
const adminEvent = z.object({
  created_at: unixSeconds,
  data: z.object({
    item: z.object({
      id,
      // One that is no AgentId counts as missing, which matters only where it is chosen.
      email: z.catch(z.nullish(id), null),
      name: z.catch(z.nullish(z.string()), null),
      has_inbox_seat: z.catch(z.nullish(z.boolean()), null),
      away_mode_enabled: z.nullish(z.boolean()),
      away_status_reason: z.nullish(z.union([z.literal(''), word])),
    }),
  }),
});
type AdminEvent = z.infer<typeof adminEvent>;
type Admin = AdminEvent['data']['item'];

/**
 * `active` and `away` are the Inbox's words for what `away_mode_enabled` says. The reasons are each account's own text;
 * Lunch is the one of the captured sample.
 */
const codes: CodeTable = {
  states: {
    logged_in: { code: 'LOGIN', stateClass: 'unavailable' },
    logged_out: { code: 'LOGOUT', stateClass: 'offline' },
    removed_from_workspace: { code: 'LOGOUT', stateClass: 'offline' },
    active: { code: 'AVAIL', stateClass: 'available' },
    away: { code: 'NOTREADY', stateClass: 'unavailable' },
  },
  reasons: { Lunch: 'LUNCH' },
};

/** Intercom: whether its admins (teammates) are logged in, and away. */
export const intercom: WebhookSource = {
  transport: 'webhook',
  vendor: 'intercom',
  documentation,
  successStatus: 200,
  mediaTypes: ['application/json'],
  // No time is signed.
  toleranceSeconds: null,
  firstParty: false,
  codes,
  options: { agentIds: ['id', 'email'], collectionPoints: [], activity: ['status'], announcesPeople: true },

  // Asked when the URL is saved, unsigned.
  handshakeMethods: ['HEAD'],
  greet: ({ method }) => (method === 'HEAD' ? { status: 200 } : undefined),

  verify: failClosed((webhook, trust) => {
    const given = [requireHeader(webhook, 'x-hub-signature')];
    return requireSigner(given, trust.secrets, (key) => signature(key, webhook.body));
  }),

  parse: ({ body }) => parseJson(body),

  translate: (payload, { settings }) => {
    const { topic } = readPayload(named, payload, 'an intercom webhook');
    const tell = Object.hasOwn(tellers, topic) ? tellers[topic] : undefined;
    if (!tell || (tell === newAdmin && !announcesPeople(settings))) return { events: [], ignored: 1 };
    const what = `intercom ${topic}`;
    const events = tell(readPayload(adminEvent, payload, what), { what, settings });
    return { events, ignored: events.length > 0 ? 0 : 1 };
  },

  sign: ({ headers, body }, { secret }) => ({
    headers: { ...headers, 'x-hub-signature': signature(secret, body) },
    body,
  }),

  secretFrom: (random) => random.toString('hex'),
};

type Reading = { readonly what: string; readonly settings: SourceConfiguration };
type Teller = (event: AdminEvent, reading: Reading) => readonly TranslatedEvent[];

/** What is told by each topic; those left out (ping, the activity log, conversations ...) tell nothing of an agent. */
const tellers: Readonly<Record<string, Teller>> = {
  'admin.added_to_workspace': newAdmin,
  // Both bear one second, of which the API keeps one state: the later in this list, which is the one that goes on.
  'admin.logged_in': (event, reading) => [
    ...activity(event, reading, { state: 'logged_in' }),
    ...availability(event, reading),
  ],
  'admin.away_mode_updated': (event, reading) => {
    const events = availability(event, reading);
    if (events.length > 0) return events;
    throw missingField(reading.what, 'data.item.away_mode_enabled');
  },
  'admin.logged_out': (event, reading) => activity(event, reading, { state: 'logged_out' }),
  // Nothing else would end the state of one who was removed while logged in.
  'admin.removed_from_workspace': (event, reading) =>
    activity(event, reading, { state: 'removed_from_workspace' }),
};

/** None where it is not told; an admin who is back may still carry the last reason. */
function availability(event: AdminEvent, reading: Reading): readonly TranslatedEvent[] {
  const { away_mode_enabled: isAway, away_status_reason: reason } = event.data.item;
  if (isAway === null || isAway === undefined) return [];
  return activity(
    event,
    reading,
    isAway ? { state: 'away', ...(reason && { reason }) } : { state: 'active' },
  );
}

/** An admin without a seat in the inbox answers nobody, and is no agent. */
function newAdmin({ data: { item } }: AdminEvent, reading: Reading): readonly TranslatedEvent[] {
  if (item.has_inbox_seat === false) return [];
  return [announcedPerson(agentOf(item, reading), { name: item.name })];
}

function activity(
  { created_at: eventTime, data }: AdminEvent,
  reading: Reading,
  told: { state: string; reason?: string },
): readonly TranslatedEvent[] {
  const agentId = agentOf(data.item, reading);
  return [{ type: 'agent-activity', agentId, eventTime, ...told, ...knownClass(codes, told.state) }];
}

function agentOf({ id, email }: Admin, { what, settings }: Reading): string {
  return chosenId(settings.ids.agentId, { id, email }, what);
}

function signature(secret: string, body: Buffer): string {
  return `sha1=${hmac(secret, [body], { algorithm: 'sha1', encoding: 'hex' })}`;
}
