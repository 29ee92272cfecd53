import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import * as z from 'zod/mini';
import { ConfigurationError } from '../../shared/errors.ts';
import { loadEnvironment } from '../environments/load-environment.ts';
import { AdapterStack } from './adapter-stack.ts';
import { requireDeployable } from './require-deployable.ts';

const environmentName = z._default(z.string(), 'example');

try {
  const app = new App();
  const configuration = loadEnvironment(environmentName.parse(app.node.tryGetContext('environment')));
  requireDeployable(configuration);
  new AdapterStack(app, configuration);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
} catch (error) {
  // A mistake in a configuration file is the operator's to mend: its message says all, a stack trace would bury it.
  if (!(error instanceof ConfigurationError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
