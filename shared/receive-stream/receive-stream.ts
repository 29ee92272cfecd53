import type { Log } from '../log.ts';
import { awsSenders, type Known, type Sender } from '../receive/find-senders.ts';
import type { SettingAside } from '../receive/set-aside-event.ts';
import type { AgentDirectory } from '../sources/source.ts';
import { countRecords } from './count-records.ts';
import { before, type Enqueuing, enqueueBySource } from './enqueue-by-source.ts';
import { type RecordReadings, readRecord, type StreamRecord } from './read-record.ts';
import { setAsideFaulty } from './set-aside-faulty.ts';
import { tellRecords } from './tell-records.ts';

/** What receiving from a stream reaches the world through. */
export type ReceiveStreamDependencies = Known &
  SettingAside &
  Enqueuing & { readonly agents: AgentDirectory };

/**
 * Takes a batch of a shard's records, in their order. Gives the sequence number of the first that has to come back, undefined
 * where all is done: Lambda hands out that one and all that follow again. Records that cannot be read are set aside and never
 * hold up their shard; those of an account that is not configured are dropped.
 */
export async function receiveStream(
  records: readonly StreamRecord[],
  dependencies: ReceiveStreamDependencies,
): Promise<string | undefined> {
  const senders = awsSenders(dependencies).filter(hasStream);
  const read = records.map((record) => readRecord(record, senders, dependencies.agents));
  tellDropped(read, dependencies.log);
  const readings = read.flatMap((one) => one.readings);
  const refused = await setAsideFaulty(readings, dependencies);
  const open = refused ? before(refused, readings) : readings;
  const notTaken = await enqueueBySource(open, dependencies);
  const taken = notTaken ? before(notTaken, open) : open;
  countRecords(taken, dependencies.metrics);
  tellRecords(taken, dependencies.log);
  return (notTaken ?? refused)?.sequenceNumber;
}

function hasStream({ source, settings }: Sender): boolean {
  return source.arrival(settings).stream !== undefined;
}

/** One line a batch: a stream that carries another account's records has many. */
function tellDropped(read: readonly RecordReadings[], log: Log): void {
  const origins = read.flatMap(({ droppedFrom }) => droppedFrom ?? []);
  if (origins.length > 0)
    log('warn', 'records-dropped', { count: origins.length, origins: [...new Set(origins)].slice(0, 10) });
}
