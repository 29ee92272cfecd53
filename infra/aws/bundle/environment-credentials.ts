/**
 * In place of `@aws-sdk/credential-provider-node` in the bundles: Lambda hands a function its role's credentials in the
 * environment, so that the chain of files, SSO, processes and metadata services behind it is never asked.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
