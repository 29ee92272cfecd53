import { assumptions, contactCounts } from '../assumptions.ts';

/** A stretch of recording contacts and rolling them up. */
export type ContactWork = {
  readonly contacts: number;
  readonly collectionPoints: number;
  /** Of the contacts queue, and how many of them one window makes. */
  readonly batches: number;
  readonly batchesPerWindow: number;
  /** Of record-contacts, at once. */
  readonly environments: number;
  /** Of the roll-up, for each account. */
  readonly runs: number;
  readonly hours: number;
  /** Quarter hours: those with contacts, and all that are closed. */
  readonly intervals: { readonly busy: number; readonly all: number };
};

type Units = { readonly write: number; readonly read: number };

const readBytes = 4096;
/** Of an item in a list that is read whole. */
const listedBytes = { pointer: 150, mark: 260 };

/** The table's units that contacts take until their rows are sent, by what is written and read. */
export function contactUnits(work: ContactWork): Readonly<Record<string, Units>> {
  const { contacts, collectionPoints, batches, intervals, runs } = work;
  const recorded =
    contacts * (assumptions.eventsPerContact - contactCounts.mergedEvents / work.batchesPerWindow);
  const sent =
    collectionPoints * (intervals.busy * contactCounts.sendsPerRow + intervals.all - intervals.busy);
  const touched = touchedRows(recorded / Math.max(1, batches), collectionPoints * contactCounts.openRows);
  const contactsPerRow = contacts / (collectionPoints * intervals.busy);
  const seen = collectionPoints * work.hours * work.environments;
  const listed = (items: number, bytes: number) => Math.max(1, (items * bytes) / readBytes);
  return {
    contacts: {
      write: recorded * contactCounts.unitsPerWrite,
      read: recorded + contacts * contactCounts.sendsPerRow,
    },
    'marks of rows': {
      write: batches * touched + collectionPoints * intervals.all + sent,
      read: runs * listed(sent / runs, listedBytes.mark),
    },
    'pointers to contacts': {
      write: contacts,
      read: sent * listed(contactsPerRow, listedBytes.pointer),
    },
    'collection points seen': { write: seen * 2, read: runs * 2 },
    'runs of the roll-up': { write: runs * 2, read: runs * 2 },
  };
}

/** How many rows a batch touches whose contacts fall on any of these rows alike. */
function touchedRows(contacts: number, rows: number): number {
  return rows * (1 - (1 - 1 / Math.max(1, rows)) ** contacts);
}
