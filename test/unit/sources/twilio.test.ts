import { describe, expect, test } from 'vitest';
import { SignatureRefused, Untranslatable } from '../../../shared/errors.ts';
import { twilio } from '../../../shared/sources/twilio.ts';
import { json, received, settingsFor } from './sample.ts';

const publicUrl = 'https://hooks.example.com/twilio';
const settings = settingsFor(twilio, { publicUrl });
const trust = { secrets: ['current', 'previous'], nowMs: 0, toleranceSeconds: null, settings };

const times = { Timestamp: '1773133282', TimestampMs: '1773133282470' };
const worker = {
  WorkerSid: 'WK1',
  WorkerName: 'robin.vale_40example_2Etest',
  WorkerAttributes: '{"email":"robin.vale@example.test","wfm":{"id":9007199254740993},"empty":""}',
  WorkerActivityName: 'Available',
};
const task = {
  TaskSid: 'WT1',
  TaskAttributes: '{"direction":"inbound"}',
  TaskChannelUniqueName: 'voice',
  TaskQueueSid: 'WQ1',
  TaskQueueName: 'Billing',
};
const reservation = { ...task, ...worker, ReservationSid: 'WR1' };

describe('the signature', () => {
  const form = (body: string) => ({
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(body),
  });
  const signed = (webhook: ReturnType<typeof form>, url = publicUrl) =>
    received(
      twilio.sign(webhook, { secret: 'previous', nowMs: 0, settings: { ...settings, publicUrl: url } }),
    );

  test.each([
    ['the configured one', publicUrl],
    ['with the standard port', 'https://hooks.example.com:443/twilio'],
  ])('is over the public URL, %s', (_, url) => {
    expect(twilio.verify(signed(form('EventType=a'), url), trust)).toBe('previous');
    expect(twilio.verify(signed(json({ type: 'a' }), url), trust)).toBe('previous');
  });

  test.each([
    'https://hooks.example.com:8443/other',
    'https://hooks.example.com/twilio/',
    'http://hooks.example.com/twilio',
  ])('is refused where it is over %s', (url) => {
    expect(() => twilio.verify(signed(form('EventType=a'), url), trust)).toThrow(SignatureRefused);
  });

  test('is over the URL that the gateway saw where no public one is configured', () => {
    const { publicUrl: _, ...without } = settings;
    const webhook = { ...signed(form('EventType=a')), url: publicUrl };
    expect(twilio.verify(webhook, { ...trust, settings: without })).toBe('previous');
    expect(() => twilio.verify(webhook, trust)).not.toThrow();
    const elsewhere = { ...webhook, url: 'https://other.example.com/' };
    expect(() => twilio.verify(elsewhere, { ...trust, settings: without })).toThrow(SignatureRefused);
  });

  test('of a URL with a hash proves only the body of that hash, whatever its content type', () => {
    const webhook = signed(json({ type: 'a' }));
    const headers = { ...webhook.headers, 'content-type': 'application/x-www-form-urlencoded' };
    for (const body of ['', 'EventType=a', '{"type":"b"}'])
      expect(() => twilio.verify({ ...webhook, headers, body: Buffer.from(body) }, trust)).toThrow(
        'the body is not the one whose SHA-256',
      );
  });

  test('over the URL alone proves no JSON', () => {
    const { headers } = signed(form(''));
    const webhook = { ...signed(json({})), queryString: '' };
    const forged = { ...webhook, headers: { ...headers, 'content-type': 'application/json' } };
    expect(() => twilio.verify(forged, trust)).toThrow(SignatureRefused);
  });

  test('is refused, and nothing kept, where a form is not in UTF-8', () => {
    const webhook = { ...signed(form('EventType=a')), body: Buffer.from([0x61, 0x3d, 0xff]) };
    expect(() => twilio.verify(webhook, trust)).toThrow(SignatureRefused);
  });
});

