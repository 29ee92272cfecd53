import { lettersIn } from '../../../infra/console/demo-day/letters-in-memory.ts';
import type { Input } from '../../../infra/ops/input.ts';
import type { OpenDeployment } from '../../../infra/ops/open-deployment.ts';
import { parseCommand } from '../../../infra/ops/parse-command.ts';
import { runCommand } from '../../../infra/ops/run-command.ts';
import type { Terminal } from '../../../infra/ops/terminal.ts';
import { packEnvelopes } from '../../../shared/events/envelope.ts';
import type { Secrets } from '../../../shared/ports/secrets.ts';
import type { StoredDeadLetter } from '../../../shared/ports/stored-dead-letters.ts';

/** The things the operators' tests speak of, in as few words as each test needs. */
export const receivedAt = '2026-11-23T09:01:23.000Z';

export function envelopeOf(type: 'agent-activity' | 'contact-milestone', agentId = '1001'): string {
  const provenance = { source: 'desk', accountId: '7', receivedAt };
  const event =
    type === 'agent-activity'
      ? ({ type, id: 'e', agentId, eventTime: receivedAt, state: 'AVAIL' } as const)
      : ({
          type,
          id: 'e',
          agentId,
          contactId: 'c',
          collectionPoint: 'support',
          at: receivedAt,
          milestone: 'offered',
        } as const);
  return packEnvelopes(provenance, [event])[0] ?? '';
}

export const webhook = {
  method: 'POST',
  path: '/webhooks/desk',
  queryString: '',
  headers: { 'content-type': 'application/json' },
  receivedAt,
  bodyEncoding: 'utf8',
  body: '{"a":1}',
} as const;

export function letterOf(
  overrides: Partial<StoredDeadLetter> = {},
  original = envelopeOf('agent-activity'),
): StoredDeadLetter {
  return {
    id: 'agent-activity/e1',
    reason: 'refused',
    detail: 'AgentId is not known',
    source: 'desk',
    accountId: '7',
    firstSeenAt: receivedAt,
    lastSeenAt: receivedAt,
    attempts: 2,
    place: { pk: 'dead-letter#0', sk: 'desk/agent-activity/e1' },
    original: async () => original,
    ...overrides,
  };
}

const noSecrets: Secrets = {
  read: () => Promise.reject(new Error('no secret was to be read')),
  replace: () => Promise.reject(new Error('no secret was to be written')),
};

const noInput: Input = {
  isTerminal: false,
  ask: () => Promise.reject(new Error('nobody was to be asked')),
  piped: async () => '',
};

/** A deployment of these dead letters that keeps what it is told to do. */
export function deploymentOf(letters: readonly StoredDeadLetter[], overrides: Partial<OpenDeployment> = {}) {
  const kept = [...letters];
  const sent: [string, string][] = [];
  const deployment: OpenDeployment = {
    environment: 'test',
    functionNames: new Map(),
    letters: lettersIn(kept),
    send: async (queue, body) => void sent.push([queue, body]),
    invoke: async (name, payload) => {
      sent.push([name, payload]);
      return { outcome: 'taken', accepted: 1, ignored: 0 };
    },
    searchLogs: async () => ({ records: [], bytesScanned: 0, isCut: false }),
    secrets: {
      ids: { credentials: 'credentials', token: 'token', sourcePrefix: 'source/' },
      store: noSecrets,
    },
    configuration: () => {
      throw new Error('no configuration was to be read');
    },
    agents: { list: async () => [] },
    collectionPoints: { list: async () => [] },
    readMetrics: async (queries) => queries.map(() => []),
    readQueues: async () => [],
    openApi: async () => {
      throw new Error('nothing here calls the API');
    },
    close: () => {},
    ...overrides,
  };
  return { deployment, sent, kept };
}

/** A terminal that keeps what it shows and whose time passes only by sleeping. */
export function screen(isTerminal = false, input = noInput, startsAtMs = 0) {
  const lines: string[] = [];
  const written: string[] = [];
  let nowMs = startsAtMs;
  const terminal: Terminal = {
    print: (line) => void lines.push(line),
    isTerminal,
    progress: { write: (text) => void written.push(text), isTerminal },
    input,
    now: () => nowMs,
    sleep: async (ms) => {
      nowMs += ms;
    },
    openPage: () => {},
    stopped: async () => {},
  };
  return { terminal, lines, written, now: () => nowMs };
}

/** Runs a command of these words. */
export async function operate(words: string, deployment: OpenDeployment, shown = screen()) {
  const args = ['dead-letters', ...words.split(' '), '--environment', 'test'];
  const done = await runCommand(parseCommand(args), deployment, shown.terminal);
  return { done, ...shown };
}
