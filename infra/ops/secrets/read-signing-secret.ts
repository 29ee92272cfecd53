import { ConfigurationError } from '../../../shared/errors.ts';
import { publicKeyIn } from '../../../shared/signatures/public-key.ts';
import type { Input } from '../input.ts';

/** The signing secret that an operator types, or pipes in; throws ConfigurationError where it is none. */
export async function readSigningSecret(input: Input, source: string): Promise<string> {
  const text = input.isTerminal
    ? await input.ask(`signing secret of ${source} (not shown): `, 'hidden')
    : await input.piped();
  return signingSecretIn(text);
}

/**
 * The secret in this text, without the newline that ends a file. A key in PEM or as a JWK may have several lines; nothing
 * else has. Throws ConfigurationError, which tells nothing of the text.
 */
export function signingSecretIn(text: string): string {
  const secret = withoutMark(text).replace(/[\r\n]+$/, '');
  if (secret.trim() === '') throw refused('is empty');
  if (/^\s*(?:-----BEGIN |\{)/.test(secret)) {
    if (publicKeyIn(secret)) return secret.trim();
    throw refused(
      'begins like a key, and is none that can be read: give one PEM or one JWK, whole, by a pipe',
    );
  }
  if (/[\r\n]/.test(secret)) throw refused('has several lines: give one secret at a time');
  if (secret !== secret.trim())
    throw refused('begins or ends with a blank, as what is copied by mistake does');
  return secret;
}

/** PowerShell begins what it pipes with a byte order mark. */
export function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

function refused(what: string): ConfigurationError {
  return new ConfigurationError(`the signing secret ${what}`);
}
