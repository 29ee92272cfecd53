import * as z from 'zod/mini';
import type { InsertCall, ListCall } from '../../shared/cloud-connect/calls.ts';
import {
  agentActivityRow,
  callVolumeRow,
  collectionPointRow,
  personRow,
} from '../../shared/cloud-connect/rows.ts';

/** A row's fields as they were sent, those left out missing. */
export type Fields = Readonly<Record<string, string | undefined>>;

/** One of the API's four tables. AccountId is the first part of every key and stands in no list here. */
export type Table = {
  readonly name: 'People' | 'CollectionPoints' | 'AgentActivity' | 'CallVolume';
  /** What is stored, in the documentation's order. */
  readonly fields: readonly string[];
  readonly key: readonly string[];
  /** Fields that hold a time, stored as sent and normalised. */
  readonly times: readonly string[];
  readonly schema: z.ZodMiniType<Fields>;
};

// Fields the documentation does not name are passed over, as ASP.NET's model binding does.
const people = {
  name: 'People',
  fields: Object.keys(personRow.shape),
  key: ['AgentId'],
  times: [],
  schema: z.object(personRow.shape),
} as const satisfies Table;

const collectionPoints = {
  name: 'CollectionPoints',
  fields: Object.keys(collectionPointRow.shape),
  key: ['CollectionPointId'],
  times: [],
  schema: z.object(collectionPointRow.shape),
} as const satisfies Table;

const agentActivity = {
  name: 'AgentActivity',
  fields: Object.keys(agentActivityRow.shape),
  key: ['AgentId', 'EventTime'],
  times: ['EventTime'],
  schema: z.object(agentActivityRow.shape),
} as const satisfies Table;

const callVolume = {
  name: 'CallVolume',
  fields: Object.keys(callVolumeRow.shape).filter((field) => field !== 'UpdateExisting'),
  key: ['CollectionPoint', 'Interval'],
  times: ['Interval', 'CollectionTimeStamp'],
  schema: z.object(callVolumeRow.shape),
} as const satisfies Table;

/** The tables, by the names that `/sandbox/rows/NAME` knows them by. */
export const tables = {
  people,
  'collection-points': collectionPoints,
  'agent-activity': agentActivity,
  'call-volume': callVolume,
} as const satisfies Record<string, Table>;

/** Which table a call reads or writes. */
export const tableOf = {
  listPeople: people,
  insertPerson: people,
  bulkInsertPeople: people,
  listCollectionPoints: collectionPoints,
  insertCollectionPoint: collectionPoints,
  bulkInsertCollectionPoints: collectionPoints,
  bulkInsertAgentActivity: agentActivity,
  bulkInsertCallVolume: callVolume,
} as const satisfies Record<InsertCall | ListCall, Table>;

/** The column that holds a time field's normalised form, by which keys are compared. */
export function normalisedColumn(field: string): string {
  return `${field}Normalised`;
}
