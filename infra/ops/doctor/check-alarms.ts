import { counted } from '../counted.ts';
import type { AlarmState } from '../watch/open-account.ts';
import { type Found, failed, ok, warning } from './finding.ts';
import type { Check } from './patient.ts';

/** Which of the stack's alarms ring. The local run has none; the checks before this one look at the same figures. */
export const checkAlarms: Check = {
  name: 'alarms',
  look: async ({ account }) => (account ? judgeAlarms(await account.alarms()) : []),
};

export function judgeAlarms(alarms: readonly AlarmState[]): readonly Found[] {
  if (alarms.length === 0)
    return [
      warning(
        'the stack has none: nobody is told of an outage',
        'deploy this version, as README.md#deploy tells',
      ),
    ];
  const ringing = alarms.filter(({ state }) => state === 'ALARM');
  if (ringing.length > 0) return ringing.map(judgeAlarm);
  const blind = alarms.filter(({ state }) => state === 'INSUFFICIENT_DATA').length;
  const more = blind > 0 ? `; ${blind} ${blind === 1 ? 'has' : 'have'} too little data yet` : '';
  return [ok(`none of ${counted(alarms.length, 'alarm')} rings${more}`)];
}

/** An alarm's description ends with the heading of the README that says what to do. */
function judgeAlarm({ name, since, description }: AlarmState): Found {
  const [says = '', heading = 'README.md#runbook'] = description.split(' What to do: ');
  const when = since ? ` since ${since.toISOString()}` : '';
  return failed(`${name} rings${when}: ${says}`, `what to do: ${heading}`);
}
