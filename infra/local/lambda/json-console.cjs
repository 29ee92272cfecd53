// Lambda's JSON log format, one line a call:
// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
const { format } = require('node:util');

const order = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const methods = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' };

/** Makes `console` write JSON lines to stdout, from the level that AWS_LAMBDA_LOG_LEVEL names (INFO unless set). */
exports.patchConsole = (currentRequestId) => {
  const threshold = order.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL ?? 'INFO');
  for (const [method, level] of Object.entries(methods)) {
    console[method] = (...values) => {
      if (order.indexOf(level) < threshold) return;
      process.stdout.write(`${formatLine(level, currentRequestId(), values)}\n`);
    };
  }
};

function formatLine(level, requestId, values) {
  const head = { timestamp: new Date().toISOString(), level, requestId };
  if (values.length === 1) return stringify(head, values[0]);
  const error = values.find((value) => value instanceof Error);
  return JSON.stringify({ ...head, message: format(...values), ...(error && describeError(error)) });
}

function stringify(head, message) {
  try {
    return JSON.stringify({ ...head, message }, (_, value) =>
      value instanceof Error ? { ...describeError(value), ...value } : value,
    );
  } catch {
    // A circular value or a bigint: what JSON cannot hold is written as `console.log` would show it.
    return JSON.stringify({ ...head, message: format(message) });
  }
}

function describeError(error) {
  return {
    errorType: error.constructor?.name ?? 'UnknownError',
    errorMessage: error.message,
    stackTrace: typeof error.stack === 'string' ? error.stack.split('\n') : [],
  };
}
