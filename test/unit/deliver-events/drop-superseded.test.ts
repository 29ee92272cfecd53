import { expect, test } from 'vitest';
import { dropSuperseded } from '../../../shared/deliver-events/drop-superseded.ts';
import { activity, volume } from './sample.ts';

test('keeps the later of two changes of one agent in one second, by its sub-second time', () => {
  const later = activity({ eventTime: '2026-11-23T09:01:22.900Z', state: 'BUSY' });
  const earlier = activity({ eventTime: '2026-11-23T09:01:22.100Z' });
  const { rows, superseded } = dropSuperseded([later, earlier]);
  expect(rows).toEqual([later]);
  expect(superseded).toEqual(new Map([[earlier, later]]));
});

test('keeps the later arrival of two changes at one instant', () => {
  const first = activity({ state: 'AVAIL' });
  const second = activity({ state: 'BUSY' });
  expect(dropSuperseded([first, second]).rows).toEqual([second]);
});

test('keeps the change that tells its reason, in whichever order the two arrive', () => {
  const bare = activity({ state: 'closed' });
  const reasoned = activity({ state: 'closed', reason: 'LUNCH' });
  expect(dropSuperseded([bare, reasoned]).rows).toEqual([reasoned]);
  expect(dropSuperseded([reasoned, bare]).rows).toEqual([reasoned]);
});

test('delivers every change of another second, agent or account', () => {
  const rows = [
    activity(),
    activity({ eventTime: '2026-11-23T09:01:23.000Z' }),
    activity({ agentId: '1002' }),
    activity({ accountId: '2' }),
  ];
  expect(dropSuperseded(rows).rows).toEqual(rows);
});

test('keeps the newest volume row of an interval, by asOf', () => {
  const receivedAt = '2026-11-23T10:00:00.000Z';
  const newer = volume({ receivedAt, asOf: '2026-11-23T09:31:00.000Z', contactsOffered: 7 });
  const older = volume({ receivedAt, asOf: '2026-11-23T09:16:00.000Z' });
  expect(dropSuperseded([newer, older]).rows).toEqual([newer]);
});

test('names the row that stands in the end for each superseded one', () => {
  const [one, two, three] = ['100', '200', '300'].map((ms) =>
    activity({ eventTime: `2026-11-23T09:01:22.${ms}Z` }),
  );
  const { superseded } = dropSuperseded([one, two, three].filter((row) => row !== undefined));
  expect([...superseded.values()]).toEqual([three, three]);
});
