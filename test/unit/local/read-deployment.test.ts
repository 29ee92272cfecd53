// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub has this notation.
import { describe, expect, test } from 'vitest';
import { readDeployment } from '../../../infra/local/read-deployment.ts';

type Resources = Record<string, { Type: string; Properties?: object; Condition?: string }>;

const trust = {
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
};
const roleResource = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } };
const functionResource = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Bucket: { 'Fn::Sub': 'assets-${AWS::Region}' }, S3Key: 'abc.zip' },
    Handler: 'index.handler',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Timeout: 30,
    MemorySize: 256,
    Environment: { Variables: { QUEUE: { Ref: 'Events' }, SECRET: { Ref: 'Secret' } } },
  },
};
const base: Resources = {
  Events: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      VisibilityTimeout: 390,
      SqsManagedSseEnabled: true,
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 5 },
    },
  },
  Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Sub': '${AWS::StackName}-dead' } } },
  Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'a/token', SecretString: '{}' } },
  Role: roleResource,
  Function: functionResource,
};

const options = {
  assetDirectoryOf: (s3Key: string) => `/out/${s3Key}`,
  stackName: 'stack',
  region: 'eu-west-1',
  awsEndpoint: 'http://127.0.0.1:4566',
  httpUrl: 'http://127.0.0.1:3000',
};

function read(resources: Resources, rest: object = {}) {
  return readDeployment({ Resources: resources, ...rest }, options);
}

const secretArn = /^arn:aws:secretsmanager:eu-west-1:000000000000:secret:a\/token-[A-Za-z0-9]{6}$/;

test('a function has its bundle, its role and an environment whose references are resolved', () => {
  const [definition] = read(base).functions;
  expect(definition).toEqual({
    logicalId: 'Function',
    name: 'Function',
    arn: 'arn:aws:lambda:eu-west-1:000000000000:function:Function',
    assetDirectory: '/out/abc.zip',
    handler: 'index.handler',
    timeoutSeconds: 30,
    memoryMb: 256,
    environment: {
      QUEUE: 'http://127.0.0.1:4566/000000000000/Events',
      SECRET: expect.stringMatching(secretArn),
    },
    roleArn: 'arn:aws:iam::000000000000:role/Role',
  });
});

test('a function has what becomes of its failed asynchronous events', () => {
  const { functions } = read({
    ...base,
    Config: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: {
        FunctionName: { Ref: 'Function' },
        Qualifier: '$LATEST',
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Dead', 'Arn'] } } },
      },
    },
  });
  expect(functions[0]?.asyncInvocation).toEqual({
    maxRetries: 1,
    maxAgeSeconds: 21_600,
    onFailureArn: 'arn:aws:sqs:eu-west-1:000000000000:stack-dead',
  });
});

test('a queue has its attributes as CreateQueue takes them', () => {
  const [events, dead] = read(base).queues;
  expect(events?.attributes).toEqual({
    VisibilityTimeout: '390',
    SqsManagedSseEnabled: 'true',
    RedrivePolicy: JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:000000000000:stack-dead',
      maxReceiveCount: 5,
    }),
  });
  expect(dead).toMatchObject({ name: 'stack-dead', url: 'http://127.0.0.1:4566/000000000000/stack-dead' });
});

test('a role has its inline statements, those attached to it and those of the managed policy for logs', () => {
  const document = (action: string) => ({ Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });
  const { roles } = read({
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: trust,
        Policies: [{ PolicyName: 'inline', PolicyDocument: document('sqs:SendMessage') }],
        ManagedPolicyArns: [
          { 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole' },
        ],
      },
    },
    Other: roleResource,
    Attached: {
      Type: 'AWS::IAM::Policy',
      Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: document('dynamodb:GetItem') },
    },
  });
  const actions = roles.map(({ statements }) => statements.flatMap((statement) => statement.actions));
  expect(actions).toEqual([
    [
      'sqs:SendMessage',
      'dynamodb:GetItem',
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ],
    [],
  ]);
  expect(roles[0]?.assumedBy).toEqual(['lambda.amazonaws.com']);
});

test('a secret without a value gets a generated one', () => {
  const generate = (properties: object) =>
    read({
      Secret: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: { GenerateSecretString: properties },
      },
    }).secrets[0]?.initialValue ?? '';
  expect(generate({})).toMatch(/^[!-~]{32}$/);
  const object = JSON.parse(
    generate({
      SecretStringTemplate: '{"user":"a"}',
      GenerateStringKey: 'password',
      ExcludePunctuation: true,
      PasswordLength: 12,
    }),
  );
  expect(object).toEqual({ user: 'a', password: expect.stringMatching(/^[A-Za-z0-9]{12}$/) });
});

