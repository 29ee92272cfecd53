import { expect, test } from 'vitest';
import { contactUnits } from '../../infra/ops/cost/usage/contact-units.ts';
import { countContactWork } from '../bench/count-contact-work.ts';

/** By the words of the model, those of the counted requests to the table. */
const kinds: Readonly<Record<string, RegExp>> = {
  contacts: / contacts$/,
  'marks of rows': / marks$/,
  'pointers to contacts': / pointers$/,
  'collection points seen': / (known collection points|accounts)$/,
  'runs of the roll-up': / runs$/,
};

test.each([
  ['few contacts a row', { contacts: 160, collectionPoints: 6, hours: 1 }],
  ['many contacts a row', { contacts: 240, collectionPoints: 2, hours: 1 }],
])(
  'the units that `ops cost` reckons with are those that the ports take of the table: %s',
  async (_, day) => {
    const counted = await countContactWork(day);
    const work = { batches: counted.windows, batchesPerWindow: 1, environments: 1, runs: counted.runs };
    const intervals = { busy: day.hours * 4, all: counted.runs };
    const model = contactUnits({ ...day, ...work, intervals });
    const sums = Object.entries(kinds).map(([kind, pattern]) => {
      const requests = [...counted.table].filter(([name]) => pattern.test(name));
      const sum = (units: 'writeUnits' | 'readUnits') =>
        requests.reduce((total, [, each]) => total + each[units], 0);
      return [kind, { write: sum('writeUnits'), read: sum('readUnits') }] as const;
    });
    expect(sums.map(([kind]) => kind)).toEqual(Object.keys(model));
    const dearest = sums.filter(([, { write, read }]) => write > 100 || read > 500);
    expect(dearest.map(([kind]) => kind)).toContain('contacts');
    // Contacts fall on windows and rows by chance, so that a fifth is as near as it gets.
    for (const [kind, { write, read }] of dearest) {
      expect(Math.abs((model[kind]?.write ?? 0) / write - 1), `${kind}, write units`).toBeLessThan(0.2);
      if (read > 100)
        expect(Math.abs((model[kind]?.read ?? 0) / read - 1), `${kind}, read units`).toBeLessThan(0.2);
    }
    const all = [...counted.table].map(([name]) => name);
    expect(all.filter((name) => !Object.values(kinds).some((kind) => kind.test(name)))).toEqual([]);
  },
  60_000,
);
