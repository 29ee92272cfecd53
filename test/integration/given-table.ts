import { afterAll, beforeAll } from 'vitest';
import { startTable } from './start-table.ts';

type StartedTable = Awaited<ReturnType<typeof startTable>>;
export type GivenTable = Pick<StartedTable, 'client' | 'tableName' | 'endpoint'>;

/** A table that all tests of a file share: started before them, closed after them. */
export function givenTable(): GivenTable {
  let started: StartedTable | undefined;
  const table = () => {
    if (!started) throw new Error('the table starts with the first test of the file');
    return started;
  };
  beforeAll(async () => {
    started = await startTable();
  });
  afterAll(() => started?.close());
  return {
    get client() {
      return table().client;
    },
    get tableName() {
      return table().tableName;
    },
    get endpoint() {
      return table().endpoint;
    },
  };
}