describe('a worker activity', () => {
  test.each([
    ['Available', 'available'],
    ['Unavailable', 'unavailable'],
    ['Offline', 'offline'],
  ])('%s, which every workspace has, is %s', (state, stateClass) => {
    const event = first('worker.activity.update', { ...worker, WorkerActivityName: state });
    expect(event).toEqual({
      type: 'agent-activity',
      agentId: 'WK1',
      eventTime: '2026-03-10T09:01:22.470Z',
      state,
      stateClass,
    });
  });

  test.each([undefined, '', 'perhaps', '1'])(
    'of the account’s own has no class where WorkerAvailable is %j',
    (WorkerAvailable) => {
      const event = first('worker.activity.update', {
        ...worker,
        WorkerActivityName: 'Huddle',
        WorkerAvailable,
      });
      expect(event).toMatchObject({ state: 'Huddle' });
      expect(event).not.toHaveProperty('stateClass');
    },
  );

  test.each([
    [true, 'available'],
    ['true', 'available'],
    [false, 'unavailable'],
    ['false', 'unavailable'],
  ])('of the account’s own has a class where WorkerAvailable is %j', (WorkerAvailable, stateClass) => {
    const fields = { ...worker, WorkerActivityName: 'Huddle', WorkerAvailable };
    expect(first('worker.activity.update', fields)).toMatchObject({ state: 'Huddle', stateClass });
  });

  test('named Offline is offline, even where the event calls the worker unavailable', () => {
    const fields = { ...worker, WorkerActivityName: 'Offline', WorkerAvailable: 'false' };
    expect(first('worker.activity.update', fields)).toHaveProperty('stateClass', 'offline');
  });
});

describe('the time of an event', () => {
  test.each([
    [times, '22.470'],
    [{ Timestamp: '1773133282' }, '22.000'],
    [{ Timestamp: 1773133282, TimestampMs: null }, '22.000'],
    [{ Timestamp: 1773133282, TimestampMs: 1773133282470 }, '22.470'],
    [{ Timestamp: '2026-03-10T10:01:22.4709+01:00', TimestampMs: '' }, '22.470'],
  ])('is, of %j, the most exact', (moment, seconds) => {
    const event = first('worker.activity.update', { ...worker, ...moment }, {});
    expect(event).toHaveProperty('eventTime', `2026-03-10T09:01:${seconds}Z`);
  });

  test.each([{}, { Timestamp: '1773133282470' }, { Timestamp: 'now' }, { TimestampMs: '1773133282.4' }])(
    'is never guessed from %j',
    (moment) => {
      expect(() => first('worker.activity.update', { ...worker, ...moment }, {})).toThrow(Untranslatable);
    },
  );

  test.each([
    ['payload', 'data', 'event', '01'],
    [undefined, 'data', 'event', '02'],
    [undefined, null, 'event', '03'],
  ])(
    'in a CloudEvent is the one written nearest to its payload (%#)',
    (inPayload, inData, inEvent, second) => {
      const at = {
        payload: '2026-03-10T09:00:01Z',
        data: '2026-03-10T09:00:02Z',
        event: '2026-03-10T09:00:03Z',
      };
      const written = (name: unknown) => Object.entries(at).find(([one]) => one === name)?.[1];
      const payload = { worker_sid: 'WK1', worker_activity_name: 'Break', timestamp: written(inPayload) };
      const event = cloudEvent('worker.activity.update', payload, {
        time: written(inEvent),
        timestamp: written(inData),
      });
      expect(translate(event).events).toMatchObject([{ eventTime: `2026-03-10T09:00:${second}.000Z` }]);
    },
  );
});

