import * as z from 'zod/mini';
import type { Fault } from '../errors.ts';
import { throttleRates } from './throttle.ts';

const certificateArn = /^arn:aws[a-z-]*:acm:([a-z0-9-]+):\d{12}:certificate\/[0-9a-f-]+$/;
const hostName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

const domain = z.strictObject({
  name: z
    .string()
    .check(z.regex(hostName, 'must be a host name in lower case, such as webhooks.example.com')),
  /** In the deployment's region; in us-east-1 where a firewall stands before the gateway. */
  certificateArn: z.string().check(z.regex(certificateArn, 'must be the ARN of a certificate in ACM')),
  /** The zone in Route 53 that gets the record; left out, an operator makes it elsewhere. */
  hostedZone: z.optional(
    z.strictObject({
      id: z
        .string()
        .check(z.regex(/^Z[A-Z0-9]{1,31}$/, 'must be a hosted zone’s id, such as Z0123456789ABC')),
      name: z.string().check(z.regex(hostName, 'must be the zone’s name, such as example.com')),
    }),
  ),
});
export type DomainConfiguration = z.infer<typeof domain>;

/** For senders that can show a certificate, which hardly a vendor does: all sources of the deployment must. */
const mutualTls = z.strictObject({
  /** The certificates of the authorities that clients' certificates are of, in PEM. */
  truststoreUri: z
    .string()
    .check(z.regex(/^s3:\/\/[a-z0-9.-]{3,63}\/.+$/, 'must be of the form s3://BUCKET/KEY')),
  /** The object's version; without it, a truststore that is replaced counts only once the domain is changed. */
  truststoreVersion: z.optional(z.string().check(z.minLength(1))),
});

export const http = z.strictObject({
  /** The gateway's throttle, ten times above the expected peak: a 429 of ours is a lost event with several vendors. */
  requestsPerSecond: z._default(throttleRates.requestsPerSecond, 1000),
  burst: z._default(throttleRates.burst, 2000),
  domain: z.optional(domain),
  mutualTls: z.optional(mutualTls),
});
export type HttpConfiguration = z.infer<typeof http>;

type Placed = { readonly http: HttpConfiguration; readonly region?: string | undefined };

/** What is wrong between keys of `http` that are each valid. */
export function httpFaults({ http: { domain: own, mutualTls: mutual }, region }: Placed): Fault[] {
  const faults: (Fault | false | undefined)[] = [
    mutual &&
      !own && {
        path: 'http.mutualTls',
        message: 'needs http.domain: the address that AWS gives asks no client for a certificate',
      },
    own &&
      region !== undefined &&
      regionOf(own.certificateArn) !== region && {
        path: 'http.domain.certificateArn',
        message: `must be of a certificate in ${region}, where the gateway is`,
      },
  ];
  return faults.filter((fault) => fault !== false && fault !== undefined);
}

function regionOf(arn: string): string {
  return certificateArn.exec(arn)?.[1] ?? '';
}
