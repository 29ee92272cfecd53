import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { Input } from '../../../../infra/ops/input.ts';
import type { OpenDeployment } from '../../../../infra/ops/open-deployment.ts';
import { parseCommand } from '../../../../infra/ops/parse-command.ts';
import { runCommand } from '../../../../infra/ops/run-command.ts';
import { parseConfiguration } from '../../../../shared/configuration/parse-configuration.ts';
import { createSecrets } from '../../../../shared/ports/secrets.ts';
import { deploymentOf, screen } from '../sample.ts';

export const storedAt = new Date('2026-11-23T09:00:00.000Z');
export const arn = (name: string) =>
  `arn:aws:secretsmanager:eu-west-1:000000000000:secret:adapter/${name}-AbC12d`;

const configuration = parseConfiguration(
  {
    environment: 'test',
    cloudConnect: { baseUrl: 'https://api.example.com' },
    sources: {
      desk: { vendor: 'standard' },
      zoom: { vendor: 'zoom' },
      dial: { vendor: 'dialpad' },
      chat: { vendor: 'eight-by-eight' },
      genesys: {
        vendor: 'genesys',
        partnerEventSource: 'aws.partner/genesys.com/cloud/3b9f6d1e-5c20-4a77-8e41-b6d0c2f7a915/wfm',
      },
    },
  },
  'the test',
);

/** What a deployment begins with. */
const asDeployed = {
  [arn('credentials')]: '{}',
  [arn('token')]: '{}',
  'adapter/source/desk': '{"secrets":[]}',
  'adapter/source/zoom': '{"secrets":[]}',
  'adapter/source/dial': '{"secrets":[]}',
  'adapter/source/chat': '{"secrets":[]}',
};

/** A deployment whose secrets hold these texts; refresh-token gives the answer, or fails by it. */
export function vault(held: Record<string, string> = {}, answer: unknown = undefined) {
  const texts = new Map<string, string>(Object.entries({ ...asDeployed, ...held }));
  const asked: [string, string][] = [];
  const pending = new Map<string, string>();
  const state = { isLost: false };
  const send = async (command: unknown) => {
    if (command instanceof GetSecretValueCommand) {
      const text = texts.get(command.input.SecretId ?? '');
      if (text === undefined) throw new ResourceNotFoundException({ message: 'none', $metadata: {} });
      return {
        SecretString: text,
        VersionId: state.isLost && pending.size > 0 ? 'theirs' : 'seen',
        CreatedDate: storedAt,
      };
    }
    if (command instanceof PutSecretValueCommand)
      return void pending.set(command.input.SecretId ?? '', command.input.SecretString ?? '');
    if (!(command instanceof UpdateSecretVersionStageCommand)) throw new Error('no such command');
    if (state.isLost) throw new Error('not attached');
    const { SecretId = '' } = command.input;
    return void texts.set(SecretId, pending.get(SecretId) ?? '');
  };
  const client: Pick<SecretsManagerClient, 'send'> = { send };
  const { deployment } = deploymentOf([], {
    secrets: {
      ids: { credentials: arn('credentials'), token: arn('token'), sourcePrefix: 'adapter/source/' },
      store: createSecrets({ client: client as SecretsManagerClient }),
    },
    configuration: () => configuration,
    invoke: async (name, payload) => {
      asked.push([name, payload]);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  const valid = (source: string): unknown => JSON.parse(texts.get(`adapter/source/${source}`) ?? '').secrets;
  return { deployment, texts, asked, state, valid };
}

/** Somebody who pipes this in. */
export const piping = (text: string): Input => ({
  isTerminal: false,
  ask: () => Promise.reject(new Error('nobody was to be asked')),
  piped: async () => text,
});

/** Somebody who types these lines, one an answer; keeps what was asked, and how. */
export function typing(...lines: readonly string[]) {
  const left = [...lines];
  const questions: [string, string][] = [];
  const input: Input = {
    isTerminal: true,
    ask: async (question, manner = 'shown') => {
      questions.push([question, manner]);
      const line = left.shift();
      if (line === undefined) throw new Error(`nobody answers ${question}`);
      return line;
    },
    piped: () => Promise.reject(new Error('nothing is piped in')),
  };
  return { input, questions };
}

/** Runs a command of these words. */
export async function operateSecrets(words: string, deployment: OpenDeployment, input: Input = piping('')) {
  const shown = screen(false, input);
  const args = ['secrets', ...words.split(' '), '--environment', 'test'];
  return { done: await runCommand(parseCommand(args), deployment, shown.terminal), ...shown };
}
