import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { ConfigurationError } from '../../../shared/errors.ts';
import { sourceSecretFormat } from '../../../shared/ports/source-secrets.ts';
import type { WebhookSource } from '../../../shared/sources/source.ts';
import { counted } from '../counted.ts';
import type { OpenDeployment } from '../open-deployment.ts';
import type { Terminal } from '../terminal.ts';
import type { SourceSecretCommand } from './command.ts';
import { readSigningSecret } from './read-signing-secret.ts';
import { replaceSecret } from './replace-secret.ts';
import { secretName } from './secret-name.ts';
import { rotated, withoutPrevious } from './valid-secrets.ts';
import { webhookSource } from './webhook-source.ts';

/** Whatever else stands there, it is replaced. */
const anything = { ...sourceSecretFormat, schema: z.catch(sourceSecretFormat.schema, []) };

type Change = Pick<SourceSecretCommand, 'action' | 'source'>;

/** Changes which secrets of a source are valid, and tells what was written, never what it is; but a generated one, once. */
export async function changeSourceSecret(
  change: Change,
  deployment: Pick<OpenDeployment, 'secrets' | 'configuration'>,
  { input, print, progress }: Pick<Terminal, 'input' | 'print' | 'progress'>,
): Promise<void> {
  const { action, source: name } = change;
  const source = webhookSource(deployment.configuration(), name);
  const { ids, store } = deployment.secrets;
  if (ids.sourcePrefix === undefined)
    throw new ConfigurationError(`the deployment has no secret of ${name}: deploy it with that source`);
  const secretId = `${ids.sourcePrefix}${name}`;
  const fresh = action === 'drop-previous' ? undefined : await freshSecret(change, source, input);
  const { value: valid, versionId } = await store.read(
    secretId,
    action === 'set' ? anything : sourceSecretFormat,
  );
  const after = listAfter(change, valid, fresh);
  await replaceSecret(store, secretId, { value: { secrets: after }, seenVersionId: versionId });
  // Only the secret goes to standard output, so that it can be handed on.
  const tell = action === 'generate' ? (line: string) => progress.write(`${line}\n`) : print;
  tell(`${secretName(secretId)} is written: ${count(after)}`);
  for (const line of consequences(change, valid, after)) tell(line);
  if (action !== 'generate' || fresh === undefined) return;
  tell(`the new secret of ${name}, shown this once: give it to ${source.vendor}`);
  print(fresh);
}

async function freshSecret(
  { action, source: name }: Change,
  source: WebhookSource,
  input: Terminal['input'],
) {
  if (action !== 'generate') return await readSigningSecret(input, name);
  if (source.secretIsOurs) return source.secretFrom(randomBytes(32));
  throw new ConfigurationError(
    `${source.vendor} makes up the secret of ${name} itself: copy it there, and say secrets set source ${name}`,
  );
}

function listAfter(
  { action, source: name }: Change,
  valid: readonly string[],
  fresh: string | undefined,
): readonly string[] {
  if (fresh === undefined) {
    if (withoutPrevious(valid).length === valid.length)
      throw new ConfigurationError(`${name} has no previous secret: ${count(valid)}, and nothing was done`);
    return withoutPrevious(valid);
  }
  if (action === 'set') return [fresh];
  if (valid.includes(fresh))
    throw new ConfigurationError(`this secret of ${name} is valid already, and nothing was done`);
  return action === 'add' ? [...valid, fresh] : rotated(valid, fresh);
}

/** The times are those for which receive-webhook remembers a secret. */
function consequences(
  { action, source: name }: Change,
  valid: readonly string[],
  after: readonly string[],
): string[] {
  const gone = valid.filter((secret) => !after.includes(secret)).length;
  const rotates = action === 'rotate' || action === 'generate';
  return [
    ...(gone > 0
      ? [
          `${gone} valid before ${gone === 1 ? 'is' : 'are'} valid no longer; receive-webhook may take ${gone === 1 ? 'it' : 'them'} for 5 minutes more`,
        ]
      : []),
    ...(action === 'drop-previous' ? [] : ['receive-webhook takes the new one within 30 seconds']),
    ...(rotates && valid.length > 0
      ? [
          `the previous one stays valid: once the vendor signs with the new one, say secrets rotate source ${name} --drop-previous`,
        ]
      : []),
  ];
}

function count({ length }: readonly string[]): string {
  return `${counted(length, 'secret is', 'secrets are')} valid`;
}
