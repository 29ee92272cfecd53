import { benchCost } from './cost.ts';
import { benchRollUp, tellPeak } from './roll-up.ts';

/** `npm run bench -- NAME`: measures one thing, or everything where none is named. */
const benches: Readonly<Record<string, () => void | Promise<void>>> = {
  'roll-up': benchRollUp,
  cost: benchCost,
};

const [name, side] = process.argv.slice(2);
if (name === 'peak') tellPeak(side);
else {
  const chosen = Object.entries(benches).filter(([each]) => name === undefined || each === name);
  if (chosen.length === 0) {
    console.error(`there is no bench ${name}: ${Object.keys(benches).join(', ')}`);
    process.exitCode = 1;
  }
  for (const [, bench] of chosen) await bench();
}
