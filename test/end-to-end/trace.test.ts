import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readAgentRows } from '../../shared/logs/agent-rows.ts';
import { givenLocalRun } from './given-local-run.ts';
import { operate } from './operated-system.ts';
import { npmRun, pasted } from './run-command-line.ts';
import { anActivity, post, sandboxControl, until } from './running-system.ts';

const given = givenLocalRun();

type Story = {
  readonly correlationId: string;
  readonly steps: readonly { readonly at: string; readonly what: string; readonly text: string }[];
  readonly rows: readonly { readonly agentId: string }[];
  readonly conclusion: { readonly state: string; readonly text: string };
};

const trace = async (id: string): Promise<Story | undefined> => {
  const { printed } = await operate(given.run, ['trace', id, '--json']);
  return printed.map((line) => JSON.parse(line))[0];
};
/** The story once it has come to this. */
const traced = (id: string, state: string, withinSeconds = 60) =>
  until(
    () => trace(id),
    (story) => story?.conclusion.state === state,
    withinSeconds,
  );
const whats = (story: Story | undefined) => story?.steps.map(({ what }) => what);

async function accepted(...events: readonly unknown[]): Promise<string> {
  const { status, requestId } = await post(given.run, { events });
  if (status !== 202 || !requestId) throw new Error(`answered ${status} under ${requestId}`);
  return requestId;
}

test('a webhook’s story goes from its receipt to the request that delivered it, which the API knows by its id', async () => {
  const id = await accepted(anActivity('ann'), anActivity('bob'));
  const story = await traced(id, 'delivered');
  expect(whats(story)).toEqual(['received', 'delivered']);
  expect(story?.steps[0]?.text).toContain('standard: 2 events for the API queued');
  expect(story?.rows.map(({ agentId }) => agentId).toSorted()).toEqual(['ann', 'bob']);
  const [, request] = /x-request-id (\S+),/.exec(story?.steps[1]?.text ?? '') ?? [];
  const journal = (await sandboxControl(given.run.baseUrl, 'requests')) as {
    call: string;
    requestId: string;
  }[];
  expect(journal).toContainEqual(
    expect.objectContaining({ call: 'bulkInsertAgentActivity', requestId: request, rows: 2 }),
  );
  expect((await trace(request ?? ''))?.correlationId).toBe(id);
});

test('an event’s own id leads to the webhook that it came with', async () => {
  const id = await accepted(anActivity('cy', { id: 'the-senders-own-id-of-an-event' }));
  await traced(id, 'delivered');
  expect((await trace('the-senders-own-id-of-an-event'))?.correlationId).toBe(id);
});

test('contacts’ events end in what is known of contacts, and the story says where their rows come from', async () => {
  const at = new Date().toISOString();
  const contact = {
    type: 'contact-milestone',
    contactId: 'c-1',
    collectionPoint: 'desk',
    at,
    milestone: 'offered',
  };
  const story = await traced(await accepted(contact), 'recorded');
  expect(whats(story)).toEqual(['received', 'recorded']);
  expect(story?.conclusion.text).toContain('next roll-up');
});

test('a dead letter tells whose it is, its story why and what to do, and a redrive goes on under the same id', async () => {
  const id = await accepted(anActivity('dee', { state: 'A state that has no code' }));
  const story = await traced(id, 'dead-lettered');
  expect(whats(story)).toEqual(['received', 'dead letter']);
  expect(story?.steps[1]?.text).toMatch(/^unmapped-state agent-activity\/\S+: the state .* redrive$/);
  const { printed } = await operate(given.run, ['dead-letters', 'list', '--json']);
  const [letter] = printed.map((line) => JSON.parse(line));
  expect(letter).toMatchObject({ reason: 'unmapped-state', correlationId: id });
  expect((await trace(letter.id))?.correlationId).toBe(id);

  await operate(given.run, ['dead-letters', 'redrive', letter.id, '--yes']);
  const again = await until(
    () => trace(id),
    (now) => now?.steps.length === 3,
  );
  expect(whats(again)).toEqual(['received', 'dead letter', 'dead letter']);
  await operate(given.run, ['dead-letters', 'discard', letter.id, '--yes']);
});

