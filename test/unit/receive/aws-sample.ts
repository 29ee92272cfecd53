import { configurationSchema, sourceSettings } from '../../../shared/configuration/configuration.ts';
import { Untranslatable } from '../../../shared/errors.ts';
import type { LogFields } from '../../../shared/log.ts';
import type { Metrics } from '../../../shared/metrics.ts';
import type { DeadLetter } from '../../../shared/ports/dead-letters.ts';
import type { AwsSource } from '../../../shared/sources/source.ts';
import type { Measured } from '../measured.ts';

/** The things that the tests of receiving over AWS speak of. */
export const nowMs = Date.parse('2026-11-23T09:01:23.000Z');

type Told = { from?: string; events?: object[]; broken?: boolean };

/** A vendor whose events name the account they are `from`, and are a translation, or broken. */
export function fakeSource(overrides: Partial<AwsSource> = {}): AwsSource {
  return {
    transport: 'aws',
    vendor: 'fake',
    documentation: 'https://vendor.example/events',
    firstParty: false,
    codes: { states: {}, reasons: {} },
    options: { agentIds: ['id'], collectionPoints: ['queue'], activity: ['status'] },
    arrival: () => ({ rule: { source: 'fake', detailTypes: ['told'] }, stream: {} }),
    originOf: (event) => (event as Told | null)?.from,
    isFrom: (event, { account }) => account !== undefined && (event as Told | null)?.from === account,
    translate: (event) => {
      const { events = [], broken } = event as Told;
      if (broken) throw new Untranslatable('it is broken');
      return { events, ignored: 0 } as ReturnType<AwsSource['translate']>;
    },
    ...overrides,
  };
}

/** Dependencies that keep what they were given; `desk` is account 7's, `shop` account 8's. */
export function keeping(source: AwsSource = fakeSource()) {
  const kept = {
    events: [] as { source: string; receivedAt: string; events: { agentId: string }[] }[],
    contacts: [] as string[],
    letters: [] as DeadLetter[],
    log: [] as (LogFields & { event: string })[],
    measured: [] as Measured[],
  };
  const entry = (account: string, accountId: string) =>
    sourceSettings.parse({
      vendor: 'fake',
      account,
      accountId,
      ids: { agentId: 'id', collectionPoint: 'queue' },
      activity: 'status',
      people: 'none',
    });
  const names = new Map<string, string>();
  const dependencies = {
    configuration: {
      ...configurationSchema.parse({
        environment: 'test',
        cloudConnect: { baseUrl: 'https://wfm.example' },
        sources: { desk: { vendor: 'fake' } },
      }),
      sources: { desk: entry('seven', '7'), shop: entry('eight', '8') },
    },
    sources: { fake: source },
    queues: {
      events: {
        send: async (bodies: readonly string[]) =>
          void kept.events.push(...bodies.map((body) => JSON.parse(body))),
      },
      contacts: { send: async (bodies: readonly string[]) => void kept.contacts.push(...bodies) },
    },
    deadLetters: { put: async (letter: DeadLetter) => void kept.letters.push(letter) },
    agents: {
      learn: (key: string, name: string) => void names.set(key, name),
      find: (key: string) => names.get(key),
    },
    now: () => nowMs,
    log: (_level: string, event: string, fields?: LogFields) => void kept.log.push({ event, ...fields }),
    metrics: ((name, value, dimensions) =>
      void kept.measured.push({ name, value, ...dimensions })) satisfies Metrics,
  };
  return { kept, dependencies };
}

export const activity = (agentId: string) => ({
  type: 'agent-activity',
  agentId,
  eventTime: '2026-11-23T09:01:22.480Z',
  state: 'AVAIL',
});
