import { parseArgs } from 'node:util';
import { benches } from './benches.ts';
import { writeReadme } from './readme.ts';
import { save, tell } from './report.ts';
import { tellPeak } from './roll-up.ts';

/**
 * `npm run bench`: measures everything but what runs by name, `-- NAME ...` these alone. `--rounds N` in place of each bench's
 * own; `--save` keeps the figures in results/, and `--readme` only writes those that were kept into the README.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string' },
    save: { type: 'boolean' },
    readme: { type: 'boolean' },
    peak: { type: 'string' },
  },
});

const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
if (values.peak) tellPeak(values.peak);
else if (values.readme) writeReadme();
else if (unknown.length > 0) {
  console.error(`there is no bench ${unknown.join(', ')}: ${Object.keys(benches).join(', ')}`);
  process.exitCode = 1;
} else await measure();

async function measure(): Promise<void> {
  const options = values.rounds ? { rounds: Number(values.rounds) } : {};
  for (const [name, { run, byName }] of Object.entries(benches)) {
    if (positionals.length > 0 ? !positionals.includes(name) : byName) continue;
    const report = await run(options);
    tell(report);
    if (values.save) save(report);
  }
}
