import { expect, test } from 'vitest';
import { checkPeople, judgeLists, type Lists } from '../../../../infra/ops/doctor/check-people.ts';
import type { Api } from '../../../../infra/ops/people/open-api.ts';
import { command, nowMs, patientOf } from './sample-patient.ts';

const ann = ['ann', 'Ann', 'Archer'];
const support = ['support', 'Support'];
const seen = (...agents: readonly string[]) => agents.map((agentId) => ({ agentId, seenAtMs: nowMs }));
const judge = (lists: Partial<Lists>) =>
  judgeLists({ people: [ann], points: [support], seen: [], told: [], account: undefined, ...lists }, command);

test('lists that have all that events told of are well', () => {
  expect(judge({ seen: seen('ann'), told: ['support'] })).toEqual([
    { outcome: 'ok', says: 'the API lists 1 person and 1 collection point, and all that events told of' },
  ]);
});

test('an empty list that nothing was missed in is a note, with the command that fills it', () => {
  expect(judge({ people: [] })).toMatchObject([
    { outcome: 'note', remedy: 'import them: npm run ops -- people import FILE --environment test' },
  ]);
  expect(judge({ points: [] })).toMatchObject([
    {
      outcome: 'note',
      remedy: 'import them: npm run ops -- collection-points import FILE --environment test',
    },
  ]);
});

test('agents and collection points that events told of and no list has are warnings that name them', () => {
  expect(judge({ seen: seen('ann', 'bob', 'cy'), told: ['support', 'sales'], account: '7' })).toEqual([
    {
      outcome: 'warning',
      says: '2 agents whose activity came are not among the people listed of account 7: bob, cy',
      remedy: expect.stringContaining('people unknown --account 7 --environment test'),
    },
    {
      outcome: 'warning',
      says: '1 collection point with contacts is not among those listed of account 7: sales',
      remedy: 'import them: npm run ops -- collection-points import FILE --account 7 --environment test',
    },
  ]);
});

test('each account is asked for its lists by a token that is not renewed for it, and the API is closed, come what may', async () => {
  const manners: unknown[] = [];
  let closed = 0;
  const close = async () => {
    closed += 1;
  };
  const patient = (list: () => Promise<string[][]>) =>
    patientOf({
      openApi: async (manner) => {
        manners.push(manner);
        const settings = { accountIds: ['1', '2'] };
        return { settings, list, close } as unknown as Api;
      },
      agents: { list: async (account) => seen(`agent of ${account}`) },
    });
  const found = await checkPeople.look(patient(async () => []));
  expect(found.map(({ says }) => says)).toEqual([
    expect.stringContaining('of account 1: agent of 1'),
    expect.stringContaining('of account 2: agent of 2'),
  ]);
  await expect(checkPeople.look(patient(() => Promise.reject(new Error('no lists'))))).rejects.toThrow(
    'no lists',
  );
  expect({ closed, manners }).toEqual({ closed: 2, manners: [{ renews: false }, { renews: false }] });
});
