import type { Discard } from './process-batch.ts';

/** What a stream's mapping tells while it runs. */
export type StreamReport =
  /** A window opened with its first records; the function is invoked within `windowMs`. */
  | { readonly type: 'window-opened'; readonly shardId: string; readonly windowMs: number }
  | { readonly type: 'batch-invoked'; readonly shardId: string; readonly records: number }
  /** The function answered: `failed` records of the batch are tried again, with all that follow the first of them. */
  | {
      readonly type: 'batch-done';
      readonly shardId: string;
      readonly records: number;
      readonly failed: number;
    }
  /** The whole batch is tried again. */
  | {
      readonly type: 'batch-failed';
      readonly shardId: string;
      readonly records: number;
      readonly reason: string;
    }
  /** Records are given up: kept at `keptAt`, or lost where the mapping has no destination. */
  | {
      readonly type: 'records-discarded';
      readonly shardId: string;
      readonly records: number;
      readonly condition: Discard['condition'];
      readonly keptAt: string | undefined;
    }
  /** A call of the mapping's own was refused or not answered. */
  | { readonly type: 'call-failed'; readonly call: string; readonly error: Error };

export type ReportStream = (report: StreamReport) => void;
