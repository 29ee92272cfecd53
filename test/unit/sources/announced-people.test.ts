import { describe, expect, test } from 'vitest';
import { readSamples } from '../../../infra/samples/read-samples.ts';
import type { TranslatedEvent } from '../../../shared/events/event.ts';
import { parseForm } from '../../../shared/sources/parse-form.ts';
import { sources } from '../../../shared/sources/registry.ts';
import type { Source } from '../../../shared/sources/source.ts';
import { settingsFor } from './sample.ts';

const instanceArn = 'arn:aws:connect:us-east-1:123456789012:instance/6f1d2c3b-4a59-4687-9b0c-d1e2f3a4b5c6';
const announcing = ['aircall', 'amazon-connect', 'intercom', 'talkdesk', 'twilio', 'zoom'] as const;
type Vendor = (typeof announcing)[number];
type Fields = Record<string, unknown>;

function sourceOf(vendor: string): Source {
  const source = sources[vendor];
  if (!source) throw new Error(`no source ${vendor}`);
  return source;
}

function translate(vendor: Vendor, payload: unknown, given: object = { people: 'announced' }) {
  const source = sourceOf(vendor);
  const own = vendor === 'amazon-connect' ? { instanceArn } : {};
  const settings = settingsFor(source, { ...own, ...given });
  return source.translate(payload, { settings, receivedAt: '2026-03-10T09:00:00.000Z' });
}

/** A sample's payload, a copy for each test to change. */
function sampleOf(vendor: Vendor, name: string): Fields {
  const sample = readSamples(vendor).find((one) => one.name === name);
  if (!sample) throw new Error(`no sample ${name} of ${vendor}`);
  const isForm = sample.headers['content-type'] !== 'application/json';
  return isForm ? Object.fromEntries(parseForm(sample.body)) : JSON.parse(sample.body.toString());
}

const peopleIn = (events: readonly TranslatedEvent[]) => events.filter(({ type }) => type === 'person');
const announced = (vendor: Vendor, payload: unknown, given?: object) =>
  peopleIn(translate(vendor, payload, given).events);

/** An event of each vendor that announces somebody, whether anything else is told by it, and where the name stands. */
const announcements = [
  { vendor: 'aircall', name: 'user.created.v2', others: 0 },
  { vendor: 'amazon-connect', name: 'agent.login.snapshot', others: 1 },
  { vendor: 'amazon-connect', name: 'agent.available', others: 1 },
  { vendor: 'amazon-connect', name: 'agent.renamed', others: 0 },
  { vendor: 'intercom', name: 'admin.added_to_workspace', others: 0 },
  { vendor: 'talkdesk', name: 'agentLogIn', others: 1 },
  { vendor: 'twilio', name: 'taskrouter.worker.created', others: 0 },
  { vendor: 'twilio', name: 'cloudevents.worker.created', others: 0 },
  { vendor: 'zoom', name: 'contact_center.user_login', others: 1 },
] as const;

test('the vendors that announce users are those', () => {
  const those = Object.values(sources).filter(({ options }) => options.announcesPeople);
  expect(those.map(({ vendor }) => vendor)).toEqual(announcing);
});

describe.each(announcements)('the $vendor event $name', ({ vendor, name, others }) => {
  test('gives a person besides what else it tells, where that is asked for', () => {
    const { events, ignored } = translate(vendor, sampleOf(vendor, name));
    expect(peopleIn(events)).toHaveLength(1);
    expect({ others: events.length - 1, ignored }).toEqual({ others, ignored: 0 });
  });

  test.each([{}, { people: 'none' }])('gives none where the entry says %j, and is counted', (given) => {
    const { events, ignored } = translate(vendor, sampleOf(vendor, name), given);
    expect(peopleIn(events)).toEqual([]);
    expect({ others: events.length, ignored }).toEqual({ others, ignored: others > 0 ? 0 : 1 });
  });

  test('names the agent by the same id as its states', () => {
    const { events } = translate(vendor, sampleOf(vendor, name));
    const ids = events.map((event) => ('agentId' in event ? event.agentId : undefined));
    expect(new Set(ids).size).toBe(1);
  });
});

