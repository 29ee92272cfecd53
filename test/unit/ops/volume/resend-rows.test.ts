import { expect, test } from 'vitest';
import { Unavailable } from '../../../../shared/errors.ts';
import { answerOf, operateVolume, rollUpOf, rowOf } from './sample-rows.ts';

const rows = [rowOf('support', '14:00', { offered: 3, notHandled: 1 }), rowOf('support', '14:15')];

test('without --yes tells the rows that it would send, and sends nothing', async () => {
  const { deployment, sent } = rollUpOf([answerOf(rows)]);
  const { lines, done } = await operateVolume('resend', deployment);
  expect(lines[0]).toBe('would send 2 rows of 1 collection point:');
  expect(lines[2]).toMatch(/^support +2026-11-23 09:00 +3 +1 +181.5/);
  expect(lines.at(-1)).toBe('nothing was done: add --yes to do it');
  expect({ done, sent }).toEqual({ done: true, sent: [] });
});

test('with --yes sends each to the events queue, as of the time that roll-up gave it', async () => {
  const { deployment, sent } = rollUpOf([answerOf(rows)]);
  const { lines, done } = await operateVolume('resend --yes', deployment);
  expect(sent).toEqual(rows.map(({ body }) => ['events', body]));
  expect(lines).toEqual(['sending 2 rows of 1 collection point', '2 rows: 2 sent']);
  expect(done).toBe(true);
});

test('goes on where the queue did not take a row, and tells which', async () => {
  const failing = [true, false];
  const { deployment } = rollUpOf([answerOf(rows)], {
    send: async () => {
      if (failing.shift()) throw new Unavailable('SQS is down');
    },
  });
  const { lines, written, done } = await operateVolume('resend --yes', deployment);
  expect(written).toContain('support 2026-11-23 09:00: failed: SQS is down\n');
  expect({ last: lines.at(-1), done }).toEqual({ last: '2 rows: 1 failed, 1 sent', done: false });
});

test('sends no more of them a second than asked for', async () => {
  const { now } = await operateVolume(
    'resend --yes --per-second 1',
    rollUpOf([answerOf([...rows, rowOf('sales', '14:00')])]).deployment,
  );
  expect(now()).toBe(2000);
});

test('with --json prints an object for each, and what became or would become of it', async () => {
  const told = async (words: string) => {
    const { lines } = await operateVolume(words, rollUpOf([answerOf(rows)]).deployment);
    return lines.map((line) => JSON.parse(line));
  };
  const [first] = await told('resend --json');
  expect(first).toMatchObject({ collectionPoint: 'support', contactsOffered: 3, outcome: 'would-send' });
  expect(await told('resend --yes --json')).toMatchObject([{ outcome: 'sent' }, { outcome: 'sent' }]);
});

test('has nothing to do where there are no rows', async () => {
  const { lines, done } = await operateVolume('resend --yes', rollUpOf([answerOf([])]).deployment);
  expect({ last: lines.at(-1), done }).toEqual({ last: '0 rows: nothing to do', done: true });
});
