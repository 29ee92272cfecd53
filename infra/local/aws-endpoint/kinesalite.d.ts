declare module 'kinesalite' {
  import type { Server } from 'node:http';

  type Options = {
    /** Where the LevelDB files lie; in memory where left out. */
    readonly path?: string;
    readonly createStreamMs?: number;
    /** How many shards all streams together may have. */
    readonly shardLimit?: number;
  };
  export default function kinesalite(options: Options): Server;
}
