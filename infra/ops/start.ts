import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AdapterError, ConfigurationError } from '../../shared/errors.ts';
import { openInBrowser } from '../console/server/open-in-browser.ts';
import { parseCost } from './cost/parse-cost.ts';
import { runCost } from './cost/run-cost.ts';
import { parseDoctor } from './doctor/parse-doctor.ts';
import { runDoctor } from './doctor/run-doctor.ts';
import { parseInit } from './init/parse-init.ts';
import { runInit } from './init/run-init.ts';
import { createInput } from './input.ts';
import { openDeployment } from './open-deployment.ts';
import { parseCommand } from './parse-command.ts';
import { runCommand } from './run-command.ts';
import { printableLines, printer, type Terminal } from './terminal.ts';
import { usage } from './usage.ts';

const terminal: Terminal = {
  print: printer(console.log),
  isTerminal: process.stdout.isTTY,
  progress: { write: (text) => process.stderr.write(text), isTerminal: process.stderr.isTTY },
  input: createInput(process.stdin, process.stderr),
  now: Date.now,
  sleep: (ms) => sleep(ms),
  openPage: openInBrowser,
  stopped: () => Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]),
};

// npm runs a script in the project's folder; files are named as they are seen from where npm was called.
process.chdir(process.env['INIT_CWD'] ?? process.cwd());

/** `npm run ops`: what operators do with a deployment; the exit code is 1 where something was left undone, and the doctor's is its own. */
const args = process.argv.slice(2);
if (args.includes('--help')) console.log(usage);
else process.exitCode = await exitCodeOf(args);

async function exitCodeOf(words: readonly string[]): Promise<number> {
  try {
    const init = parseInit(words);
    if (init) {
      await runInit(init, terminal, join(import.meta.dirname, '../environments'));
      return 0;
    }
    const cost = parseCost(words);
    if (cost) {
      runCost(cost, terminal);
      return 0;
    }
    const doctor = parseDoctor(words);
    if (doctor) return await runDoctor(doctor, terminal);
    const command = parseCommand(words);
    const deployment = await openDeployment(command.target);
    try {
      return (await runCommand(command, deployment, terminal)) ? 0 : 1;
    } finally {
      deployment.close();
    }
  } catch (error) {
    console.error(error instanceof AdapterError ? printableLines(error.message) : error);
    if (error instanceof ConfigurationError) console.error('--help tells how to call it');
    return 1;
  }
}
