import { packEnvelopes } from '../../../shared/events/envelope.ts';
import type { StoredDeadLetter } from '../../../shared/ports/stored-dead-letters.ts';

const minuteMs = 60_000;

/** Dead letters of the reasons that connecting a vendor brings, the originals as they would be stored. */
export function demoLetters(nowMs: number): readonly StoredDeadLetter[] {
  const times = (minutes: number) => {
    const seenAt = at(nowMs - minutes * minuteMs);
    return { firstSeenAt: seenAt, lastSeenAt: seenAt };
  };
  const activity = (agentId: string, source: string, state: string) =>
    packEnvelopes({ source, accountId: '1', receivedAt: at(nowMs) }, [
      { type: 'agent-activity', id: `${agentId}-${state}`, agentId, eventTime: at(nowMs), state },
    ])[0] ?? '';
  return [
    letterOf(
      {
        id: 'agent-activity/zoom-huddle-1004',
        reason: 'unmapped-state',
        detail: 'the state "Huddle" has no code: add it to sources.zoom.codes.states and redrive',
        source: 'zoom',
        accountId: '1',
        ...times(12),
      },
      activity('1004', 'zoom', 'Huddle'),
    ),
    letterOf(
      {
        id: 'agent-activity/refused-1017',
        reason: 'refused',
        detail: 'The agent 1017 is not known to the account',
        source: 'zoom',
        accountId: '1',
        ...times(48),
        row: '{"AgentId":"1017","EventTime":"11/23/2026 9:01:22","Activity":"AVAIL"}',
      },
      activity('1017', 'zoom', 'Ready'),
    ),
    letterOf(
      {
        id: 'webhook/aircall-unknown-shape',
        reason: 'untranslatable',
        detail: 'an aircall webhook: data.user.id: must be a number',
        source: 'aircall',
        accountId: '1',
        ...times(95),
      },
      JSON.stringify({
        method: 'POST',
        path: '/webhooks/aircall',
        queryString: '',
        headers: { 'content-type': 'application/json' },
        receivedAt: at(nowMs - 95 * minuteMs),
        bodyEncoding: 'utf8',
        body: '{"event":"user.opened","token":"[masked]","data":{"name":"<img src=x onerror=alert(1)>\\u202e"}}',
      }),
    ),
    letterOf(
      {
        id: 'message/unreadable',
        reason: 'unreadable',
        detail: 'the message is not JSON',
        source: '',
        accountId: '',
        ...times(600),
      },
      'hello?\u0007',
    ),
  ];
}

/** As it would be read from the table. */
function letterOf(head: Omit<StoredDeadLetter, 'original' | 'place'>, original: string): StoredDeadLetter {
  const place = { pk: 'dead-letter#0', sk: `${head.source}/${head.id}` };
  return { attempts: 2, ...head, place, original: async () => original };
}

function at(ms: number): string {
  return new Date(ms).toISOString();
}
