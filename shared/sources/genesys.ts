import * as z from 'zod/mini';
import {
  ofMedium,
  readCustomerEnd,
  readQueueEnd,
  readQueueStart,
  readUserEnd,
  readWrapUp,
} from './genesys/conversation-topics.ts';
import type { Reader } from './genesys/topic.ts';
import { codes, readActivity, readPresence, readRoutingStatus } from './genesys/user-topics.ts';
import { readPayload } from './read-payload.ts';
import type { AwsSource } from './source.ts';

/**
 * The topics' bodies are those of the notification schema, from which the SDKs are generated. Which topics the EventBridge
 * integration offers, and what the vendor words mean for an agent, are not confirmed against a live account.
 */
const documentation = 'https://help.mypurecloud.com/articles/configure-the-amazon-eventbridge-integration/';

/** EventBridge's envelope; the literal `{id}` stays in the detail type, the topic's name has the ids. */
const envelope = z.object({ 'detail-type': z.string() });
const origin = z.object({ source: z.string(), account: z.string() });

const ownSettings = {
  /** As the AWS console names it; the organization's id stands in it. */
  partnerEventSource: z
    .string()
    .check(
      z.regex(
        /^aws\.partner\/genesys\.com\/cloud\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\/[\w.-]{1,64}$/,
        'must be the partner event source’s name, aws.partner/genesys.com/cloud/ORGANIZATION-ID/SUFFIX',
      ),
    ),
  /** Which AWS account an event's envelope has to name. */
  account: z.optional(z.string().check(z.regex(/^\d{12}$/, 'must be an AWS account id of 12 digits'))),
} as const;

/** Genesys Cloud over its Amazon EventBridge integration: agents' activity and conversation detail events. */
export const genesys: AwsSource = {
  transport: 'aws',
  vendor: 'genesys',
  documentation,
  firstParty: false,
  codes,
  options: {
    agentIds: ['userId'],
    collectionPoints: ['queueId'],
    activity: ['status'],
    settings: ownSettings,
  },

  arrival: (settings) => {
    const { partnerEventSource } = z.object(ownSettings).parse(settings);
    return {
      rule: {
        eventBusName: partnerEventSource,
        source: partnerEventSource,
        detailTypes: Object.keys(readers),
      },
    };
  },

  originOf: (event) => origin.safeParse(event).data?.source,

  isFrom: (event, { partnerEventSource, account }) => {
    const { data } = origin.safeParse(event);
    return (
      data !== undefined &&
      data.source === partnerEventSource &&
      (account === undefined || data.account === account)
    );
  },

  translate: (payload, { settings }) => {
    const topic = readPayload(envelope, payload, 'a genesys event')['detail-type'];
    const read = Object.hasOwn(readers, topic) ? readers[topic] : undefined;
    const events = read?.(payload, { what: `genesys ${topic}`, settings }) ?? [];
    return { events, ignored: events.length > 0 ? 0 : 1 };
  },
};

/** What is read from each topic; the others tell nothing more, or (queue observations) only running sums of half hours. */
const readers: Readonly<Record<string, Reader>> = {
  'v2.users.{id}.activity': readActivity,
  'v2.users.{id}.presence': readPresence,
  'v2.users.{id}.routingStatus': readRoutingStatus,
  'v2.detail.events.conversation.{id}.acd.start': ofMedium(readQueueStart),
  'v2.detail.events.conversation.{id}.acd.end': ofMedium(readQueueEnd),
  'v2.detail.events.conversation.{id}.user.end': ofMedium(readUserEnd),
  'v2.detail.events.conversation.{id}.acw': ofMedium(readWrapUp),
  'v2.detail.events.conversation.{id}.customer.end': ofMedium(readCustomerEnd),
};
