import { SignatureRefused } from '../errors.ts';
import type { Webhook } from '../sources/source.ts';
import { equalInConstantTime } from './equal-in-constant-time.ts';
import { requireHeader } from './require-header.ts';
import { usableSecrets } from './require-signer.ts';

/**
 * The stored secret that the header `authorization` carries, for vendors that let the operator set it: as `Basic` (the
 * secret is `user:password`), as `Bearer`, or alone. The secret is spelled out and compared, never the header decoded,
 * since Base64 has several spellings of one text. Throws SignatureRefused where the header is missing or carries none.
 */
export function requireAuthorization(webhook: Pick<Webhook, 'headers'>, secrets: readonly string[]): string {
  const given = requireHeader(webhook, 'authorization');
  const usable = usableSecrets(secrets);
  const known = usable.find((secret) =>
    [basicAuthorization(secret), `Bearer ${secret}`, secret].some((spelled) =>
      equalInConstantTime(given, spelled),
    ),
  );
  if (known !== undefined) return known;
  throw new SignatureRefused(
    `the header authorization carries none of the ${usable.length} stored secrets: store user:password for Basic, the token alone for Bearer`,
  );
}

/** The header's value for a secret of the form `user:password`. https://www.rfc-editor.org/rfc/rfc7617 */
export function basicAuthorization(secret: string): string {
  return `Basic ${Buffer.from(secret).toString('base64')}`;
}