describe('the id', () => {
  test.each([
    ['aircall', 'user.created.v2', 'email', 'noa.delafontaine@example.test'],
    ['amazon-connect', 'agent.login.snapshot', 'Username', 'ines.docarmo'],
    ['intercom', 'admin.added_to_workspace', 'email', 'robin.vale@example.test'],
    ['talkdesk', 'agentLogIn', 'agent_email', 'robin.vale@example.test'],
    ['twilio', 'taskrouter.worker.created', 'attributes.employee_id', '20431'],
    ['zoom', 'contact_center.user_login', 'user_email', 'avery.fixture@example.com'],
  ] as const)('of %s in %s is the configured %s', (vendor, name, agentId, expected) => {
    const given = { people: 'announced', ids: { agentId } };
    expect(announced(vendor, sampleOf(vendor, name), given)).toMatchObject([{ agentId: expected }]);
  });
});

test('a new user of Aircall without any name is announced all the same, for the delivery to tell of', () => {
  const payload = { event: 'user.created', timestamp: 1_770_623_100, data: { id: 7, name: null } };
  expect(announced('aircall', payload)).toEqual([{ type: 'person', agentId: '7' }]);
});

describe('a worker of Twilio', () => {
  const created = (changes: Fields) => ({ ...sampleOf('twilio', 'taskrouter.worker.created'), ...changes });

  test.each(['{"full_name":""}', '{}', 'no JSON', ''])(
    'has the friendly name where its attributes are %j',
    (WorkerAttributes) => {
      const payload = created({ WorkerAttributes, WorkerName: 'Sol Marsh' });
      expect(announced('twilio', payload)).toMatchObject([{ firstName: 'Sol', lastName: 'Marsh' }]);
    },
  );

  test('that is named as Flex names its users is left whole', () => {
    const [event] = announced('twilio', created({ WorkerAttributes: '{}' }));
    expect(event).toEqual({
      type: 'person',
      agentId: 'WK6e2f4b8cf1ad55e3b7c9f80213a49586',
      firstName: 'noa.fontaine_40example_2Etest',
    });
  });
});

describe('a login', () => {
  test.each([undefined, null, '', 7])('without a name announces nobody: %j', (told) => {
    const zoom = { user_id: 'u1', display_name: told, date_time_ms: '2026-03-10T08:58:03.120Z' };
    const payload = { event: 'contact_center.user_login', payload: { object: zoom } };
    expect(translate('zoom', payload).events).toMatchObject([{ state: 'user_login' }]);
    const talkdesk = { ...sampleOf('talkdesk', 'agentLogIn'), agent_name: told };
    expect(translate('talkdesk', talkdesk).events).toMatchObject([{ state: 'agentLogIn' }]);
  });

  test('out announces nobody', () => {
    expect(announced('talkdesk', sampleOf('talkdesk', 'agentLogOut'))).toEqual([]);
    expect(announced('zoom', sampleOf('zoom', 'contact_center.user_logout'))).toEqual([]);
    const logout = { ...sampleOf('amazon-connect', 'agent.login.snapshot'), EventType: 'LOGOUT' };
    expect(announced('amazon-connect', logout)).toEqual([]);
  });
});

describe('an agent of Amazon Connect', () => {
  test.each([
    'agent.login',
    'agent.heart-beat',
    'agent.break',
    'agent.configuration-changed',
    'agent.contact-connected',
    'agent.offline',
  ])('is not announced by %s, which is no login and no other name', (name) => {
    expect(announced('amazon-connect', sampleOf('amazon-connect', name))).toEqual([]);
  });

  test.each([
    ['FirstName', 'Inês', [{ firstName: 'Inês', lastName: 'Carmo' }]],
    ['LastName', '', [{ firstName: 'Ines' }]],
    ['Username', 'ines', [{ firstName: 'Ines', lastName: 'Carmo' }]],
  ] as const)('is announced where the %s changes to %j', (field, value, expected) => {
    const payload = sampleOf('amazon-connect', 'agent.renamed');
    const current = payload['CurrentAgentSnapshot'] as { Configuration: Fields };
    const previous = structuredClone(current);
    const changed = { ...current, Configuration: { ...current.Configuration, [field]: value } };
    const renamed = { ...payload, CurrentAgentSnapshot: changed, PreviousAgentSnapshot: previous };
    expect(announced('amazon-connect', renamed)).toMatchObject(expected);
  });

  test('who has no name is announced by nothing', () => {
    const payload = sampleOf('amazon-connect', 'agent.login.snapshot');
    const current = payload['CurrentAgentSnapshot'] as { Configuration: Fields };
    const Configuration = { ...current.Configuration, FirstName: '', LastName: null };
    const nameless = { ...payload, CurrentAgentSnapshot: { ...current, Configuration } };
    expect(translate('amazon-connect', nameless).events).toMatchObject([{ state: 'LOGIN' }]);
  });
});
