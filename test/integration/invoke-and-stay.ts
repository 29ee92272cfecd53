import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLambda } from '../../infra/local/lambda/create-lambda.ts';

/** Invokes a function (its directory and its code are the arguments) and stays until it is killed. */
const [, , assetDirectory = '', code = ''] = process.argv;
await mkdir(assetDirectory);
await writeFile(join(assetDirectory, 'index.js'), code);
const lambda = createLambda({
  definition: {
    logicalId: 'Sample',
    name: 'sample',
    arn: 'arn:aws:lambda:eu-west-1:000000000000:function:sample',
    assetDirectory,
    handler: 'index.handler',
    timeoutSeconds: 10,
    memoryMb: 128,
    environment: {},
    roleArn: 'arn:aws:iam::000000000000:role/sample',
  },
  environment: {},
  onLog: () => {},
});
await lambda.invoke({});
setInterval(() => {}, 60_000);
