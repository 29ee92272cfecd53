import * as z from 'zod/mini';
import type { Fault } from '../errors.ts';
import { throttleRates } from './throttle.ts';

const certificateArnForm = /^arn:aws[a-z-]*:acm:([a-z0-9-]+):\d{12}:certificate\/[0-9a-f-]+$/;
const hostName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

const certificateArn = z
  .string()
  .check(z.regex(certificateArnForm, 'must be the ARN of a certificate in ACM'));

const domain = z.strictObject({
  name: z
    .string()
    .check(z.regex(hostName, 'must be a host name in lower case, such as webhooks.example.com')),
  /** In the deployment's region, where the gateway looks for it. */
  certificateArn,
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

const webAclArn = /^arn:aws[a-z-]*:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[0-9a-f-]+$/;

/** Where all that CloudFront takes from elsewhere has to be. */
const edgeRegion = 'us-east-1';

/** CloudFront and AWS WAF before the gateway, since an HTTP API can have no WAF of its own. */
const firewall = z.strictObject({
  /**
   * How far it has come, one deployment after the other: `beside` the way that vendors take, for trying it out; `before` it, the domain
   * leading there while the old way is taken and counted; `required`, all else refused. It has no default, because the last
   * would refuse what a running deployment gets, and the first is no firewall yet.
   */
  stage: z.enum(['beside', 'before', 'required']),
  /** The domain's, for CloudFront, which looks for it in us-east-1 alone; left out, the gateway's own, if that is there. */
  certificateArn: z.optional(certificateArn),
  /** Whether what its rules match is only counted, or refused: a vendor's webhook that one of them mistakes is lost. */
  mode: z._default(z.enum(['count', 'block']), 'count'),
  /** From one address; left out, as many as the gateway lets through from all. */
  requestsPerFiveMinutes: z.optional(z.int().check(z.gte(10), z.lte(2_000_000_000))),
  /** A web ACL that is there already, in place of the stack's own, which can only be made in us-east-1. */
  webAclArn: z.optional(
    z
      .string()
      .check(z.regex(webAclArn, 'must be the ARN of a web ACL for CloudFront, which is in us-east-1')),
  ),
});
export type FirewallConfiguration = z.infer<typeof firewall>;

export const http = z.strictObject({
  /** The gateway's throttle, ten times above the expected peak: a 429 of ours is a lost event with several vendors. */
  requestsPerSecond: z._default(throttleRates.requestsPerSecond, 1000),
  burst: z._default(throttleRates.burst, 2000),
  domain: z.optional(domain),
  mutualTls: z.optional(mutualTls),
  firewall: z.optional(firewall),
});
export type HttpConfiguration = z.infer<typeof http>;

type Placed = { readonly http: HttpConfiguration; readonly region?: string | undefined };

/** What is wrong between keys of `http` that are each valid. */
export function httpFaults({ http: settings, region }: Placed): Fault[] {
  const { domain: own, mutualTls: mutual, firewall: wall } = settings;
  const faults: (Fault | false | undefined)[] = [
    mutual &&
      !own && {
        path: 'http.mutualTls',
        message: 'needs http.domain: the address that AWS gives asks no client for a certificate',
      },
    wall &&
      !own && {
        path: 'http.firewall',
        message: 'needs http.domain: CloudFront’s own names would take TLS below 1.2',
      },
    wall &&
      mutual && {
        path: 'http.firewall',
        message:
          'goes with no http.mutualTls: CloudFront would answer in the gateway’s place, and ask nobody',
      },
    wall &&
      !wall.webAclArn &&
      region !== edgeRegion && {
        path: 'http.firewall.webAclArn',
        message: 'must be set, or region be us-east-1: only there can a web ACL for CloudFront be made',
      },
    own &&
      region !== undefined &&
      regionOf(own.certificateArn) !== region && {
        path: 'http.domain.certificateArn',
        message: `must be of a certificate in ${region}, where the gateway is`,
      },
    wall &&
      own &&
      regionOf(wall.certificateArn ?? own.certificateArn) !== edgeRegion && {
        path: 'http.firewall.certificateArn',
        message: `must be of a certificate in ${edgeRegion}, where CloudFront looks for it`,
      },
  ];
  return faults.filter((fault) => fault !== false && fault !== undefined);
}

function regionOf(arn: string): string {
  return certificateArnForm.exec(arn)?.[1] ?? '';
}
