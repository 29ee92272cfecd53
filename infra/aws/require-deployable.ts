import type { Configuration } from '../../shared/configuration/configuration.ts';
import { hostOf, isLoopback } from '../../shared/configuration/urls.ts';
import { ConfigurationError } from '../../shared/errors.ts';

/** Throws ConfigurationError for what is good for a run on one machine, and wrong on AWS. */
export function requireDeployable({ environment, cloudConnect: { baseUrl } }: Configuration): void {
  if (isLoopback(baseUrl) || /(^|\.)localhost$/.test(hostOf(baseUrl)))
    throw new ConfigurationError(
      `The environment ${environment} cannot be deployed:\n  cloudConnect.baseUrl = ${JSON.stringify(baseUrl)}: ` +
        'is this machine’s own address, where a function finds Lambda’s Runtime API; name the real API’s',
    );
}
