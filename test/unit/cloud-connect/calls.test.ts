import { expect, test } from 'vitest';
import { calls } from '../../../shared/cloud-connect/calls.ts';

test('the ten calls stand where the API documents them, word for word', () => {
  const documented = Object.entries(calls).map(([name, { method, path }]) => `${name}: ${method} ${path}`);
  expect(documented).toEqual([
    'login: POST /api/ccs/auth/login',
    'refresh: POST /api/ccc/auth/refreshtoken',
    'listPeople: GET /api/ccc/people/list',
    'insertPerson: POST /api/ccc/people/InsertPerson',
    'bulkInsertPeople: POST /api/ccc/People/BulkInsertPeople',
    'listCollectionPoints: GET /api/cc/CollectionPoint/List',
    'insertCollectionPoint: POST /api/ccc/CollectionPoint/InsertCollectionPoint',
    'bulkInsertCollectionPoints: POST /api/ccc/CollectionPoint/BulkInsertCollectionPoints',
    'bulkInsertAgentActivity: POST /api/ccc/AgentActivity/BulkInsertAgentActivity',
    'bulkInsertCallVolume: POST /api/ccc/CallVolume/BulkInsertCallVolume',
  ]);
});
