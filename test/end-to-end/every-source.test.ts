import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { loadEnvironment } from '../../infra/environments/load-environment.ts';
import { missingRows, storedRows } from '../../infra/local/arrived-rows.ts';
import { createAwsSender, inletOf } from '../../infra/local/aws-sender.ts';
import { curlCommand } from '../../infra/local/curl-command.ts';
import { expectedRows } from '../../infra/local/expected-rows.ts';
import {
  type FreshSample,
  freshSamples,
  sourceOf,
  webhookSourceOf,
} from '../../infra/local/sample-webhooks.ts';
import { givenLocalRun } from './given-local-run.ts';
import { until } from './running-system.ts';

/** Every vendor as an operator would try it: webhooks from a shell, the others with the AWS SDK. */
const shell = promisify(exec);
const { webhook = [], aws = [] } = Object.groupBy(
  Object.entries(loadEnvironment('local').sources),
  ([, settings]) => sourceOf(settings).transport,
);

const given = givenLocalRun();

test.concurrent.each(webhook)('a signed webhook of %s, sent by curl, becomes its rows', async (name) => {
  const settings = given.run.configuration.sources[name];
  const [secret] = given.run.sources.find((source) => source.name === name)?.secrets ?? [];
  if (!settings || !secret) throw new Error(`the run has no source ${name}`);
  const all = freshSamples(settings, Date.now()).filter(({ events }) => events.length > 0);
  const withRows = all.filter(({ events }) => expectedRows(events, given.run.configuration).length > 0);
  // A vendor that tells of contacts only has no rows before they are rolled up.
  const samples = withRows.length > 0 ? withRows : all;
  expect(samples).not.toEqual([]);
  const source = webhookSourceOf(settings);
  for (const sample of samples) {
    const signed = source.sign(sample, { secret, nowMs: Date.now(), settings });
    const { stdout } = await shell(curlCommand(`${given.run.url}/webhooks/${name}`, signed));
    expect(stdout).toMatch(new RegExp(`^HTTP/1.1 ${source.successStatus} `));
  }
  expect(await missingOf(samples)).toEqual([]);
});

test.concurrent.each(aws)(
  'the events of %s, put on its bus or stream by the AWS SDK, become rows',
  async (_, settings) => {
    const samples = freshSamples(settings, Date.now());
    const sender = createAwsSender(inletOf(given.run));
    for (const { body } of samples) await sender.send(body);
    sender.close();
    expect(await missingOf(samples)).toEqual([]);
  },
);

/** The rows that the samples stand for and that have not arrived after a while. */
async function missingOf(samples: readonly FreshSample[]) {
  const expected = expectedRows(
    samples.flatMap(({ events }) => events),
    given.run.configuration,
  );
  return await until(
    async () => missingRows(expected, await storedRows(given.run.baseUrl)),
    (left) => left.length === 0,
  );
}
