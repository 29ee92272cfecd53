import { expect, test } from 'vitest';
import { apiWords } from '../../../shared/cloud-connect/api-words.ts';
import { privateTexts } from '../../../shared/cloud-connect/private-texts.ts';

const person = { AgentId: 'vale', FirstName: 'Ava', LastName: 'Vale-Moreau' };
const words = (Message: string, texts = privateTexts([person])) =>
  apiWords(JSON.stringify({ Message }), [], texts);

test('the API’s words hold no name of a row that they repeat, and its ids', () => {
  expect(words('no room for {"AgentId":"vale","FirstName":"Ava","LastName":"Vale-Moreau"}')).toBe(
    'no room for {"AgentId":"vale","FirstName":"***","LastName":"***"}',
  );
  expect(words('GET /people?last=Vale-Moreau%20')).toBe('GET /people?last=***%20');
});

test('a short name is not taken for a part of another word, so that a duplicate is still known by the words', () => {
  const texts = privateTexts([{ AgentId: 'a', FirstName: 'Alr', LastName: 'dupl' }]);
  expect(words('Already there: duplicate key, called Alr dupl', texts)).toBe(
    'Already there: duplicate key, called *** ***',
  );
});

test('what tells nobody anything is left in the words: counts, flags of two letters', () => {
  const volume = { CollectionPoint: 'desk', UserData1: '5', UserData2: 'no', UserData3: '15551234567' };
  const row = {
    ...volume,
    UpdateExisting: 'true',
    Interval: '',
    ContactsOffered: '5',
    ContactsNotHandled: '0',
  } as const;
  const texts = privateTexts([
    { ...row, TalkTime: '0', HoldTime: '0', ServiceLevelPct: '0', CollectionTimeStamp: '' },
  ]);
  expect(texts).toEqual(['15551234567']);
});
