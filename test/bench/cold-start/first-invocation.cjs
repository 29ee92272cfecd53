// Run in a fresh process: loads a bundle and invokes its handler once, as Lambda does with a new environment. What
// Lambda's runtime has loaded by then is loaded first and not measured.
require('node:http');
const { join } = require('node:path');

const [, , input] = process.argv;
const { event } = JSON.parse(input);
const context = {
  awsRequestId: 'a-request',
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  getRemainingTimeInMillis: () => 60_000,
};

async function run() {
  const startedCpu = process.cpuUsage();
  const startedMs = performance.now();
  const { handler } = require(join(process.env.LAMBDA_TASK_ROOT, 'index.js'));
  const loadedMs = performance.now();
  const answer = await handler(event, context);
  const answeredMs = performance.now();
  const { user, system } = process.cpuUsage(startedCpu);
  const cpuMs = (user + system) / 1000;
  return { loadMs: loadedMs - startedMs, firstMs: answeredMs - loadedMs, cpuMs, answer };
}

run()
  .catch((error) => ({ error: String(error?.stack ?? error) }))
  .then((result) => process.send(result, () => process.exit()));
