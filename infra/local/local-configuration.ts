import type { Configuration, SourceConfiguration } from '../../shared/configuration/configuration.ts';
import { ConfigurationError } from '../../shared/errors.ts';
import { loadEnvironment } from '../environments/load-environment.ts';
import type { ReportLine } from './live-line.ts';
import type { LocalOptions } from './local-options.ts';

type LocalPlace = {
  /** Of the API that rows are delivered to. */
  readonly baseUrl: string;
  /** Of the gateway. */
  readonly url: string;
  readonly report: ReportLine;
};

/** The environment file's configuration, at the addresses that this run has, without what only the internet has. */
export function localConfiguration(
  { windowSeconds, environment = 'local', api, sourceSecrets }: LocalOptions,
  { baseUrl, url, report }: LocalPlace,
): Configuration {
  const { cloudConnect, delivery, http, sources, ...rest } = loadEnvironment(environment);
  const unknown = Object.keys(sourceSecrets).filter((name) => !Object.hasOwn(sources, name));
  if (unknown.length > 0)
    throw new ConfigurationError(
      `SOURCE_SECRETS names ${unknown.join(', ')}; the sources are ${Object.keys(sources).join(', ')}`,
    );
  return {
    ...rest,
    // Other paths than the documented ones are the real API's own.
    cloudConnect: { ...cloudConnect, baseUrl, ...(api ? {} : { paths: {} }) },
    delivery: { ...delivery, windowSeconds: windowSeconds ?? delivery.windowSeconds },
    http: withoutEdge(http, report),
    sources: Object.fromEntries(
      Object.entries(sources).map(([name, source]) => [
        name,
        { ...fromAnywhere(name, source, report), publicUrl: `${url}/webhooks/${name}` },
      ]),
    ),
  };
}

/** No name leads to this machine, and nothing stands before its gateway. */
function withoutEdge(http: Configuration['http'], report: ReportLine): Configuration['http'] {
  const { domain, mutualTls, firewall, ...gateway } = http;
  for (const [key, value] of Object.entries({ domain, mutualTls, firewall }))
    if (value) report('template', `http.${key} is for the internet, and left out here`);
  return gateway;
}

/** Here every webhook comes from this machine, whoever signed it. */
function fromAnywhere(name: string, source: SourceConfiguration, report: ReportLine): SourceConfiguration {
  const { allowedIps, ...rest } = source;
  if (allowedIps) report('template', `sources.${name}.allowedIps is for the internet, and left out here`);
  return rest;
}
