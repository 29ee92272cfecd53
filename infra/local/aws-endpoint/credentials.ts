import { randomBytes } from 'node:crypto';

/** What an AWS SDK signs with; a function gets them as AWS_ACCESS_KEY_ID and so on. */
export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
};

/** Who a call comes from; the administrator (the local run itself) may do everything. */
export type Caller = { readonly roleArn: string } | 'administrator';

export type CredentialStore = {
  readonly credentialsFor: (caller: Caller) => Credentials;
  /** Whose access key an Authorization header names; undefined for a key not given out here. */
  readonly callerOf: (authorization: string | undefined) => Caller | undefined;
};

/** Gives each role credentials of its own, so that a call tells by its access key which role makes it. */
export function createCredentialStore(): CredentialStore {
  const credentials = new Map<string, Credentials>();
  const callers = new Map<string, Caller>();
  return {
    credentialsFor: (caller) => {
      const key = caller === 'administrator' ? caller : caller.roleArn;
      const given = credentials.get(key) ?? randomCredentials();
      credentials.set(key, given);
      callers.set(given.accessKeyId, caller);
      return given;
    },
    callerOf: (authorization = '') => {
      const accessKeyId = /Credential=([^/,\s]+)\//.exec(authorization)?.[1];
      return accessKeyId === undefined ? undefined : callers.get(accessKeyId);
    },
  };
}

/** `ASIA` marks temporary credentials, as roles have them. */
function randomCredentials(): Credentials {
  return {
    accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
    sessionToken: randomBytes(30).toString('base64url'),
  };
}
