import { shortId } from '../../../shared/logs/short-id.ts';
import type { StoredDeadLetter } from '../../../shared/ports/stored-dead-letters.ts';
import type { OpenDeployment } from '../open-deployment.ts';
import { correlationIdsOf, readTold } from './read-records.ts';
import { type Story, tellStory } from './tell-story.ts';

/** An id may lead to so many webhooks: a request carries the rows of hundreds. */
const maxStories = 10;

export type Trace = {
  readonly stories: readonly Story[];
  /** Webhooks that the id leads to and that are not told of. */
  readonly more: number;
  readonly letters: readonly StoredDeadLetter[];
  readonly lettersRead: number;
  readonly bytesScanned: number;
  readonly isCut: boolean;
};

type Time = { readonly fromMs: number; readonly toMs: number };

/** Everything that the logs of this time and the dead letters tell of an id; throws Unavailable where they cannot be read. */
export async function traceId(
  id: string,
  time: Time,
  { letters: store, searchLogs }: Pick<OpenDeployment, 'letters' | 'searchLogs'>,
): Promise<Trace> {
  const all = await Array.fromAsync(store.all());
  const named = all.filter((letter) => letter.id === id);
  // A shortened event's id is the beginning of it, so that one search finds whatever it is that the id names.
  const found = await searchLogs([...new Set([id, shortId(id)])], time);
  const ids = [
    ...new Set([
      ...correlationIdsOf(id, readTold(found.records)),
      ...named.flatMap(({ correlationId }) => correlationId ?? []),
      ...(all.some(({ correlationId }) => correlationId === id) ? [id] : []),
    ]),
  ];
  const told = ids.slice(0, maxStories);
  const isWhole = told.every((each) => each === id);
  const rest = isWhole ? { ...found, bytesScanned: 0 } : await searchLogs(told, time);
  return {
    stories: told.map((each) => tellStory(each, { records: rest.records, letters: all })),
    more: ids.length - told.length,
    letters: named,
    lettersRead: all.length,
    bytesScanned: found.bytesScanned + rest.bytesScanned,
    isCut: found.isCut || rest.isCut,
  };
}
