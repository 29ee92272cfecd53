import * as z from 'zod/mini';
import type { ListCall } from './calls.ts';
import type { Envelope } from './envelope.ts';
import { Outage } from './errors.ts';

// The list calls' answers are not documented: ids may come as numbers, and the data layouts spell `CollectionPointid`
// where the samples have `CollectionPointId`, so names are read without regard to case and other fields pass.
const text = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform((value) => String(value)),
);
const person = z.object({ AgentId: text, FirstName: text, LastName: text });
const collectionPoint = z.object({ CollectionPointId: text, Description: text });
const anyRows = z.array(z.record(z.string(), z.unknown()));

export type Person = z.infer<typeof person>;
export type CollectionPoint = z.infer<typeof collectionPoint>;

export function peopleOf({ Data }: Envelope): Person[] {
  const rows = respell(Data, Object.keys(person.shape));
  return z.array(person).safeParse(rows).data ?? notAList('listPeople');
}

export function collectionPointsOf({ Data }: Envelope): CollectionPoint[] {
  const rows = respell(Data, Object.keys(collectionPoint.shape));
  return z.array(collectionPoint).safeParse(rows).data ?? notAList('listCollectionPoints');
}

function respell(data: unknown, names: readonly string[]): unknown {
  const spelling = new Map(names.map((name) => [name.toLowerCase(), name]));
  return anyRows
    .safeParse(data)
    .data?.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [spelling.get(key.toLowerCase()) ?? key, value]),
      ),
    );
}

function notAList(call: ListCall): never {
  throw new Outage(`${call}: the API answered 200 with something not a list of the documented rows`, {
    apiStatus: 200,
  });
}
