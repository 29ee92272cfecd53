import type * as z from 'zod/mini';
import type { CallName } from '../configuration/configuration.ts';
import { agentActivityRow, callVolumeRow, collectionPointRow, personRow, type Row } from './rows.ts';

type Call = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The query parameter that names the account. */
  readonly accountParameter?: string;
  /** The key under which a bulk call's rows travel. */
  readonly listKey?: string;
  readonly row?: z.ZodMiniType<Row>;
};

/**
 * The ten calls, word for word as "CommunityWFM Cloud Connect REST API" (software 25.3+) documents them: its paths
 * mix `ccs`, `ccc` and `cc`, and its two list calls spell their query parameter differently.
 */
export const calls = {
  login: { method: 'POST', path: '/api/ccs/auth/login' },
  refresh: { method: 'POST', path: '/api/ccc/auth/refreshtoken' },
  listPeople: { method: 'GET', path: '/api/ccc/people/list', accountParameter: 'accountId' },
  insertPerson: { method: 'POST', path: '/api/ccc/people/InsertPerson', row: personRow },
  bulkInsertPeople: {
    method: 'POST',
    path: '/api/ccc/People/BulkInsertPeople',
    listKey: 'AgentInserts',
    row: personRow,
  },
  listCollectionPoints: {
    method: 'GET',
    path: '/api/cc/CollectionPoint/List',
    accountParameter: 'accountid',
  },
  insertCollectionPoint: {
    method: 'POST',
    path: '/api/ccc/CollectionPoint/InsertCollectionPoint',
    row: collectionPointRow,
  },
  bulkInsertCollectionPoints: {
    method: 'POST',
    path: '/api/ccc/CollectionPoint/BulkInsertCollectionPoints',
    listKey: 'CollectionPointInserts',
    row: collectionPointRow,
  },
  bulkInsertAgentActivity: {
    method: 'POST',
    path: '/api/ccc/AgentActivity/BulkInsertAgentActivity',
    listKey: 'AgentUpdates',
    row: agentActivityRow,
  },
  bulkInsertCallVolume: {
    method: 'POST',
    path: '/api/ccc/CallVolume/BulkInsertCallVolume',
    listKey: 'CallVolumeUpdates',
    row: callVolumeRow,
  },
} as const satisfies Record<CallName, Call>;

export type BulkCall =
  | 'bulkInsertPeople'
  | 'bulkInsertCollectionPoints'
  | 'bulkInsertAgentActivity'
  | 'bulkInsertCallVolume';
export type InsertCall = BulkCall | 'insertPerson' | 'insertCollectionPoint';
export type ListCall = 'listPeople' | 'listCollectionPoints';
