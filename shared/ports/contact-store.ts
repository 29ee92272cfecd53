import { randomUUID } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type ContactFacts, readFacts } from '../roll-up/contact-facts.ts';
import type { QuarterHour } from '../roll-up/quarter-hour.ts';
import { conditionHeld } from './conditional-write.ts';
import { type Item, orUnavailable, readItems, readPartition, type Table } from './table-reads.ts';

/** A contact by its vendor's id, which is unique within its source. */
export type ContactName = {
  readonly accountId: string;
  readonly source: string;
  readonly contactId: string;
};

export type StoredContact = ContactName & {
  readonly facts: ContactFacts;
  /** Every quarter hour that it was ever counted in. */
  readonly counted: readonly QuarterHour[];
  /** Another one with every write. */
  readonly version: string;
};

/**
 * What is known of each contact, and which contacts each quarter hour has ever counted: the second only says where to look,
 * the first alone is what is true. Everything throws Unavailable where the table does not answer.
 */
export type ContactStore = {
  /** Those of these contacts that anything is known of, as they are now. */
  read: (names: readonly ContactName[]) => Promise<readonly StoredContact[]>;
  /** False, and nothing written, where another version is stored by now. */
  replace: (
    known: StoredContact | undefined,
    contact: Omit<StoredContact, 'version'>,
    expiresAtMs: number,
  ) => Promise<boolean>;
  /** Notes that a contact may count in a quarter hour; any number of times. */
  point: (contact: ContactName, at: QuarterHour, expiresAtMs: number) => Promise<void>;
  /** The contacts that may count in a quarter hour. */
  pointedAt: (accountId: string, at: QuarterHour) => Promise<readonly ContactName[]>;
};

const what = 'what is known of contacts';

export function createContactStore(table: Table): ContactStore {
  const { client, tableName: TableName } = table;
  return {
    read: async (names) => {
      const items = await readItems(table, names.map(contactKey), what);
      return items.flatMap((item) => storedContact(item) ?? []);
    },
    replace: (known, contact, expiresAtMs) => {
      const version = { ':known': { S: known?.version ?? '' } };
      const command = new PutItemCommand({
        TableName,
        Item: {
          ...contactKey(contact),
          accountId: { S: contact.accountId },
          source: { S: contact.source },
          contactId: { S: contact.contactId },
          facts: { S: JSON.stringify(contact.facts) },
          counted: { S: JSON.stringify(contact.counted) },
          version: { S: randomUUID() },
          expiresAt: epochSeconds(expiresAtMs),
        },
        ConditionExpression: known ? 'version = :known' : 'attribute_not_exists(pk)',
        ...(known && { ExpressionAttributeValues: version }),
      });
      return conditionHeld(client.send(command), what);
    },
    point: async (contact, at, expiresAtMs) => {
      const { accountId, source, contactId } = contact;
      const Item = {
        pk: { S: quarterHourKey(accountId, at) },
        sk: { S: `${source}#${contactId}` },
        source: { S: source },
        contactId: { S: contactId },
        expiresAt: epochSeconds(expiresAtMs),
      };
      await orUnavailable(client.send(new PutItemCommand({ TableName, Item })), what);
    },
    pointedAt: async (accountId, at) => {
      const items = await readPartition(table, quarterHourKey(accountId, at), what);
      return items.flatMap(({ source, contactId }) =>
        source?.S && contactId?.S ? [{ accountId, source: source.S, contactId: contactId.S }] : [],
      );
    },
  };
}

function storedContact(item: Item): StoredContact | undefined {
  const { accountId, source, contactId, facts, counted, version } = item;
  if (!accountId?.S || !source?.S || !contactId?.S || !facts?.S || !counted?.S || !version?.S)
    return undefined;
  return {
    accountId: accountId.S,
    source: source.S,
    contactId: contactId.S,
    facts: readFacts(facts.S),
    counted: JSON.parse(counted.S),
    version: version.S,
  };
}

function contactKey({ accountId, source, contactId }: ContactName) {
  return { pk: { S: `contact#${accountId}#${source}#${contactId}` }, sk: { S: 'facts' } };
}

function quarterHourKey(accountId: string, { collectionPoint, start }: QuarterHour): string {
  return `counted#${accountId}#${start}#${collectionPoint}`;
}

function epochSeconds(atMs: number) {
  return { N: String(Math.ceil(atMs / 1000)) };
}
