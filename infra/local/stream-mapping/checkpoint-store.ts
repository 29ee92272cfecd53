import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { writeWhole } from '../write-whole.ts';

/** Where reading a shard goes on: after the record last settled, or at the first one ever read. */
const checkpoint = z.object({ type: z.enum(['AFTER', 'AT']), sequenceNumber: z.string() });
export type Checkpoint = z.infer<typeof checkpoint>;

const checkpointsFile = z.object({ checkpoints: z.record(z.string(), checkpoint) });

export type CheckpointStore = {
  readonly get: (mappingId: string, shardId: string) => Checkpoint | undefined;
  readonly set: (mappingId: string, shardId: string, checkpoint: Checkpoint) => void;
};

/** How far each mapping has come in each shard, in memory and, where a path is given, in a file. */
export function openCheckpointStore(path?: string): CheckpointStore {
  const checkpoints = new Map(path && existsSync(path) ? readCheckpoints(path) : []);
  return {
    get: (mappingId, shardId) => checkpoints.get(`${mappingId}/${shardId}`),
    set: (mappingId, shardId, reached) => {
      checkpoints.set(`${mappingId}/${shardId}`, reached);
      if (path) writeWhole(path, JSON.stringify({ checkpoints: Object.fromEntries(checkpoints) }, null, 2));
    },
  };
}

function readCheckpoints(path: string): [string, Checkpoint][] {
  const data: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return Object.entries(checkpointsFile.parse(data).checkpoints);
}
