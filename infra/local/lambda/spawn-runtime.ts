import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FunctionDefinition } from '../deployment.ts';
import { functionVariables } from './function-variables.ts';

export type RuntimeOptions = {
  readonly definition: FunctionDefinition;
  /** Beside what the definition sets and Lambda adds: the region, the role's credentials, the endpoint. */
  readonly variables: Readonly<Record<string, string>>;
  /** Further arguments for Node, such as a `--require` of something to preload. */
  readonly nodeOptions: readonly string[];
  /** Every line that the process writes. */
  readonly onLog: (line: string) => void;
};

const bootstrap = fileURLToPath(new URL('./bootstrap.cjs', import.meta.url));

/** Starts the process of an environment, whose Runtime API listens at this port of this machine. */
export function spawnRuntime(
  { definition, variables, nodeOptions, onLog }: RuntimeOptions,
  port: number,
): ChildProcess {
  const child = spawn(process.execPath, [...nodeOptions, ...nodeFlags(definition.memoryMb), bootstrap], {
    cwd: definition.assetDirectory,
    env: { ...variables, ...functionVariables(definition, `127.0.0.1:${port}`) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLog);
  child.once('error', (error) => onLog(`the process of ${definition.name} failed: ${error.message}`));
  return child;
}

/**
 * Lambda gives nine tenths of the memory to the heap, and switches off what would load a module by guessing its kind:
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
function nodeFlags(memoryMb: number): string[] {
  return [
    `--max-old-space-size=${Math.floor(memoryMb * 0.9)}`,
    `--max-semi-space-size=${Math.max(1, Math.floor(memoryMb * 0.05))}`,
    '--no-experimental-require-module',
    '--no-experimental-detect-module',
  ];
}
