import { fileURLToPath } from 'node:url';

/** When the functions' processes die; `folder` is told of each death by a file. */
export type Deaths = {
  readonly folder: string;
  /** The agent whose row kills the process that is about to send it. */
  readonly poison: string;
  readonly deaths: readonly { readonly kind: string; readonly atMs: number }[];
};

const die = fileURLToPath(new URL('./preload/die.cjs', import.meta.url));

/** What a rehearsal needs so that they do. */
export function killing(deaths: Deaths) {
  return { nodeOptions: ['--require', die], variables: { LEDGER_DEATHS: JSON.stringify(deaths) } };
}