test('the HTTP API has its routes with their functions, and who may invoke them', () => {
  const { api, permissions } = read({
    ...base,
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
    Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: { Ref: 'Api' }, StageName: '$default' } },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['Function', 'Arn'] },
        PayloadFormatVersion: '2.0',
      },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: 'ANY /webhooks/{source}',
        Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
      },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { Ref: 'Function' },
        Principal: 'apigateway.amazonaws.com',
      },
    },
  });
  const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function:Function';
  expect(api).toEqual({
    id: 'Api',
    arn: 'arn:aws:execute-api:eu-west-1:000000000000:Api',
    routes: [
      { routeKey: 'ANY /webhooks/{source}', functionArn, payloadFormatVersion: '2.0', timeoutMs: 30_000 },
    ],
  });
  expect(permissions).toEqual([{ functionArn, principal: 'apigateway.amazonaws.com' }]);
});

test('a resource whose condition is not met does not exist', () => {
  const queue = { Type: 'AWS::SQS::Queue' };
  const { queues } = read(
    { Here: { ...queue, Condition: 'InEurope' }, There: { ...queue, Condition: 'Elsewhere' } },
    {
      Conditions: {
        InEurope: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] },
        Elsewhere: { 'Fn::Not': [{ Condition: 'InEurope' }] },
      },
    },
  );
  expect(queues.map(({ logicalId }) => logicalId)).toEqual(['Here']);
});

test('a parameter counts with its default', () => {
  const { queues } = read(
    { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Name' } } } },
    { Parameters: { Name: { Type: 'String', Default: 'given' } } },
  );
  expect(queues[0]?.name).toBe('given');
});

test('resources of unknown types are listed, those without effect are not', () => {
  const { unsupported } = read({
    Topic: { Type: 'AWS::StepFunctions::StateMachine' },
    Log: { Type: 'AWS::Logs::LogGroup' },
    Metadata: { Type: 'AWS::CDK::Metadata' },
  });
  expect(unsupported).toEqual([{ logicalId: 'Topic', type: 'AWS::StepFunctions::StateMachine' }]);
});

test('what is no template is refused with what is missing', () => {
  expect(() => readDeployment({ Type: 'AWS::SQS::Queue' }, options)).toThrow(
    /^The template is not CloudFormation JSON: Resources: must be (set|an object)/,
  );
});

describe('the start stops, naming the resource, where', () => {
  const role = (properties: object) => ({ Role: { Type: 'AWS::IAM::Role', Properties: properties } });
  const policy = (statement: object) =>
    role({ AssumeRolePolicyDocument: trust, Policies: [{ PolicyDocument: { Statement: [statement] } }] });
  const withProperty = (property: object) => ({
    ...base,
    Function: { ...functionResource, Properties: { ...functionResource.Properties, ...property } },
  });

  test.each<[string, Resources, RegExp]>([
    [
      'a function has layers',
      withProperty({ Layers: ['a'] }),
      /^Function \(AWS::Lambda::Function\).*Layers is not supported.*Supported|its supported/i,
    ],
    ['a runtime is not Node', withProperty({ Runtime: 'python3.13' }), /^Function .*Runtime/],
    [
      'an attribute is unknown',
      withProperty({ Description: { 'Fn::GetAtt': ['Events', 'Colour'] } }),
      /^Function asks for Events\.Colour.*knows Arn, QueueName, QueueUrl/,
    ],
    [
      'a reference leads nowhere',
      withProperty({ Description: { Ref: 'Nobody' } }),
      /^Function refers to Nobody, neither a resource nor a parameter/,
    ],
    [
      'a reference leads to a type it does not know',
      { ...withProperty({ Description: { Ref: 'Topic' } }), Topic: { Type: 'AWS::SNS::Topic' } },
      /^Function refers to Topic, a resource of type AWS::SNS::Topic/,
    ],
    [
      'a managed policy is unknown',
      role({
        AssumeRolePolicyDocument: trust,
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      }),
      /^Role has the managed policy .*AdministratorAccess/,
    ],
    [
      'a condition cannot be decided',
      policy({
        Effect: 'Allow',
        Action: 's3:*',
        Resource: '*',
        Condition: { IpAddress: { 'aws:SourceIp': '1.2.3.4' } },
      }),
      /Role has the condition IpAddress on aws:SourceIp/,
    ],
    [
      'a statement has NotResource',
      policy({ Effect: 'Allow', Action: 's3:*', NotResource: 'x' }),
      /^Role \(AWS::IAM::Role\)/,
    ],
    [
      'a mapping reads neither a queue nor a stream',
      {
        M: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { FunctionName: 'f', EventSourceArn: 'arn:aws:dynamodb:eu-west-1:1:table/t/stream/s' },
        },
      },
      /^M .*must be an SQS queue or a Kinesis stream/,
    ],
  ])('%s', (_what, resources, message) => {
    expect(() => read(resources)).toThrow(message);
  });
});
