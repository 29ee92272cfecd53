import * as z from 'zod/mini';

/** The name of the secret by which the gateway knows that a webhook came through the firewall: known to CloudFront and receive-webhook. */
export function originSecretName(environment: string): string {
  return `cloud-connect-adapter/${environment}/origin`;
}

/** The key that holds it. */
export const originSecretKey = 'value';

export const originSecretFormat = {
  schema: z.pipe(
    z.object({ [originSecretKey]: z.string().check(z.minLength(32)) }),
    z.transform((secret) => Object.values(secret)),
  ),
  example: `{"${originSecretKey}":"64 random letters and digits"}`,
};

/** What CloudFront adds to each request, in place of what the viewer may have sent by these names. */
export const frontHeaders = {
  proof: 'x-adapter-origin',
  viewer: 'x-adapter-viewer',
  host: 'x-adapter-host',
} as const;