test('a webhook that cannot be translated is traced to its dead letter, and redriven under its id', async () => {
  const source = given.run.sources.find(({ name }) => name === 'aircall');
  const body = JSON.stringify({ event: 'call.ended', token: source?.secrets[0], data: 'no call' });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(source?.url ?? '', { method: 'POST', headers, body });
  const id = answer.headers.get('x-request-id') ?? '';
  expect(answer.status).toBe(200);
  const story = await traced(id, 'dead-lettered');
  const [, letterId = ''] = /untranslatable (\S+):/.exec(story?.steps[0]?.text ?? '') ?? [];
  expect(await operate(given.run, ['dead-letters', 'redrive', letterId, '--yes'])).toMatchObject({
    done: false,
  });
  expect(whats(await traced(id, 'dead-lettered'))).toEqual(['dead letter', 'dead letter']);
});

test('a webhook that is refused has a story of one step', async () => {
  const answer = await fetch(`${given.run.url}/webhooks/standard`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const story = await traced(answer.headers.get('x-request-id') ?? '', 'refused');
  expect(story?.steps).toEqual([
    { at: expect.any(String), what: 'refused', text: 'answered 401: signature-refused' },
  ]);
});

test('what waits in an outage says when it was tried and why, and is delivered once the outage is over', async () => {
  await sandboxControl(given.run.baseUrl, 'faults', {
    path: 'bulkInsertAgentActivity',
    status: 503,
    count: 1,
  });
  const id = await accepted(anActivity('eve'));
  const waiting = await until(
    () => trace(id),
    (story) => whats(story)?.includes('not taken') === true,
  );
  expect(waiting?.conclusion).toMatchObject({
    state: 'waiting',
    text: expect.stringContaining('answered 503'),
  });
  expect(whats(await traced(id, 'delivered'))).toEqual(['received', 'not taken', 'delivered']);
}, 90_000);

test('an id that nothing tells of says what was searched, and fails', async () => {
  const { done, printed, written } = await operate(given.run, ['trace', 'ffffffff-0000', '--since', '2h']);
  expect(done).toBe(false);
  expect(printed.join('\n')).toContain('nothing is known of ffffffff-0000');
  expect(written.join('')).toMatch(/searched \d+\.\d MB of logs since \S+ and \d+ dead letters?/);
});

test('npm run send takes the secret by a pipe and tells the id and the command for its story, which works when it is pasted', async () => {
  const source = given.run.sources.find(({ name }) => name === 'zoom');
  const { url = '', secrets: [secret = ''] = [], local = '' } = source ?? {};
  const sent = await npmRun(['send', 'zoom', '--url', url, '--local', local], `${secret}\n`);
  const [, id = '', hint = ''] = /x-request-id: (\S+)\n.*\n {2}(npm .*)\n/.exec(sent.stdout) ?? [];
  await traced(id, 'delivered');
  const told = await pasted(hint);
  expect(told).toMatchObject({ status: 0, stdout: expect.stringContaining(`${id}: delivered`) });
  expect(told.stdout).toMatch(/\+\d[\d.]* (ms|s) +delivered/);
}, 60_000);

test('every line of the functions is in the log file, the states of agents among them, and none of the live lines is of them', () => {
  const logged = readFileSync(given.run.logFile, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  for (const line of logged)
    expect(line).toMatchObject({
      time: expect.any(String),
      level: expect.any(String),
      function: expect.any(String),
    });
  expect(logged.flatMap(({ message }) => readAgentRows(message)).map(({ agentId }) => agentId)).toContain(
    'ann',
  );
  expect(given.lines.filter((line) => /request-settled|agent-rows/.test(line))).toEqual([]);
  expect(given.denials()).toEqual([]);
});
