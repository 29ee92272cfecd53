import { benchCapacity } from './capacity.ts';
import { benchColdStart } from './cold-start.ts';
import { benchCost } from './cost.ts';
import { benchDelivery } from './delivery.ts';
import { benchDrain } from './drain.ts';
import { benchEventCost } from './event-cost.ts';
import { benchFreshness } from './freshness.ts';
import { benchHotPath } from './hot-path.ts';
import { benchPeers } from './peers.ts';
import type { BenchOptions, Report } from './report.ts';
import { benchRollUp } from './roll-up.ts';

type Bench = {
  readonly run: (options: BenchOptions) => Report | Promise<Report>;
  /** Takes too long, or installs something: only where it is asked for. */
  readonly byName?: true;
};

/** Every bench, by the name that `npm run bench -- NAME` takes. */
export const benches: Readonly<Record<string, Bench>> = {
  'cold-start': { run: benchColdStart },
  'hot-path': { run: benchHotPath },
  drain: { run: benchDrain },
  delivery: { run: benchDelivery },
  'roll-up': { run: benchRollUp },
  cost: { run: benchCost },
  'event-cost': { run: () => benchEventCost() },
  capacity: { run: () => benchCapacity() },
  peers: { run: benchPeers, byName: true },
  freshness: { run: () => benchFreshness(), byName: true },
};
