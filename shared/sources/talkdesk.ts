import * as z from 'zod/mini';
import type { TranslatedEvent } from '../events/event.ts';
import { failClosed } from '../signatures/fail-closed.ts';
import { parseJson } from './parse-json.ts';
import { readPayload } from './read-payload.ts';
import type { WebhookSource } from './source.ts';
import { agentState, codes, login, type Reading, statusChange, userLogout } from './talkdesk-agent.ts';
import { callReaders } from './talkdesk-call.ts';
import { requireProof } from './talkdesk-proof.ts';
import { saidFields, type Trigger, triggerOf, withTrigger } from './talkdesk-trigger.ts';

/**
 * The triggers; their templates stand in the certified connector's definition
 * (https://github.com/microsoft/PowerPlatformConnectors/tree/dev/certified-connectors/Talkdesk), the HTTP Notifier's in
 * https://support.talkdesk.com/hc/en-us/articles/115005569183 and signatures in https://docs.talkdesk.com/docs/events-api
 */
const documentation = 'https://docs.talkdesk.com/docs/webhook-trigger-api';

const what = 'a talkdesk webhook';
const anyFields = z.record(z.string(), z.unknown());

/** Talkdesk: templates of our own, filled in by its triggers and its HTTP Notifier; and the Events API's logouts. */
export const talkdesk: WebhookSource = {
  transport: 'webhook',
  vendor: 'talkdesk',
  documentation,
  successStatus: 200,
  mediaTypes: 'any',
  toleranceSeconds: null,
  firstParty: false,
  codes,
  options: {
    agentIds: ['agent_id', 'agent_email'],
    collectionPoints: ['tags', 'talkdesk_phone_number'],
    activity: ['status', 'contacts'],
    announcesPeople: true,
  },

  verify: failClosed((webhook, { secrets }) => requireProof(webhook, secrets)),

  parse: ({ body, queryString }) => withTrigger(readPayload(anyFields, parseJson(body), what), queryString),

  translate: (payload, context) => {
    const given = readPayload(anyFields, payload, what);
    const trigger = triggerOf(given, what);
    if (!trigger) return { events: [], ignored: 1 };
    const events = readers[trigger]({ ...context, what: `talkdesk ${trigger}`, fields: saidFields(given) });
    return { events, ignored: events.length > 0 ? 0 : 1 };
  },

  sign: ({ headers, body }, { secret }) => ({
    headers,
    body: Buffer.from(JSON.stringify({ ...readPayload(anyFields, parseJson(body), what), secret })),
  }),

  secretFrom: (random) => random.toString('hex'),
  secretIsOurs: true,
};

const readers: Readonly<Record<Trigger, (reading: Reading) => readonly TranslatedEvent[]>> = {
  agentLogIn: login,
  agentLogOut: (reading) => [agentState('agentLogOut', reading)],
  agentStatusChanges: statusChange,
  'user.logout': userLogout,
  ...callReaders,
};
