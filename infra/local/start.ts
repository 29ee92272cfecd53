import { ConfigurationError } from '../../shared/errors.ts';
import { reportTo } from './live-line.ts';
import { localOptions } from './local-options.ts';
import { type LocalRun, startLocalRun } from './local-run.ts';
import { sendCommand } from './send-command.ts';
import { stopSignal } from './stop-signal.ts';

/** `npm start`: the whole system on this machine, until SIGINT or SIGTERM. */
try {
  const options = localOptions(process.env, process.argv.slice(2));
  const stopped = stopSignal();
  console.log('Building the stack and starting it on this machine ...');
  const run = await startLocalRun(options, reportTo(console.log));
  console.log(introduction(run));
  await stopped;
  await run.close();
} catch (error) {
  console.error(`The local run did not start: ${reasonOf(error)}`);
  process.exitCode = 1;
}

function introduction({ url, baseUrl, sources }: LocalRun): string {
  const told = sources.flatMap(({ name, url: webhookUrl, secrets }) => [
    '',
    `${name}: POST ${webhookUrl}`,
    `  signing secrets: ${secrets.join(', ')}`,
    '  sign and send a sample (paste into another terminal):',
    `    ${sendCommand({ name, url: webhookUrl, secrets })}`,
  ]);
  return [
    `Webhooks are taken at ${url}, rows delivered to ${baseUrl}`,
    `Rows that arrived at the sandbox: ${baseUrl}/sandbox/rows/agent-activity`,
    ...told,
    '',
    'Ctrl-C ends it. What happens:',
  ].join('\n');
}

function reasonOf(error: unknown): unknown {
  if (error instanceof ConfigurationError) return error.message;
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  return isTaken ? `${error.message}; set PORT and SANDBOX_PORT to free ones (0: any)` : error;
}
