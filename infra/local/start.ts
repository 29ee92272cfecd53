import { ConfigurationError } from '../../shared/errors.ts';
import { awsSourceArrivals } from '../aws/configured-sources.ts';
import { openInBrowser } from '../console/server/open-in-browser.ts';
import { inletOf } from './aws-sender.ts';
import { reportTo } from './live-line.ts';
import { localOptions } from './local-options.ts';
import { type LocalRun, startLocalRun } from './local-run.ts';
import { openLocalConsole } from './open-local-console.ts';
import { opsCommand } from './ops-command.ts';
import { putCommand, sendCommand } from './send-command.ts';
import { stopSignal } from './stop-signal.ts';

/** `npm start`: the whole system on this machine, until SIGINT or SIGTERM. */
try {
  const options = localOptions(process.env, process.argv.slice(2));
  const stopped = stopSignal();
  console.log('Building the stack and starting it on this machine ...');
  const run = await startLocalRun(options, reportTo(console.log));
  try {
    const page = await openLocalConsole(run, options.consolePort);
    console.log(introduction(run, page.url));
    if (options.opensPage) openInBrowser(page.entrance());
    await stopped;
    await page.close();
  } finally {
    await run.close();
  }
} catch (error) {
  console.error(`The local run did not start: ${reasonOf(error)}`);
  process.exitCode = 1;
}

function introduction(run: LocalRun, consoleUrl: string): string {
  const { url, baseUrl, sources, aws } = run;
  const told = sources.flatMap((source) => [
    '',
    `${source.name}: POST ${source.url}`,
    `  signing secrets: ${source.secrets.join(', ')}`,
    '  sign and send a sample (paste into another terminal; with --curl it prints the curl command instead):',
    `    ${sendCommand(source, run.configuration.environment)}`,
  ]);
  return [
    `Webhooks are taken at ${url}, rows delivered to ${baseUrl}`,
    `Rows that arrived at the sandbox: ${baseUrl}/sandbox/rows/agent-activity`,
    ...told,
    ...overAws(run),
    '',
    `Look at it all, and try payloads out: ${consoleUrl}`,
    '',
    'Whether all is well, and what to do where it is not (paste into another terminal):',
    `  ${opsCommand('doctor', aws)}`,
    'What cannot be delivered becomes a dead letter:',
    `  ${opsCommand('dead-letters list', aws)}`,
    'Contacts become quarter-hour rows a minute after each quarter hour; those of quarter hours that have ended at once by:',
    `  ${opsCommand('volume run', aws)}`,
    'People and collection points are imported from a spreadsheet by:',
    `  ${opsCommand('people import FILE.csv', aws)}`,
    '',
    'What became of a webhook is told by the x-request-id of its answer:',
    `  ${opsCommand('trace ID', aws)}`,
    `All lines of the functions' logs: ${run.logFile}`,
    '',
    'Ctrl-C ends it. What happens:',
  ].join('\n');
}

function overAws(run: LocalRun): string[] {
  const inlet = inletOf(run);
  return awsSourceArrivals(run.configuration).flatMap(({ name, stream }) => {
    const streamName = stream && inlet.streamName;
    return [
      '',
      `${name}: over AWS itself, at the local endpoint ${run.aws.url}`,
      `  put a sample on its bus${stream ? ' or stream' : ''} (paste into another terminal):`,
      `    ${putCommand(name, { ...inlet, streamName }, run.configuration.environment)}`,
    ];
  });
}

function reasonOf(error: unknown): unknown {
  if (error instanceof ConfigurationError) return error.message;
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  return isTaken ? `${error.message}; set PORT, SANDBOX_PORT and CONSOLE_PORT to free ones (0: any)` : error;
}
