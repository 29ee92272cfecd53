import { ConfigurationError } from '../../../shared/errors.ts';
import { type SecretFormat, SecretMissing, type Secrets } from '../../../shared/ports/secrets.ts';
import { sourceSecretFormat } from '../../../shared/ports/source-secrets.ts';
import { credentialsFormat } from '../../../shared/refresh-token/obtain-token.ts';
import { isAlive, tokenSecretFormat } from '../../../shared/refresh-token/stored-token.ts';
import type { OpenDeployment } from '../open-deployment.ts';
import { secretName } from './secret-name.ts';
import { webhookSourceNames } from './webhook-source.ts';

export type SecretStatus = {
  readonly secret: string;
  /** How many values of it are good now: tokens that live, signing secrets that prove a webhook. */
  readonly valid: number;
  /** When it got the value it has; undefined where that is none of use. */
  readonly filledAt: string | undefined;
  /** What to do about it, where there is anything to do. */
  readonly hint: string | undefined;
};

type Reading<Value> = {
  readonly id: string;
  readonly format: SecretFormat<Value>;
  readonly validIn: (value: Value) => number;
  readonly hint: string;
};

type Deployment = Pick<OpenDeployment, 'secrets' | 'configuration'>;

/** What is known of every secret of the deployment, but what it is. */
export async function readStatus(deployment: Deployment, nowMs: number): Promise<readonly SecretStatus[]> {
  const { ids, store } = deployment.secrets;
  const ours = Promise.all([
    statusOf(store, {
      id: ids.credentials,
      format: credentialsFormat,
      validIn: () => 1,
      hint: 'secrets set cloud-connect',
    }),
    statusOf(store, {
      id: ids.token,
      format: tokenSecretFormat,
      validIn: (token) => (isAlive(token, nowMs) ? 1 : 0),
      hint: 'refresh-token fills it once the credentials are right',
    }),
  ]);
  return (await Promise.all([ours, readSourceStatus(deployment)])).flat();
}

/** The same of the sources' signing secrets alone. */
export async function readSourceStatus({
  secrets: { ids, store },
  configuration,
}: Deployment): Promise<readonly SecretStatus[]> {
  const all = webhookSourceNames(configuration()).map(async (name) =>
    ids.sourcePrefix === undefined
      ? notThere(name)
      : await statusOf(store, {
          id: `${ids.sourcePrefix}${name}`,
          format: sourceSecretFormat,
          validIn: ({ length }) => length,
          hint: `secrets set source ${name}`,
        }),
  );
  return await Promise.all(all);
}

function notThere(secret: string): SecretStatus {
  return { secret, valid: 0, filledAt: undefined, hint: 'it is not there: deploy' };
}

async function statusOf<Value>(store: Pick<Secrets, 'read'>, reading: Reading<Value>): Promise<SecretStatus> {
  const { id, format, validIn, hint } = reading;
  const secret = secretName(id);
  try {
    const { value, storedAt } = await store.read(id, format);
    const valid = validIn(value);
    const filledAt = valid > 0 ? storedAt?.toISOString() : undefined;
    return { secret, valid, filledAt, hint: valid > 0 ? undefined : hint };
  } catch (error) {
    if (error instanceof SecretMissing) return notThere(secret);
    if (!(error instanceof ConfigurationError)) throw error;
    // As the stack makes them, some hold what their format refuses.
    return { secret, valid: 0, filledAt: undefined, hint };
  }
}
