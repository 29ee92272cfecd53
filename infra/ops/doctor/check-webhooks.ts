import { counted } from '../counted.ts';
import { sumOf } from '../watch/read-deliveries.ts';
import { type Receipts, readReceipts } from '../watch/read-receipts.ts';
import { type Found, ok, warning } from './finding.ts';
import type { Check } from './patient.ts';

/** The alarm `signatures-refused` counts from here. */
const mostRefused = 10;

/** Whether what vendors send is taken and understood, by what was measured in the last 15 minutes. */
export const checkWebhooks: Check = {
  name: 'webhooks',
  look: async ({ deployment, now }) => {
    const opened = await deployment();
    const sources = Object.keys(opened.configuration().sources);
    return judgeWebhooks(await readReceipts(opened, sources, now()));
  },
};

export function judgeWebhooks({ accepted, notGenuine, unmapped }: Receipts): readonly Found[] {
  const refused = sumOf(notGenuine);
  const states = unmapped.map(({ source, states }) => `${states} from ${source}`);
  const found = [
    ...(refused >= mostRefused
      ? [
          warning(
            `${refused} came without a genuine signature in the last 15 minutes`,
            'what to do: README.md#signatures-refused',
          ),
        ]
      : []),
    ...(states.length > 0
      ? [
          warning(
            `states without a code came in the last 15 minutes: ${states.join(', ')}`,
            'add them to the sources’ codes in the configuration, as README.md#connect-a-source tells, and deploy; told until 15 minutes after the last one',
          ),
        ]
      : []),
  ];
  return found.length > 0
    ? found
    : [ok(`${counted(sumOf(accepted), 'webhook')} taken in the last 15 minutes`)];
}
