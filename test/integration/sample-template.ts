import type { InvokeFunction } from '../../infra/local/aws-endpoint/functions.ts';
import type { AwsEndpoint } from '../../infra/local/aws-endpoint/start-aws-endpoint.ts';
import type { Deployment } from '../../infra/local/deployment.ts';
import { readDeployment } from '../../infra/local/read-deployment.ts';

/** What the templates of tests are made of, as CloudFormation writes it. */
export const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

export const allow = (Action: readonly string[], Resource: unknown) => ({
  Effect: 'Allow',
  Action,
  Resource,
});

/** A role with an inline policy of these statements. */
export const role = (...Statement: readonly object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: { Statement: [] },
    Policies: [{ PolicyName: 'inline', PolicyDocument: { Statement } }],
  },
});

/** A function in the role of that name. */
export const functionIn = (roleId: string, properties: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Code: { S3Key: 'a.zip' }, Handler: 'index.handler', Role: arnOf(roleId), ...properties },
});

/** The deployment of a template at this endpoint, whose functions have no bundles: a test plays them. */
export function readSample(template: object, { url }: Pick<AwsEndpoint, 'url'>, region: string): Deployment {
  return readDeployment(template, {
    assetDirectoryOf: () => '/nowhere',
    stackName: 'stack',
    region,
    awsEndpoint: url,
    httpUrl: 'http://127.0.0.1:1',
  });
}

/** Every function returns nothing. */
export const returnsNothing: InvokeFunction = async () => ({ payload: Buffer.alloc(0) });
