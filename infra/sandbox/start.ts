import { ConfigurationError } from '../../shared/errors.ts';
import { createSandbox, DEFAULT_CREDENTIALS } from './sandbox.ts';
import { startOptions } from './start-options.ts';

/** `npm run sandbox`: the stand-in for the Cloud Connect API, alone, until SIGINT or SIGTERM. */
try {
  const options = startOptions(process.env, process.argv.slice(2));
  const sandbox = await createSandbox(options);
  const { userName, password } = options.credentials;
  const shown = password === DEFAULT_CREDENTIALS.password ? password : '(as set in SANDBOX_PASSWORD)';
  console.log(`Cloud Connect sandbox at ${sandbox.url}`);
  console.log(`  user name ${userName}, password ${shown}`);
  console.log(`  rows in ${options.dataFile ?? 'memory'}; see ${sandbox.url}/sandbox/rows/agent-activity`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void sandbox.close());
} catch (error) {
  console.error(`The sandbox did not start: ${reasonOf(error)}`);
  process.exitCode = 1;
}

function reasonOf(error: unknown): unknown {
  if (error instanceof ConfigurationError) return error.message;
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  return taken ? `${error.message}; set SANDBOX_PORT to a free one (0: any)` : error;
}
