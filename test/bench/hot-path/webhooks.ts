import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type FreshSample, freshSamples, webhookSourceOf } from '../../../infra/local/sample-webhooks.ts';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { Seal, UnsignedWebhook, WebhookSource } from '../../../shared/sources/source.ts';
import { gatewayEvent } from '../stubs/gateway-event.ts';

/** A source's webhooks as the gateway hands them over, signed now. */
export type Load = {
  readonly source: string;
  readonly secret: string;
  /** One webhook of one event. */
  readonly one: readonly APIGatewayProxyEventV2[];
  /** A hundred events: in one webhook where `isList`, else in as many webhooks as they take. */
  readonly hundred: readonly APIGatewayProxyEventV2[];
  readonly isList: boolean;
  /** How many events each of the two holds. */
  readonly events: { readonly one: number; readonly hundred: number };
};

const hundred = 100;

export function webhookSourcesOf({ sources }: Configuration): readonly string[] {
  return Object.entries(sources).flatMap(([name, { vendor }]) =>
    ['genesys', 'amazon-connect'].includes(vendor) ? [] : [name],
  );
}

/** The webhooks of a source of this configuration; the samples tell what its vendor sends. */
export function loadOf(name: string, configuration: Configuration): Load {
  const { source, seal } = sealedSource(name, configuration);
  const { secret, nowMs, settings } = seal;
  const samples = freshSamples(settings, nowMs).filter(({ events }) => events.length > 0);
  const single = samples.find(isActivity) ?? samples.find(({ events }) => events.length === 1) ?? samples[0];
  if (!single) throw new RangeError(`there is no sample of an event of ${name}`);
  const sign = signerOf(name, source, seal);
  if (settings.vendor === 'standard') {
    const [one = {}] = standardEvents(1, nowMs);
    const list = standardWebhook({ events: standardEvents(hundred, nowMs) });
    const events = { one: 1, hundred };
    return {
      source: name,
      secret,
      one: [sign(standardWebhook(one))],
      hundred: [sign(list)],
      isList: true,
      events,
    };
  }
  const several = repeated(samples);
  const events = {
    one: single.events.length,
    hundred: several.reduce((sum, sample) => sum + sample.events.length, 0),
  };
  return { source: name, secret, one: [sign(single)], hundred: several.map(sign), isList: false, events };
}

/** One webhook of our own schema with so many events, signed with the secret of the source's load. */
export function standardListOf(events: number, configuration: Configuration): APIGatewayProxyEventV2 {
  const { source, seal } = sealedSource('standard', configuration);
  const list = standardWebhook({ events: standardEvents(events, seal.nowMs) });
  return signerOf('standard', source, seal)(list);
}

function sealedSource(name: string, { sources }: Configuration) {
  const settings = sources[name];
  if (!settings) throw new RangeError(`there is no source ${name}`);
  const source = webhookSourceOf(settings);
  return { source, seal: { secret: source.secretFrom(Buffer.alloc(32, 7)), nowMs: Date.now(), settings } };
}

function signerOf(name: string, source: WebhookSource, seal: Seal) {
  return (webhook: UnsignedWebhook) => gatewayEvent(name, source.sign(webhook, seal), new Date(seal.nowMs));
}

/** Events of our own schema as a first-party sender writes them, with ids of its own, others each minute: 800 agents in turn,
 * no two of an agent in one second; some 190 bytes each. */
export function standardEvents(count: number, nowMs: number): readonly object[] {
  const minute = Math.floor(nowMs / 60_000)
    .toString(16)
    .padStart(8, '0');
  return Array.from({ length: count }, (_, index) => ({
    type: 'agent-activity',
    id: `${minute}-51d4-4e0a-9b3c-${String(index).padStart(12, '0')}`,
    agentId: `agent-${1000 + (index % 800)}`,
    eventTime: new Date(nowMs - index * 1000).toISOString(),
    state: 'ON-CALL',
    reason: '2ND-LINE',
    stateClass: 'busy',
  }));
}

function standardWebhook(body: object): UnsignedWebhook {
  return { headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(body)) };
}

/** The samples again and again, until they tell a hundred events. */
function repeated(samples: readonly FreshSample[]): readonly FreshSample[] {
  const several: FreshSample[] = [];
  for (let count = 0, index = 0; count < hundred; index += 1) {
    const sample = samples[index % samples.length];
    if (!sample) break;
    several.push(sample);
    count += sample.events.length;
  }
  return several;
}

function isActivity({ events }: FreshSample): boolean {
  return events.length === 1 && events[0]?.type === 'agent-activity';
}
