import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { type ScaledTime, wallTime } from './time/scaled-time.ts';

/** What a test may make of a local run, beside running it; nothing of it is for a person to set. */
export type Rehearsal = {
  readonly time: ScaledTime;
  /** Another configuration than that of the environment file. */
  readonly configure?: (configuration: Configuration) => Configuration;
  /** Further arguments for the functions' Node, such as a `--require` of something that makes them fail. */
  readonly nodeOptions?: readonly string[];
  /** Further variables of the functions' processes. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Given each mapping's client before its first call, to tamper with what SQS hands out. */
  readonly onQueueClient?: (client: SQSClient) => void;
  /** Told every line that a function writes. */
  readonly onFunctionLine?: (line: string) => void;
};

/** A run as it is. */
export const noRehearsal: Rehearsal = { time: wallTime };
