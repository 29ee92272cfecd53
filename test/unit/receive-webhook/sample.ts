import {
  type Configuration,
  configurationSchema,
  sourceSettings,
} from '../../../shared/configuration/configuration.ts';
import { SignatureRefused, Untranslatable } from '../../../shared/errors.ts';
import type { LogFields } from '../../../shared/log.ts';
import type { Metrics } from '../../../shared/metrics.ts';
import type { DeadLetter } from '../../../shared/ports/dead-letters.ts';
import {
  type Arrival,
  findSource,
  type WebhookRequest,
} from '../../../shared/receive-webhook/find-source.ts';
import type { ReceiveDependencies } from '../../../shared/receive-webhook/receive-webhook.ts';
import type { Webhook, WebhookSource } from '../../../shared/sources/source.ts';
import type { Measured } from '../measured.ts';

/** The things the receiving's tests speak of, in as few words as each test needs. */
export const nowMs = Date.parse('2026-11-23T09:01:23.000Z');
export const secret = 'current/secret+';

/** A vendor whose signature is the secret itself, and whose payload is a translation. */
export function fakeSource(overrides: Partial<WebhookSource> = {}): WebhookSource {
  return {
    transport: 'webhook',
    vendor: 'fake',
    documentation: 'https://vendor.example/webhooks',
    successStatus: 202,
    mediaTypes: ['application/json'],
    toleranceSeconds: 300,
    firstParty: false,
    codes: { states: {}, reasons: {} },
    options: { agentIds: ['id'], collectionPoints: ['queue'], activity: ['status'] },
    verify: ({ headers }, { secrets }) => {
      const given = headers['x-signature'];
      if (!given || !secrets.includes(given)) throw new SignatureRefused('no signature matches');
      return given;
    },
    parse: ({ headers, body }) => {
      try {
        return JSON.parse(body.toString());
      } catch {
        throw new Untranslatable(`not JSON, signed with ${headers['x-signature']}`);
      }
    },
    translate: (payload) => payload as ReturnType<WebhookSource['translate']>,
    sign: ({ headers, body }, { secret }) => ({ headers: { ...headers, 'x-signature': secret }, body }),
    secretFrom: (random) => random.toString('hex'),
    ...overrides,
  };
}

export function configurationOf(settings: object = {}): Configuration {
  const { sources, ...rest } = configurationSchema.parse({
    environment: 'test',
    cloudConnect: { baseUrl: 'https://wfm.example' },
    sources: { desk: { vendor: 'fake' } },
  });
  const desk = {
    accountId: '7',
    ids: { agentId: 'id', collectionPoint: 'queue' },
    activity: 'status',
    people: 'none',
    ...sources['desk'],
    ...settings,
  };
  return { ...rest, sources: { desk: sourceSettings.parse(desk) } };
}

export function webhookOf(
  body: unknown = { events: [], ignored: 1 },
  overrides: Partial<Webhook> = {},
): Webhook {
  return {
    method: 'POST',
    path: '/webhooks/desk',
    url: 'https://adapter.example/webhooks/desk',
    queryString: '',
    headers: { 'content-type': 'application/json', 'x-signature': secret },
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    ...overrides,
  };
}

export function requestOf(body?: unknown, overrides?: Partial<Webhook>): WebhookRequest {
  return { sourceName: 'desk', webhook: webhookOf(body, overrides) };
}

export function arrivalOf(
  source: WebhookSource = fakeSource(),
  settings: object = {},
  webhook?: Webhook,
): Arrival {
  const known = { configuration: configurationOf(settings), sources: { fake: source }, now: () => nowMs };
  return findSource({ sourceName: 'desk', webhook: webhook ?? webhookOf() }, known);
}

/** Dependencies that keep what they were given. */
export function keeping(overrides: Partial<ReceiveDependencies> = {}) {
  const kept = {
    events: [] as string[],
    contacts: [] as string[],
    letters: [] as DeadLetter[],
    log: [] as (LogFields & { event: string })[],
    measured: [] as Measured[],
  };
  const dependencies: ReceiveDependencies = {
    configuration: configurationOf(),
    sources: { fake: fakeSource() },
    secrets: { read: async () => [secret], readAgain: async () => [secret] },
    front: { read: async () => [], readAgain: async () => [] },
    queues: {
      events: { send: async (bodies) => void kept.events.push(...bodies) },
      contacts: { send: async (bodies) => void kept.contacts.push(...bodies) },
    },
    deadLetters: { put: async (letter) => void kept.letters.push(letter) },
    now: () => nowMs,
    log: (_level, event, fields) => void kept.log.push({ event, ...fields }),
    metrics: ((name, value, dimensions) =>
      void kept.measured.push({ name, value, ...dimensions })) satisfies Metrics,
    ...overrides,
  };
  return { kept, dependencies };
}

export const activity = {
  type: 'agent-activity',
  agentId: '1001',
  eventTime: '2026-11-23T09:01:22.480Z',
  state: 'AVAIL',
} as const;

export const milestone = {
  type: 'contact-milestone',
  contactId: 'c1',
  at: '2026-11-23T09:01:22.480Z',
  milestone: 'offered',
} as const;

export const volume = {
  type: 'call-volume',
  collectionPoint: 'support',
  interval: '2026-11-23T09:00:00.000Z',
  contactsOffered: 5,
  contactsNotHandled: 2,
  talkSeconds: 600,
} as const;
