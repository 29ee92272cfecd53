declare module 'dynalite' {
  import type { Server } from 'node:http';

  type Options = {
    /** Where the LevelDB files lie; in memory where left out. */
    readonly path?: string;
    readonly createTableMs?: number;
  };
  export default function dynalite(options: Options): Server;
}
