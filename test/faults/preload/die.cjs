// Preloaded into the functions' processes by the ledger test: kills them where it hurts, as LEDGER_DEATHS says. Each
// planned death happens in one process, the first that is in that place when its time has come; a file tells that it has.
const diagnostics = require('node:diagnostics_channel');
const { closeSync, openSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const { folder, poison, deaths = [] } = JSON.parse(process.env.LEDGER_DEATHS ?? '{}');

/** The row of the poisonous agent is about to be sent: this process dies each time. */
diagnostics.subscribe('undici:request:create', ({ request }) => {
  if (!poison || !textOf(request.body).includes(poison)) return;
  writeFileSync(join(folder, `poison-${Date.now()}-${process.pid}`), '');
  die();
});

/** The API has answered a delivery: the rows are stored, and SQS has not been told. */
diagnostics.subscribe('undici:request:trailers', ({ request }) => {
  if (request.path.includes('BulkInsert')) dieIfDue('kills-delivery');
});

const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME ?? '';
const targets = [
  /** SQS has taken the events, and the vendor has not been told. */
  { of: 'ReceiveWebhook', target: 'AmazonSQS.SendMessage', kind: 'kills-receiving' },
  /** The table knows of a contact, and no row is marked yet. */
  { of: 'RecordContacts', target: 'DynamoDB_20120810.PutItem', kind: 'kills-recording' },
  /** SQS has taken the rows, and their marks still stand. */
  { of: 'RollUp', target: 'AmazonSQS.SendMessage', kind: 'kills-roll-up' },
];

diagnostics.subscribe('http.client.response.finish', ({ request }) => {
  const called = String(request.getHeader('x-amz-target'));
  for (const { of, target, kind } of targets)
    if (functionName.includes(of) && called.startsWith(target)) dieIfDue(kind);
});

function dieIfDue(kind) {
  for (const [index, death] of deaths.entries())
    if (death.kind === kind && death.atMs <= Date.now() && isFirst(`${kind}-${index}`)) die();
}

function isFirst(name) {
  try {
    closeSync(openSync(join(folder, name), 'wx'));
    return true;
  } catch {
    return false;
  }
}

function die() {
  process.kill(process.pid, 'SIGKILL');
}

function textOf(body) {
  return typeof body === 'string' || Buffer.isBuffer(body) ? body.toString() : '';
}
