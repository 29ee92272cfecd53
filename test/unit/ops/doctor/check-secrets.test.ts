import { expect, test } from 'vitest';
import { checkSecrets } from '../../../../infra/ops/doctor/check-secrets.ts';
import { vault } from '../secrets/sample-secrets.ts';
import { patientOf } from './sample-patient.ts';

const filled = Object.fromEntries(
  ['desk', 'zoom', 'dial', 'chat'].map((name) => [`adapter/source/${name}`, '{"secrets":["hush"]}']),
);

function look(held: Record<string, string>, gone?: string) {
  const { deployment, texts } = vault(held);
  if (gone) texts.delete(gone);
  return checkSecrets.look(patientOf(deployment));
}

test('secrets that are all filled are well, and nothing of them is told', async () => {
  const found = await look(filled);
  expect(found).toEqual([{ outcome: 'ok', says: '4 signing secrets filled' }]);
});

test('a secret that is not filled fails with the command that fills it, one that is not there with a deployment', async () => {
  const found = await look({ ...filled, 'adapter/source/zoom': '{"secrets":[]}' }, 'adapter/source/dial');
  expect(found).toMatchObject([
    {
      outcome: 'failed',
      says: 'adapter/source/zoom is not filled: every webhook of the source is refused',
      remedy: 'store it: npm run ops -- secrets set source zoom --environment test',
    },
    {
      outcome: 'failed',
      says: expect.stringContaining('adapter/source/dial'),
      remedy: 'it is not there: deploy',
    },
  ]);
});