describe('a task', () => {
  test.each([
    ['task-queue.entered', 'offered'],
    ['task-queue.timeout', 'transferred'],
    ['task-queue.moved', 'transferred'],
    ['task.canceled', 'abandoned'],
    ['task.wrapup', 'ended'],
    ['task.completed', 'ended'],
  ])('reaches by %s the milestone %s', (type, milestone) => {
    expect(first(type, task)).toEqual({
      type: 'contact-milestone',
      contactId: 'WT1',
      collectionPoint: 'WQ1',
      direction: 'inbound',
      at: '2026-03-10T09:01:22.470Z',
      milestone,
    });
  });

  test('of a reservation is a leg of its own, by its worker', () => {
    const leg = { contactId: 'WT1', agentId: 'WK1', legId: 'WR1', collectionPoint: 'WQ1' };
    expect(translate(callback('reservation.accepted', reservation)).events).toMatchObject([
      { ...leg, milestone: 'answered' },
    ]);
    expect(translate(callback('reservation.wrapup', reservation)).events).toMatchObject([
      { ...leg, milestone: 'ended' },
      { ...leg, milestone: 'wrap-started' },
    ]);
    expect(translate(callback('reservation.completed', reservation)).events).toMatchObject([
      { ...leg, milestone: 'wrap-ended' },
    ]);
  });

  test.each([
    ['{"direction":"outbound"}', 'outbound'],
    ['{"direction":"outbound-api"}', 'outbound'],
    ['{"direction":"inbound"}', 'inbound'],
    ['{"direction":"sideways"}', undefined],
    ['{"direction":7}', undefined],
    ['{}', undefined],
    ['no JSON', undefined],
    ['', undefined],
  ])('with the attributes %j goes %s', (TaskAttributes, direction) => {
    const event = first('task-queue.entered', { ...task, TaskAttributes });
    expect(event && 'direction' in event ? event.direction : undefined).toBe(direction);
  });

  test('that was in no queue yet has no collection point when it is canceled', () => {
    const event = first('task.canceled', { ...task, TaskQueueSid: '', TaskQueueName: '' });
    expect(event).toMatchObject({ milestone: 'abandoned' });
    expect(event).not.toHaveProperty('collectionPoint');
  });

  test.each([
    ['chat', ['voice'], 0],
    ['Voice', ['voice'], 1],
    ['default', ['voice', 'default'], 1],
    ['voice', ['chat'], 0],
  ])('of the channel %s counts among %j: %i', (TaskChannelUniqueName, mediaTypes, count) => {
    const payload = callback('task-queue.entered', { ...task, TaskChannelUniqueName });
    const { events, ignored } = translate(payload, { mediaTypes });
    expect([events.length, ignored]).toEqual([count, 1 - count]);
  });
});

describe('where contacts feed the activity', () => {
  const activityOf = (type: string, fields: object) =>
    translate(callback(type, fields), { activity: 'contacts' }).events.filter(
      (event) => event.type === 'agent-activity',
    );

  test.each(['reservation.created', 'reservation.accepted', 'reservation.wrapup'])(
    '%s is a state of its name',
    (state) => {
      expect(activityOf(state, reservation)).toMatchObject([{ agentId: 'WK1', state, stateClass: 'busy' }]);
    },
  );

  test.each(['completed', 'rejected', 'timeout', 'canceled', 'rescinded'])(
    'a reservation that is %s leads back to the worker’s activity',
    (end) => {
      const back = activityOf(`reservation.${end}`, { ...reservation, WorkerActivityName: 'Lunch' });
      expect(back).toMatchObject([{ agentId: 'WK1', state: 'Lunch' }]);
    },
  );

  test('an activity goes all the same, and chats leave the state alone', () => {
    expect(activityOf('worker.activity.update', worker)).toHaveLength(1);
    expect(activityOf('reservation.accepted', { ...reservation, TaskChannelUniqueName: 'chat' })).toEqual([]);
  });

  test('a reservation that failed tells of no worker', () => {
    expect(activityOf('reservation.failed', task)).toEqual([]);
  });
});

test('reservations tell no state where status events feed the activity', () => {
  for (const end of ['created', 'rejected', 'timeout', 'canceled', 'rescinded'])
    expect(translate(callback(`reservation.${end}`, reservation))).toEqual({ events: [], ignored: 1 });
});

describe('the configured ids', () => {
  const chosen = (agentId: string, fields: object = worker) =>
    translate(callback('worker.activity.update', fields), { ids: { agentId } }).events[0];

  test.each([
    ['WorkerName', 'robin.vale_40example_2Etest'],
    ['attributes.email', 'robin.vale@example.test'],
    ['attributes.wfm.id', '9007199254740993'],
  ])('%s becomes the agent', (choice, agentId) => {
    expect(chosen(choice)).toHaveProperty('agentId', agentId);
  });

  test.each([
    'attributes.missing',
    'attributes.empty',
    'attributes.email.more',
    'attributes.toString',
    'attributes.wfm',
  ])('%s, where there is no such text, is replaced by no other field', (choice) => {
    expect(() => chosen(choice)).toThrow(Untranslatable);
    expect(() => chosen(choice)).toThrow(choice);
  });

  test.each(['no JSON', '[]', undefined])('are not found in the attributes %j', (WorkerAttributes) => {
    expect(() => chosen('attributes.email', { ...worker, WorkerAttributes })).toThrow(
      'attributes.email: is missing',
    );
  });

  test('are read from attributes that are an object already', () => {
    const fields = { ...worker, WorkerAttributes: { email: 'a@example.test' } };
    expect(chosen('attributes.email', fields)).toHaveProperty('agentId', 'a@example.test');
  });

  test('are held to 50 characters, the others are not', () => {
    const fields = { ...worker, WorkerName: 'x'.repeat(51) };
    expect(chosen('WorkerSid', fields)).toHaveProperty('agentId', 'WK1');
    expect(() => chosen('WorkerName', fields)).toThrow('WorkerName: ');
  });

  test('name the queue', () => {
    const ids = { collectionPoint: 'TaskQueueName' };
    const entered = callback('task-queue.entered', task);
    expect(translate(entered, { ids }).events[0]).toHaveProperty('collectionPoint', 'Billing');
    const nameless = callback('task-queue.entered', { ...task, TaskQueueName: '' });
    expect(() => translate(nameless, { ids })).toThrow('TaskQueueName: is missing');
  });
});

