import type * as z from 'zod/mini';
import type { BulkCall } from '../../../shared/cloud-connect/calls.ts';
import type { Access, CloudConnect } from '../../../shared/cloud-connect/client.ts';
import { collectionPointRow, personRow, type Row } from '../../../shared/cloud-connect/rows.ts';
import { counted } from '../counted.ts';
import type { PeopleCommand } from './command.ts';

/** A row's values in the order of its kind's fields: its key at the API first. */
export type Values = readonly string[];

export type Field = {
  /** As the API names it. */
  readonly name: string;
  readonly schema: z.ZodMiniType<string>;
  /** What a file may call it, in small letters without anything between them. */
  readonly spellings: readonly string[];
};

/** What the API keeps a list of, and how it is listed and inserted. */
export type Kind = {
  readonly one: string;
  readonly many: string;
  /** What the API cannot change of one. */
  readonly fixed: string;
  readonly fields: readonly Field[];
  readonly list: (api: CloudConnect, access: Access) => Promise<readonly Values[]>;
  readonly insert: BulkCall;
  readonly row: (values: Values) => Row;
};

const people: Kind = {
  one: 'person',
  many: 'people',
  fixed: 'name',
  fields: [
    {
      name: 'AgentId',
      schema: personRow.shape.AgentId,
      spellings: ['agentid', 'agent', 'login', 'loginid', 'agentlogin', 'id'],
    },
    {
      name: 'FirstName',
      schema: personRow.shape.FirstName,
      spellings: ['firstname', 'first', 'givenname', 'forename'],
    },
    {
      name: 'LastName',
      schema: personRow.shape.LastName,
      spellings: ['lastname', 'last', 'familyname', 'surname'],
    },
  ],
  list: async (api, access) =>
    (await api.listPeople(access)).map(({ AgentId, FirstName, LastName }) => [AgentId, FirstName, LastName]),
  insert: 'bulkInsertPeople',
  row: ([AgentId = '', FirstName = '', LastName = '']) => ({ AgentId, FirstName, LastName }),
};

const collectionPoints: Kind = {
  one: 'collection point',
  many: 'collection points',
  fixed: 'description',
  fields: [
    {
      name: 'CollectionPointId',
      schema: collectionPointRow.shape.CollectionPointId,
      spellings: ['collectionpointid', 'collectionpoint', 'queueid', 'queue', 'id'],
    },
    {
      name: 'Description',
      schema: collectionPointRow.shape.Description,
      spellings: ['description', 'name', 'queuename'],
    },
  ],
  list: async (api, access) =>
    (await api.listCollectionPoints(access)).map(({ CollectionPointId, Description }) => [
      CollectionPointId,
      Description,
    ]),
  insert: 'bulkInsertCollectionPoints',
  row: ([CollectionPointId = '', Description = '']) => ({ CollectionPointId, Description }),
};

export const kinds: Readonly<Record<PeopleCommand['subject'], Kind>> = {
  people,
  'collection-points': collectionPoints,
};

/** What the API tells rows of a kind apart by. */
export function keyOf([key = '']: Values): string {
  return key;
}

/** The values under their fields' names. */
export function named({ fields }: Kind, values: Values): Record<string, string> {
  return Object.fromEntries(fields.map(({ name }, index) => [name, values[index] ?? '']));
}

/** `1 person`, `2 people`. */
export function count({ one, many }: Kind, number: number): string {
  return counted(number, one, many);
}
