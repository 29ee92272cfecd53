import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLambda } from '../../infra/local/lambda/create-lambda.ts';
import { sampleFunction } from './sample-function.ts';

/** Invokes a function (its directory and its code are the arguments) and stays until it is killed. */
const [, , assetDirectory = '', code = ''] = process.argv;
await mkdir(assetDirectory);
await writeFile(join(assetDirectory, 'index.js'), code);
const lambda = createLambda({
  definition: sampleFunction(assetDirectory),
  environment: {},
  onLog: () => {},
});
await lambda.invoke({});
setInterval(() => {}, 60_000);