describe('a batch', () => {
  const drifted = cloudEvent('worker.activity.update', {
    worker_sid: 'WK1',
    timestamp: '2026-03-10T09:00:01Z',
  });
  const good = cloudEvent('worker.activity.update', {
    worker_sid: 'WK1',
    worker_activity_name: 'Break',
    timestamp: '2026-03-10T09:00:01Z',
  });

  test('counts each event of a kind that is not used', () => {
    const unused = cloudEvent('workflow.entered', {});
    const { events, ignored } = translate([unused, good, { type: 'com.twilio.voice.status-callback' }, good]);
    expect([events.length, ignored]).toEqual([2, 2]);
  });

  test('cannot be translated as soon as one of its events cannot', () => {
    expect(() => translate([good, drifted])).toThrow(Untranslatable);
    expect(() => translate([good, null])).toThrow(Untranslatable);
  });

  test('may be empty', () => {
    expect(translate([])).toEqual({ events: [], ignored: 0 });
  });
});

test('the test event of a sink tells nothing', () => {
  const event = { specversion: '1.0', type: 'com.twilio.eventstreams.test-event', data: { test_id: 'x' } };
  expect(translate(event)).toEqual({ events: [], ignored: 1 });
});

test('a CloudEvent is what its type says, not what its payload calls itself', () => {
  const payload = { eventtype: 'reservation.created', worker_sid: 'WK1', worker_activity_name: 'Break' };
  const event = cloudEvent('worker.activity.update', payload, { timestamp: '2026-03-10T09:00:01Z' });
  expect(translate(event).events).toMatchObject([{ state: 'Break' }]);
});

test.each([
  ['worker.activity.update', { ...worker, WorkerSid: undefined }, 'WorkerSid'],
  ['worker.activity.update', { ...worker, WorkerActivityName: '' }, 'WorkerActivityName'],
  ['task-queue.entered', { ...task, TaskSid: undefined }, 'TaskSid'],
  ['task-queue.entered', { ...task, TaskChannelUniqueName: undefined }, 'TaskChannelUniqueName'],
  ['task-queue.entered', { ...task, TaskQueueSid: '', TaskQueueName: undefined }, 'TaskQueueSid'],
  ['reservation.accepted', { ...reservation, WorkerSid: '' }, 'WorkerSid'],
  ['reservation.accepted', { ...reservation, ReservationSid: undefined }, 'ReservationSid'],
])('cannot translate a %s whose shape has changed (%#), and names the field', (type, fields, path) => {
  const attempt = () => translate(callback(type, fields));
  expect(attempt).toThrow(Untranslatable);
  expect(attempt).toThrow(`twilio ${type} is not of the documented shape: ${path}: `);
});

function callback(EventType: string, fields: object, moment: object = times) {
  return { EventType, ...moment, ...fields };
}

function cloudEvent(type: string, payload: object, { time, timestamp }: Record<string, unknown> = {}) {
  return { specversion: '1.0', type: `com.twilio.taskrouter.${type}`, time, data: { timestamp, payload } };
}

function translate(payload: unknown, given: object = {}) {
  return twilio.translate(payload, { settings: settingsFor(twilio, given), receivedAt: '' });
}

function first(type: string, fields: object, moment?: object) {
  return translate(callback(type, fields, moment)).events[0];
}
