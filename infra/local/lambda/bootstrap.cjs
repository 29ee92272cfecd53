// The runtime inside an execution environment: what AWS's nodejs24.x does, over the documented Runtime API.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
const http = require('node:http');
const { loadHandler } = require('./load-handler.cjs');
const { patchConsole } = require('./json-console.cjs');

const runtimeApi = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
let phase = 'init';
let requestId;

patchConsole(() => requestId);
process.on('uncaughtException', (error) => crash(error, 129));
process.on('unhandledRejection', (reason) => {
  const error = Object.assign(new Error(describe(reason).errorMessage), {
    name: 'Runtime.UnhandledPromiseRejection',
  });
  crash(error, 128);
});
run();

async function run() {
  let handler;
  try {
    handler = await loadHandler(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER);
  } catch (error) {
    await crash(error, 1);
  }
  for (;;) {
    phase = 'idle';
    requestId = undefined;
    const { headers, body } = await call('GET', '/invocation/next');
    requestId = headers['lambda-runtime-aws-request-id'];
    phase = 'invocation';
    await handle(handler, JSON.parse(body), headers);
  }
}

async function handle(handler, event, headers) {
  try {
    const result = await handler(event, contextOf(headers));
    await call('POST', `/invocation/${requestId}/response`, JSON.stringify(result) ?? 'null');
  } catch (error) {
    console.error('Invoke Error', error);
    await call('POST', `/invocation/${requestId}/error`, JSON.stringify(describe(error)));
  }
}

function contextOf(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: requestId,
    // By the wall's own time: a rehearsal may let the clock of Date run faster than the function can work.
    getRemainingTimeInMillis: () => deadline - (performance.timeOrigin + performance.now()),
  };
}

/** Tells what happened to whoever waits for it, then ends the environment: its state can no longer be trusted. */
async function crash(error, exitCode) {
  const path = { init: '/init/error', invocation: `/invocation/${requestId}/error` }[phase];
  console.error(phase === 'init' ? 'Init Error' : 'Uncaught Exception', error);
  if (path) await call('POST', path, JSON.stringify(describe(error)));
  process.exit(exitCode);
}

function describe(error) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(runtimeApi + path, { method, agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ headers: response.headers, body: Buffer.concat(chunks).toString() }),
      );
    });
    request.on('socket', endWith);
    request.on('error', reject);
    request.end(body);
  });
}

/** When the Runtime API goes away, so does the environment: nothing outlives the process that started it. */
function endWith(socket) {
  if (socket.listenerCount('close', leave) === 0) socket.once('close', leave);
}

function leave() {
  process.exit(1);
}
