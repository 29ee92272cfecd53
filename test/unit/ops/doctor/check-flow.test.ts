import { describe, expect, test } from 'vitest';
import { checkDeadLetters } from '../../../../infra/ops/doctor/check-dead-letters.ts';
import { checkRollUp } from '../../../../infra/ops/doctor/check-roll-up.ts';
import { checkWebhooks } from '../../../../infra/ops/doctor/check-webhooks.ts';
import { deploymentOf, letterOf } from '../sample.ts';
import { metricsOf, minuteMs, minutesOf, nowMs, patientOf } from './sample-patient.ts';

type Points = Parameters<typeof metricsOf>[0];

describe('dead letters', () => {
  const look = (letters: Parameters<typeof deploymentOf>[0]) => {
    const { deployment } = deploymentOf(letters);
    return checkDeadLetters.look(patientOf({ letters: deployment.letters }));
  };

  test('are none', async () => {
    expect(await look([])).toEqual([{ outcome: 'ok', says: 'none' }]);
  });

  test('are a warning that counts them by reason and source, and names the command that lists them', async () => {
    const lastSeenAt = new Date(nowMs - 20 * minuteMs).toISOString();
    const letters = [
      letterOf(),
      letterOf({ id: '2', lastSeenAt }),
      letterOf({ id: '3', reason: 'unreadable', source: '' }),
    ];
    expect(await look(letters)).toEqual([
      {
        outcome: 'warning',
        says: '3 dead letters: 2 refused from desk, 1 unreadable from no known source; the newest 20 min ago',
        remedy:
          'see them with npm run ops -- dead-letters list --environment test, and README.md#dead-letters for what to do',
      },
    ]);
  });
});

describe('webhooks', () => {
  const look = (points: Points) => checkWebhooks.look(patientOf(metricsOf(points)));

  test('are counted over all sources', async () => {
    const found = await look({
      'WebhooksAccepted desk': minutesOf(1, 2),
      'WebhooksAccepted zoom': minutesOf(4),
      WebhooksRefused: minutesOf(9),
    });
    expect(found).toEqual([{ outcome: 'ok', says: '7 webhooks taken in the last 15 minutes' }]);
  });

  test('without a genuine signature are a warning from ten on', async () => {
    expect(await look({ WebhooksRefused: minutesOf(4, 6) })).toMatchObject([
      { outcome: 'warning', remedy: 'what to do: README.md#signatures-refused' },
    ]);
  });

  test('with states that no table has a code for are a warning that names the sources', async () => {
    expect(
      await look({ 'UnmappedStates zoom': minutesOf(2), 'UnmappedStates desk': minutesOf(0) }),
    ).toMatchObject([
      { outcome: 'warning', says: 'states without a code came in the last 15 minutes: 2 from zoom' },
    ]);
  });
});

describe('the roll-up', () => {
  const look = (points: Points) => checkRollUp.look(patientOf(metricsOf(points)));
  const minutesAgo = (minutes: number) => [{ atMs: nowMs - minutes * minuteMs, value: 1 }];

  test('that ran is well, unless it had no time for some rows', async () => {
    expect(await look({ RollUpRuns: minutesAgo(14) })).toEqual([{ outcome: 'ok', says: 'ran 14 min ago' }]);
    expect(
      await look({ RollUpRuns: minutesAgo(14), RollUpRowsLeft: [{ atMs: nowMs - 14 * minuteMs, value: 3 }] }),
    ).toEqual([
      {
        outcome: 'warning',
        says: 'ran 14 min ago, and had no time for 3 rows',
        remedy: 'run it again: npm run ops -- volume run --environment test',
      },
    ]);
  });

  test('fails where it did not run for 45 minutes, in a deployment that has been there for so long', async () => {
    expect(await look({ TokenMinutesLeft: minutesAgo(46), RollUpRuns: minutesAgo(46) })).toEqual([
      {
        outcome: 'failed',
        says: 'has not run for 45 minutes',
        remedy: 'what to do: README.md#roll-up-missing',
      },
    ]);
    expect(await look({ TokenMinutesLeft: minutesAgo(44) })).toMatchObject([{ outcome: 'ok' }]);
    expect(await look({})).toMatchObject([{ outcome: 'ok' }]);
  });
});
