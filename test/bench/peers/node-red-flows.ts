/** The same job in Node-RED: https://nodered.org/docs/user-guide/nodes */
export type FlowKind = 'nodes' | 'function';

type FlowOptions = { readonly sinkUrl: string; readonly isSigned: boolean };

const verify = `
const { createHmac, timingSafeEqual } = global.get('crypto');
const { headers } = msg.req;
const head = headers['webhook-id'] + '.' + headers['webhook-timestamp'] + '.';
const expected = Buffer.from('v1,' + createHmac('sha256', global.get('key')).update(head).update(msg.payload).digest('base64'));
const given = Buffer.from(String(headers['webhook-signature']));
const ageSeconds = Date.now() / 1000 - Number(headers['webhook-timestamp']);
if (given.length !== expected.length || !timingSafeEqual(given, expected) || !(Math.abs(ageSeconds) <= 300)) {
  msg.statusCode = 401;
  return [msg, null];
}`;
const validate = `
const { type, agentId, eventTime, state, reason = '' } = event;
const isText = (value, least, most) => typeof value === 'string' && value.length >= least && value.length <= most;
if (type !== 'agent-activity' || !isText(agentId, 1, 50) || !isText(state, 1, 10) || !isText(reason, 0, 10) || Number.isNaN(Date.parse(eventTime))) {
  msg.statusCode = 422;
  return [msg, null];
}
const row = { AgentId: agentId, EventTime: eventTime, Activity: state, ReasonCode: event.reason };`;

const arrival = {
  id: 'in',
  type: 'http in',
  z: 'tab',
  url: '/webhooks/standard',
  method: 'post',
  skipBodyParsing: true,
};
const answer = { id: 'answer', type: 'http response', z: 'tab', statusCode: '', headers: {} };

type FlowNode = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly z?: string;
  readonly wires?: readonly (readonly string[])[];
};

export function flowOf(kind: FlowKind, options: FlowOptions): readonly object[] {
  const tab = { id: 'tab', type: 'tab', label: 'bench' };
  const send = {
    id: 'send',
    type: 'http request',
    z: 'tab',
    method: 'POST',
    ret: 'obj',
    url: options.sinkUrl,
    wires: [[]],
  };
  return [tab, answer, send, ...(kind === 'nodes' ? nodes(options) : oneFunction(options))].map(placed);
}

/** A node without a place counts as configuration, and an id that is another's word as a reference to it. */
function placed({ id, z, wires = [], ...rest }: FlowNode): object {
  const named = (each: string) => `bench-${each}`;
  if (z === undefined) return { id: named(id), ...rest };
  return { id: named(id), z: named(z), x: 100, y: 100, wires: wires.map((ids) => ids.map(named)), ...rest };
}

/** Parsed by the json node, gathered by batch (a second long) and join. */
function nodes({ isSigned }: FlowOptions): readonly FlowNode[] {
  const checked = functionNode('verify', `${isSigned ? verify : ''}\nreturn [null, msg];`, [
    ['answer'],
    ['json'],
  ]);
  const shaped = `const event = msg.payload;${validate}
msg.statusCode = 202;
const response = { req: msg.req, res: msg.res, statusCode: 202, payload: { accepted: 1 } };
return [response, { payload: row }];`;
  const body = `msg.payload = { AccountId: '1', AgentUpdates: msg.payload }; return msg;`;
  return [
    { ...arrival, wires: [[isSigned ? 'verify' : 'json']] },
    ...(isSigned ? [checked] : []),
    { id: 'json', type: 'json', z: 'tab', property: 'payload', action: 'obj', wires: [['validate']] },
    functionNode('validate', shaped, [['answer'], ['batch']]),
    {
      id: 'batch',
      type: 'batch',
      z: 'tab',
      mode: 'interval',
      interval: 1,
      count: 10,
      overlap: 0,
      allowEmptySequence: false,
      topics: [],
      wires: [['join']],
    },
    {
      id: 'join',
      type: 'join',
      z: 'tab',
      mode: 'auto',
      build: 'array',
      property: 'payload',
      propertyType: 'msg',
      wires: [['body']],
    },
    functionNode('body', body, [['send']]),
  ];
}

/** All of it in one function node, which sends what it has gathered once a second. */
function oneFunction({ isSigned }: FlowOptions): readonly FlowNode[] {
  const whole = `${isSigned ? verify : ''}
const event = JSON.parse(msg.payload.toString('utf8'));${validate}
context.get('rows').push(row);
msg.statusCode = 202;
msg.payload = { accepted: 1 };
return [msg, null];`;
  const initialize = `context.set('rows', []);
setInterval(() => {
  const rows = context.get('rows');
  context.set('rows', []);
  for (let from = 0; from < rows.length; from += 500)
    node.send([null, { payload: { AccountId: '1', AgentUpdates: rows.slice(from, from + 500) } }]);
}, 1000);`;
  return [
    { ...arrival, wires: [['whole']] },
    { ...functionNode('whole', whole, [['answer'], ['send']]), initialize },
  ];
}

function functionNode(id: string, func: string, wires: readonly (readonly string[])[]) {
  return {
    id,
    type: 'function',
    z: 'tab',
    func,
    outputs: wires.length,
    wires,
    libs: [],
    initialize: '',
    finalize: '',
  };
}
