import { expect, test } from 'vitest';
import { changeLetters, planLetters } from '../../../infra/console/server/letters/change-letters.ts';
import { readLetter, readLetters } from '../../../infra/console/server/letters/read-letters.ts';
import { readOnly } from '../../../infra/console/server/read-only.ts';
import { reasonWords } from '../../../infra/ops/dead-letters/reason-words.ts';
import { deadLetterReasons } from '../../../shared/ports/dead-letters.ts';
import { deploymentOf, letterOf, webhook } from '../ops/sample.ts';

const letters = () => [
  letterOf({ id: 'refused' }),
  letterOf({ id: 'webhook', reason: 'untranslatable' }, JSON.stringify(webhook)),
  letterOf(
    { id: 'odd', reason: 'unreadable', lastSeenAt: '2026-11-24T09:00:00.000Z' },
    'beep\u0007 \u202eevil',
  ),
];

test('every reason is told in plain words with what to do', () => {
  for (const reason of deadLetterReasons) {
    expect(reasonWords[reason].short.length).toBeLessThan(40);
    expect(reasonWords[reason].plainly).toMatch(/^[A-Z].*\.$/);
    expect(reasonWords[reason].remedy).toMatch(/^[a-z].*\w"?\)?$/);
  }
});

test('the newest is told first, and one whole is text in which nothing is hidden', async () => {
  const { deployment } = deploymentOf(letters());
  const { letters: listed, total } = await readLetters(deployment);
  expect({ first: listed[0]?.id, total }).toEqual({ first: 'odd', total: 3 });
  expect((await readLetter('odd', deployment)).original).toBe('beep\\u0007 \\u202eevil');
  expect(JSON.parse((await readLetter('webhook', deployment)).original).body).toEqual({ a: 1 });
  expect((await readLetter('refused', deployment)).agents).toEqual(['1001']);
  await expect(readLetter('gone', deployment)).rejects.toThrow('there is no dead letter gone any more');
});

test('a preview says what would become of each, and does nothing', async () => {
  const { deployment, sent, kept } = deploymentOf(letters());
  const { each } = await planLetters(
    { action: 'redrive', ids: ['refused', 'webhook', 'odd', 'gone'] },
    deployment,
  );
  expect(each.map(({ possible, would }) => [possible, would.slice(0, 31)])).toEqual([
    [true, 'go back to the events queue, an'],
    [true, 'be read anew by receive-webhook'],
    [false, 'stay: its original is neither a'],
    [false, 'nothing: it is gone, or failed '],
  ]);
  expect({ sent: sent.length, kept: kept.length }).toEqual({ sent: 0, kept: 3 });
});

test('redriving sends each again and takes it away, and says which could not be', async () => {
  const { deployment, sent, kept } = deploymentOf(letters());
  const { each } = await changeLetters({ action: 'redrive', ids: ['refused', 'odd', 'gone'] }, deployment);
  expect(each.map(({ outcome }) => outcome)).toEqual(['redriven', 'impossible', 'changed']);
  expect(sent.map(([queue]) => queue)).toEqual(['events']);
  expect(kept.map(({ id }) => id)).toEqual(['webhook', 'odd']);
});

test('discarding deletes those that are named, and no other', async () => {
  const { deployment, sent, kept } = deploymentOf(letters());
  await changeLetters({ action: 'discard', ids: ['odd'] }, deployment);
  expect(kept.map(({ id }) => id)).toEqual(['refused', 'webhook']);
  expect(sent).toEqual([]);
});

test('by a deployment that is only read, nothing is sent, removed or invoked but the sum of rows', async () => {
  const { deployment, sent, kept } = deploymentOf(letters());
  const looked = readOnly(deployment);
  const { each } = await changeLetters({ action: 'redrive', ids: ['refused', 'webhook'] }, looked);
  expect(each.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
  expect((await changeLetters({ action: 'discard', ids: ['odd'] }, looked)).each[0]?.outcome).toBe('failed');
  await expect(looked.invoke('roll-up', '{"cause":"schedule"}')).rejects.toThrow('changes nothing');
  await expect(looked.invoke('refresh-token', '{}')).rejects.toThrow('changes nothing');
  expect({ sent: sent.length, kept: kept.length }).toEqual({ sent: 0, kept: 3 });
  const recount = {
    sources: [],
    collectionPoints: [],
    from: '2026-11-23T08:00:00.000Z',
    to: '2026-11-23T09:00:00.000Z',
  };
  await looked.invoke('roll-up', JSON.stringify({ recount }));
  expect(sent).toHaveLength(1);
});
