import { type App, Stack } from 'aws-cdk-lib';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { stackNameOf } from '../../shared/environment.ts';
import { AdapterSecrets } from './adapter-secrets.ts';
import { AdapterTable } from './adapter-table.ts';
import { awsSourceArrivals, webhookSourceNames } from './configured-sources.ts';
import { CustomerKey } from './customer-key.ts';
import { DeliverEvents, deliverTimeoutSeconds } from './deliver-events.ts';
import { MessageQueue } from './message-queue.ts';
import { ReceiveBus } from './receive-bus.ts';
import { ReceiveStream } from './receive-stream.ts';
import { ReceiveWebhook } from './receive-webhook.ts';
import { RecordContacts, recordContactsTimeoutSeconds } from './record-contacts.ts';
import { RecordDeadLetters } from './record-dead-letters.ts';
import { RefreshToken } from './refresh-token.ts';
import { RollUp } from './roll-up.ts';
import { Watch } from './watch.ts';
import { WebhookApi } from './webhook-api.ts';

/**
 * One deployment of the adapter: webhooks in at the API, events in off buses and streams, rows out to Cloud Connect.
 * Its name carries the environment's, and so do the only physical names in it, so that deployments never collide.
 */
export class AdapterStack extends Stack {
  constructor(app: App, configuration: Configuration) {
    const { environment, region, delivery } = configuration;
    super(app, stackNameOf(environment), {
      description: `cloud-connect-adapter, environment ${environment}: contact-center webhooks into Cloud Connect`,
      ...(region && { env: { region } }),
    });

    const setting = configuration.encryption?.customerKey;
    const key = setting ? new CustomerKey(this, setting) : undefined;
    const table = new AdapterTable(this, 'Table', { customerKey: setting });
    const secrets = new AdapterSecrets(this, 'Secrets', configuration);
    const { windowSeconds } = delivery;
    const events = new MessageQueue(this, 'Events', { timeoutSeconds: deliverTimeoutSeconds, windowSeconds });
    const contacts = new MessageQueue(this, 'Contacts', {
      timeoutSeconds: recordContactsTimeoutSeconds,
      windowSeconds,
    });

    const refreshToken = new RefreshToken(this, 'RefreshToken', { configuration, table, secrets });
    const { operators } = configuration;
    if (operators) secrets.keepCredentialsFor(refreshToken.function.executionRole, operators);
    const deliverEvents = new DeliverEvents(this, 'DeliverEvents', {
      configuration,
      events,
      table,
      secrets,
      refreshToken,
    });
    const recordContacts = new RecordContacts(this, 'RecordContacts', { configuration, contacts, table });
    const rollUp = new RollUp(this, 'RollUp', { configuration, events, table });
    const { receiveBus, api } = this.#receivers(configuration, { events, contacts, table, secrets });
    // A run of refresh-token or roll-up that failed holds nothing to be delivered: it stays in its queue, and the next one is due.
    const recordDeadLetters = new RecordDeadLetters(this, 'RecordDeadLetters', {
      configuration,
      table,
      queues: {
        Events: events.deadLetters,
        Contacts: contacts.deadLetters,
        ...(receiveBus && { ReceiveBus: receiveBus.deadLetters }),
      },
    });
    const consumers = [deliverEvents, recordContacts, recordDeadLetters];
    new Watch(this, 'Watch', { configuration, events, contacts, refreshToken, rollUp, consumers, api });
    key?.awaitGrants();
  }

  /** Only the ways in that a configured source uses. */
  #receivers(configuration: Configuration, shared: Shared) {
    return {
      api: this.#webhooks(configuration, shared),
      receiveBus: this.#busAndStream(configuration, shared),
    };
  }

  #webhooks(configuration: Configuration, shared: Shared): WebhookApi | undefined {
    if (webhookSourceNames(configuration).length === 0) return undefined;
    const receiveWebhook = new ReceiveWebhook(this, 'ReceiveWebhook', { configuration, ...shared });
    return new WebhookApi(this, 'WebhookApi', {
      configuration,
      receiveWebhook,
      origin: shared.secrets.origin,
    });
  }

  /** Gives the one whose failures are left in a queue. */
  #busAndStream(configuration: Configuration, shared: Shared): ReceiveBus | undefined {
    const arrivals = awsSourceArrivals(configuration);
    if (arrivals.length === 0) return undefined;
    const receiveBus = new ReceiveBus(this, 'ReceiveBus', { configuration, arrivals, ...shared });
    if (arrivals.some(({ stream }) => stream))
      new ReceiveStream(this, 'ReceiveStream', { configuration, arrivals, ...shared });
    return receiveBus;
  }
}

/** What every receiver writes to or reads from. */
type Shared = {
  readonly events: MessageQueue;
  readonly contacts: MessageQueue;
  readonly table: AdapterTable;
  readonly secrets: AdapterSecrets;
};
