import { contactCounts } from '../assumptions.ts';
import { runsPerDay } from '../inventory.ts';
import type { Traffic } from '../traffic.ts';
import { daily, monthly, type Usage } from '../usage.ts';
import { contactUnits } from './contact-units.ts';
import { renewalsPerDay } from './standing.ts';

const gigabyte = 1e9;
/** Lambda starts environments anew several times a day, and each notes its agents once. */
const notedPerEnvironment = 2;
/** Contacts outlive the horizon by so long, and the record of a delivered row its row. */
const daysKept = { contact: 28, deliveredRow: 15 };
const deliveredRowBytes = 600;

/** What the table is asked for, and what it keeps. */
export function tableUsage(traffic: Traffic): Usage[] {
  const { agents, volumeRows, configuration } = traffic;
  const units = contactUnits({
    contacts: traffic.contactsPerDay,
    collectionPoints: traffic.collectionPoints,
    batches: traffic.contacts.batches,
    batchesPerWindow: traffic.contacts.batchesPerWindow,
    environments: 2,
    runs: runsPerDay['roll-up'] * traffic.accounts,
    hours: traffic.busyHours,
    intervals: { busy: traffic.busyIntervals, all: runsPerDay['roll-up'] },
  });
  const noted = agents * configuration.delivery.maxConcurrency * notedPerEnvironment;
  const storedGb = storedBytes(traffic) / gigabyte;
  return [
    ...Object.entries(units).flatMap(([what, { write, read }]) => [
      daily('tableWriteUnit', what, write),
      daily('tableReadUnit', what, read),
    ]),
    daily('tableWriteUnit', 'delivered rows', volumeRows),
    daily('tableReadUnit', 'delivered rows', volumeRows),
    daily('tableWriteUnit', 'agents seen', noted),
    daily('tableWriteUnit', 'the token’s lease', renewalsPerDay * 2),
    monthly('tableStorage', 'contacts and delivered rows', storedGb),
    monthly('tableRecovery', 'contacts and delivered rows', storedGb),
  ];
}

function storedBytes({ contactsPerDay, collectionPoints, configuration }: Traffic): number {
  const contactDays = configuration.rollUp.horizonHours / 24 + daysKept.contact;
  return (
    contactsPerDay * contactDays * contactCounts.storedBytes +
    collectionPoints * runsPerDay['roll-up'] * daysKept.deliveredRow * deliveredRowBytes
  );
}
