import { join } from 'node:path';

/** What a bundle without the SDK talks to in place of AWS. */
export type Exchange = {
  /** The value of a secret by its id. */
  readonly secretOf: (id: string) => string;
  /** Told the input of every command but those that read secrets. */
  readonly take: (input: unknown) => void;
};

/** The bundle takes this up when it is called; it has no other way out. */
export function openExchange(own: Exchange): void {
  Reflect.set(globalThis, Symbol.for('hot-path'), own);
}

const clients = ['sqs', 'dynamodb', 'secrets-manager', 'lambda'];

/** By which a bundle has no-sdk.ts in place of every client. */
export const noSdk: Readonly<Record<string, string>> = Object.fromEntries(
  clients.map((client) => [`@aws-sdk/client-${client}`, join(import.meta.dirname, 'no-sdk.ts')]),
);
