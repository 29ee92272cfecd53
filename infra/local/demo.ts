import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigurationError } from '../../shared/errors.ts';
import { quarterMs } from '../../shared/roll-up/quarter-hour.ts';
import { showDemoDay } from '../console/demo-day/show-demo-day.ts';
import { openInBrowser } from '../console/server/open-in-browser.ts';
import { counted } from '../ops/counted.ts';
import { missingRows, storedRows, tableOf } from './arrived-rows.ts';
import { createAwsSender, inletOf } from './aws-sender.ts';
import { type ExpectedRow, expectedRows } from './expected-rows.ts';
import { expectedVolumes, type ToldContacts } from './expected-volumes.ts';
import { invokeRollUp } from './invoke-roll-up.ts';
import { reportTo } from './live-line.ts';
import { localOptions } from './local-options.ts';
import { type LocalRun, startLocalRun } from './local-run.ts';
import { queuedMessages } from './queued-messages.ts';
import { type FreshSample, freshSamples, postWebhook, sourceOf, webhookSourceOf } from './sample-webhooks.ts';
import { stopSignal } from './stop-signal.ts';

/** Beyond the window: the functions' start, and the delivery itself. */
const patienceSeconds = 30;
const demoDayOption = '--console';

/**
 * `npm run demo`: sends sample webhooks of every source and shows the rows they become, those of agents' states and, once
 * the contacts are rolled up, those of quarter hours; fails where one is missing. With `--console` it shows the console on a
 * made-up day instead, and runs nothing.
 */
try {
  const words = process.argv.slice(2);
  const options = localOptions(
    { PORT: '0', SANDBOX_PORT: '0', ...process.env },
    words.filter((word) => word !== demoDayOption),
  );
  if (words.includes(demoDayOption)) {
    await showDemoDay({
      port: options.consolePort,
      print: console.log,
      openPage: (url) => options.opensPage && openInBrowser(url),
      stopped: stopSignal(),
    });
    process.exit(0);
  }
  if (options.api)
    throw new ConfigurationError(
      'the demo reads its rows back from the sandbox: unset CLOUD_CONNECT_BASE_URL',
    );
  const stopped = stopSignal();
  console.log('Building the stack and starting it on this machine ...');
  const run = await startLocalRun(options, reportTo(console.log));
  void stopped.then(() => run.close()).then(() => process.exit(130));
  try {
    process.exitCode = (await demonstrate(run)) ? 0 : 1;
  } finally {
    await run.close();
  }
} catch (error) {
  console.error(`The demo failed: ${error instanceof ConfigurationError ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function demonstrate(run: LocalRun): Promise<boolean> {
  // As of the last quarter hour's end: what they tell of is over, and its rows are due at once.
  const nowMs = Math.floor(Date.now() / quarterMs) * quarterMs;
  const { expected, contacts } = await sendSamples(run, nowMs);
  const missing = await waitForRows(run, expected);
  const rolledUp = expectedVolumes(contacts, run.configuration);
  await waitForContacts(run);
  console.log(`Rolling up what is known of contacts: ${await invokeRollUp(run)}`);
  expected.push(...rolledUp);
  missing.push(...(await waitForRows(run, rolledUp)));
  console.log(`\nWhat arrived at the Cloud Connect API (${run.baseUrl}):`);
  for (const [kind, rows] of Object.entries(await storedRows(run.baseUrl))) {
    console.log(`\n${kind}: ${counted(rows.length, 'row')}`);
    if (rows.length > 0) console.log(tableOf(rows));
  }
  if (missing.length === 0) console.log(`\nAll ${expected.length} rows arrived.`);
  else console.error(`\nMissing: ${missing.map(({ kind, key }) => `${kind} ${key.join(' ')}`).join('; ')}`);
  return missing.length === 0;
}

/** Sends each source's samples, as its vendor sends them; returns the rows they must become, and what they tell of contacts. */
async function sendSamples(run: LocalRun, nowMs: number) {
  const aws = createAwsSender(inletOf(run));
  const expected: ExpectedRow[] = [];
  const contacts: ToldContacts[] = [];
  for (const [name, settings] of Object.entries(run.configuration.sources)) {
    const samples = freshSamples(settings, nowMs);
    const events = samples.flatMap((sample) => sample.events);
    for (const sample of samples)
      if (sourceOf(settings).transport === 'aws') await aws.send(sample.body);
      else await postSample(run, name, sample);
    expected.push(...expectedRows(events, run.configuration));
    contacts.push({ source: name, accountId: settings.accountId, events });
  }
  aws.close();
  const unique = new Map(expected.map((row) => [JSON.stringify(row), row]));
  return { expected: [...unique.values()], contacts };
}

async function postSample(
  { sources, configuration }: LocalRun,
  name: string,
  sample: FreshSample,
): Promise<void> {
  const settings = configuration.sources[name];
  const { url, secrets: [secret] = [] } = sources.find((source) => source.name === name) ?? {};
  if (!settings || !url || !secret) throw new ConfigurationError(`the source ${name} has no signing secret`);
  const signed = webhookSourceOf(settings).sign(sample, { secret, nowMs: Date.now(), settings });
  const { status, text } = await postWebhook(url, signed);
  if (status >= 300) throw new ConfigurationError(`${name} answered ${status} to ${sample.name}: ${text}`);
}

/** Resolves once record-contacts has taken all that it was told. */
async function waitForContacts(run: LocalRun): Promise<void> {
  console.log('Waiting for what was told of contacts to be recorded ...');
  const endsAt = Date.now() + (run.configuration.delivery.windowSeconds + patienceSeconds) * 1000;
  while ((await queuedMessages(run, 'RecordContacts')) > 0 && Date.now() < endsAt) await sleep(500);
}

/** Counts the window down until every row has arrived; what has not after the window and some patience is returned. */
async function waitForRows(run: LocalRun, expected: readonly ExpectedRow[]): Promise<ExpectedRow[]> {
  const endsAt = Date.now() + run.configuration.delivery.windowSeconds * 1000;
  for (;;) {
    const missing = missingRows(expected, await storedRows(run.baseUrl));
    const leftSeconds = Math.ceil((endsAt - Date.now()) / 1000);
    if (missing.length === 0 || leftSeconds < -patienceSeconds) return missing;
    showCountdown(leftSeconds);
    await sleep(1000);
  }
}

/** One line that counts, on a terminal; a line every five seconds elsewhere. */
function showCountdown(leftSeconds: number): void {
  const text =
    leftSeconds > 0
      ? `The window closes in ${leftSeconds} s`
      : 'The window is closed; waiting for the delivery';
  if (process.stdout.isTTY) process.stdout.write(`\r${text.padEnd(60)}\r`);
  else if (leftSeconds % 5 === 0) console.log(text);
}
