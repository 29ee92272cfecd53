import type { Seal, SignedWebhook, Trust, UnsignedWebhook, Webhook } from '../sources/source.ts';

/** One way for a webhook to prove its sender, made ready from the configuration. */
export type Proof = {
  /** The secret or key that proves it; throws SignatureRefused where none does. */
  readonly verify: (webhook: Webhook, trust: Trust) => string;
  readonly sign: (webhook: UnsignedWebhook, seal: Seal) => SignedWebhook;
  readonly secretFrom: (random: Buffer) => string;
  /** True where either side may make the secret up; of a pair of keys the sender keeps the private one. */
  readonly secretIsOurs: boolean;
  /** How far a signed time may lie from now; null where none is signed. */
  readonly toleranceSeconds: number | null;
  /** The bytes of the payload, where they are not the body's. */
  readonly payloadBytes?: (webhook: Webhook) => Buffer;
};
