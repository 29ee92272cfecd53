import type { Terminal } from '../terminal.ts';
import { completeInit } from './ask-init.ts';
import type { InitRequest } from './init-request.ts';
import { nextSteps } from './next-steps.ts';
import { refuseTaken, writeEnvironment } from './write-environment.ts';

/** Writes a new environment's configuration file and tells what to do next; throws ConfigurationError where it cannot. */
export async function runInit(
  given: InitRequest,
  terminal: Pick<Terminal, 'input' | 'print'>,
  directory: string,
): Promise<void> {
  const request = await completeInit(given, terminal, (name) => {
    if (!given.force) refuseTaken(name, directory);
  });
  const { path, configuration } = writeEnvironment(request, directory);
  terminal.print(`${path} is written`);
  for (const line of nextSteps(configuration)) terminal.print(line);
}
