import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { synthesize } from '../../infra/aws/synthesize.ts';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import type { FunctionName } from '../../shared/environment.ts';

const webhooks = { zoom: { vendor: 'zoom' }, 'back-office': { vendor: 'standard' } };

export const partnerEventSource = 'aws.partner/genesys.com/cloud/3b9f6d1e-5c20-4a77-8e41-b6d0c2f7a915/wfm';
export const instanceArn =
  'arn:aws:connect:us-east-1:123456789012:instance/6f1d2c3b-4a59-4687-9b0c-d1e2f3a4b5c6';
export const genesys = { vendor: 'genesys', partnerEventSource };
export const connect = { vendor: 'amazon-connect', instanceArn };

export const domain = {
  name: 'webhooks.example.com',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1a2b3c4d-0000-4000-8000-000000000000',
  hostedZone: { id: 'Z0123456789ABC', name: 'example.com' },
};
export const mutualTls = { truststoreUri: 's3://trust-example/webhooks.pem', truststoreVersion: 'v1' };

type Options = {
  readonly http?: object;
  readonly region?: string;
  readonly operators?: readonly string[];
  readonly encryption?: object;
};

/** A configuration of these sources that differs from every default, so that a promise read from it cannot hold by chance. */
export function configurationOf(
  sources: Readonly<Record<string, object>>,
  { http, ...rest }: Options = {},
): Configuration {
  return parseConfiguration(
    {
      environment: 'test',
      cloudConnect: { baseUrl: 'https://cloud-connect.example.com/api' },
      delivery: { windowSeconds: 25, batchSize: 700, maxConcurrency: 3 },
      http: { requestsPerSecond: 1200, burst: 2400, ...http },
      logRetentionDays: 14,
      ...rest,
      sources,
    },
    'the test’s configuration',
  );
}

export const configuration = configurationOf(webhooks);

/** The same with sources beside whose events come over AWS. */
export const withAwsSources = configurationOf({ ...webhooks, genesys, connect });

/** The same with everything that hardens it, as far as options agree with each other. */
export const hardened = configurationOf(
  {
    zoom: {
      vendor: 'zoom',
      throttle: { requestsPerSecond: 300, burst: 450 },
      allowedIps: ['203.0.113.0/24'],
    },
    'back-office': { vendor: 'standard' },
    genesys,
    connect,
  },
  {
    region: 'us-east-1',
    http: { domain, mutualTls },
    encryption: { customerKey: true },
    operators: ['arn:aws:iam::123456789012:role/Operators*'],
  },
);

/** The same with a firewall before the gateway, where mutual TLS cannot be. */
export const behindFirewall = configurationOf(
  { zoom: { vendor: 'zoom' }, 'back-office': { vendor: 'standard' } },
  {
    region: 'us-east-1',
    http: { domain, firewall: { stage: 'required', mode: 'block' } },
    encryption: { customerKey: true },
  },
);

/** The stack's template; the bundles are left out. */
export function templateOf(settings: Configuration = configuration): Template {
  const outdir = mkdtempSync(join(tmpdir(), 'adapter-stack-'));
  try {
    const { template } = synthesize({ configuration: settings, outdir, bundles: false });
    return Template.fromJSON(template as object);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

export type Attributes = Readonly<Record<string, unknown>>;

/** The properties of every resource of a type, by logical id. */
export function propertiesOf(template: Template, type: string): Readonly<Record<string, Attributes>> {
  const resources = Object.entries(template.findResources(type));
  return Object.fromEntries(resources.map(([id, { Properties }]) => [id, Properties as Attributes]));
}

/** The properties of the one resource of a type, or of the one whose logical id begins with `id`. */
export function only(template: Template, type: string, id = ''): Attributes {
  const found = Object.entries(propertiesOf(template, type)).filter(([name]) => name.startsWith(id));
  const [one, ...others] = found.map(([, properties]) => properties);
  if (!one || others.length > 0) throw new Error(`${found.length} resources are ${type} ${id}, not one`);
  return one;
}

/** `{ "Ref": X }` and `{ "Fn::GetAtt": [X, ...] }` as X without its hash, so that expectations can be read. */
export function target(value: unknown): string {
  const { Ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  const id = Ref ?? attribute?.[0];
  return id ? id.replace(/[0-9A-F]{8}$/, '') : JSON.stringify(value);
}

/** What the logical ids of a function's resources begin with. */
export const logicalIdPrefixes: Readonly<Record<FunctionName, string>> = {
  'receive-bus': 'ReceiveBus',
  'receive-stream': 'ReceiveStream',
  'receive-webhook': 'ReceiveWebhook',
  'deliver-events': 'DeliverEvents',
  'refresh-token': 'RefreshToken',
  'record-contacts': 'RecordContacts',
  'roll-up': 'RollUp',
  'record-dead-letters': 'RecordDeadLetters',
};
