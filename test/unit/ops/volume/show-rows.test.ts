import { expect, test } from 'vitest';
import { ConfigurationError, Unavailable } from '../../../../shared/errors.ts';
import { answerOf, operateVolume, rollUpOf, rowOf } from './sample-rows.ts';

const rows = [
  rowOf('support', '14:15', { offered: 3, notHandled: 1, sources: ['zoom'] }),
  rowOf('support', '14:00'),
  rowOf('sales', '14:00', { offered: 1, sources: ['desk'] }),
];

test('prints a line for each row in the account’s zone, under headings, and a plot for each collection point', async () => {
  const { lines, written, done } = await operateVolume('show', rollUpOf([answerOf(rows)]).deployment);
  expect(lines).toEqual([
    'COLLECTION POINT  INTERVAL (America/New_York)  OFFERED  NOT HANDLED  TALK S  HOLD S  SERVICE LEVEL %  OUTBOUND',
    'sales             2026-11-23 09:00                   1            0    60.5       0             66.7         0',
    'support           2026-11-23 09:00                   0            0       0       0                0         0',
    'support           2026-11-23 09:15                   3            1   181.5       0             66.7         0',
    '',
    'sales: █ handled, ░ offered, not handled',
    '  2026-11-23 09:00  █ 1 of 1',
    '',
    'support: █ handled, ░ offered, not handled',
    '  2026-11-23 09:00',
    '  2026-11-23 09:15  ██░ 2 of 3',
  ]);
  expect({ written, done }).toEqual({ written: ['3 rows of 2 collection points\n'], done: true });
});

test('draws many contacts to scale, and one among them so that it is seen', async () => {
  const busy = [
    rowOf('support', '14:00', { offered: 400, notHandled: 100 }),
    rowOf('support', '14:15', { offered: 1 }),
  ];
  const { lines } = await operateVolume('show', rollUpOf([answerOf(busy)]).deployment);
  expect(lines.slice(-2)).toEqual([
    `  2026-11-23 09:00  ${'█'.repeat(30)}${'░'.repeat(10)} 300 of 400`,
    '  2026-11-23 09:15  █ 1 of 1',
  ]);
});

test('has roll-up sum what the options ask for, until all is answered', async () => {
  const next = '2026-11-23T14:15:00.000Z';
  const { deployment, asked } = rollUpOf([answerOf([rowOf('a', '14:00')], next), answerOf([])]);
  await operateVolume('show --collection-point a --source zoom', deployment);
  const wish = { sources: ['zoom'], collectionPoints: ['a'], to: '2026-11-24T00:00:00.000Z' };
  expect(asked).toEqual([
    ['roll-up', { recount: { ...wish, from: '2026-11-23T00:00:00.000Z' } }],
    ['roll-up', { recount: { ...wish, from: next } }],
  ]);
});

test('shows every interval of the collection points that contacts of the source were counted at', async () => {
  const { deployment } = rollUpOf([answerOf(rows)]);
  const { lines } = await operateVolume('show --source zoom --json', deployment);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { collectionPoint: 'support', interval: '2026-11-23T09:00:00', contactsOffered: 0, sources: [] },
    { collectionPoint: 'support', interval: '2026-11-23T09:15:00', contactsOffered: 3, sources: ['zoom'] },
  ]);
});

test('shows a row that two answers have once, as the newer one has it', async () => {
  const answers = [
    answerOf([rowOf('a', '14:00', { offered: 1 })], '2026-11-23T15:00:00.000Z'),
    answerOf([rowOf('a', '14:00', { offered: 2 })]),
  ];
  const { lines } = await operateVolume('show --json', rollUpOf(answers).deployment);
  expect(lines.map((line) => JSON.parse(line).contactsOffered)).toEqual([2]);
});

test('names the account where there are several, and shows nothing that would steer the terminal', async () => {
  const two = [rowOf('a\u001b', '14:00'), rowOf('a\u001b', '14:00', { accountId: '8' })];
  const { lines } = await operateVolume('show', rollUpOf([answerOf(two)]).deployment);
  expect(lines[1]).toMatch(/^a\\u001b \(account 7\)/);
  expect(lines[2]).toMatch(/^a\\u001b \(account 8\)/);
});

test('prints no table where there are no rows', async () => {
  const { lines, written } = await operateVolume('show', rollUpOf([answerOf([])]).deployment);
  expect({ lines, written }).toEqual({
    lines: [],
    written: [
      '0 rows of 0 collection points: no quarter hour of that time has ended, or nothing is known of a collection point in it\n',
    ],
  });
});

test('says what roll-up refuses', async () => {
  const { deployment } = rollUpOf([{ outcome: 'refused', detail: '--source: got "x", allowed: zoom' }]);
  const shown = operateVolume('show', deployment);
  await expect(shown).rejects.toThrow(ConfigurationError);
  await expect(shown).rejects.toThrow('--source: got "x", allowed: zoom');
});

test('is unavailable where a roll-up of an older version takes it for a run', async () => {
  const shown = operateVolume('show', rollUpOf([{ sent: 0, tooOld: 0, left: 0 }]).deployment);
  await expect(shown).rejects.toThrow(Unavailable);
  await expect(shown).rejects.toThrow('deploy this version');
});
