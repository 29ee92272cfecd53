import { describe, expect, test } from 'vitest';
import { announcedPerson, tellsName } from '../../../shared/sources/announced-person.ts';

const namesOf = (name: string | null | undefined) => {
  const event = announcedPerson('1001', { name });
  expect(event).toMatchObject({ type: 'person', agentId: '1001' });
  return event.type === 'person' ? { ...event, type: undefined, agentId: undefined } : undefined;
};

describe('a name that is told as one', () => {
  test.each([
    ['Robin Vale', 'Robin', 'Vale'],
    ['  Robin \t Vale\n', 'Robin', 'Vale'],
    ['María del Carmen López', 'María del Carmen', 'López'],
    ['J. R. O’Neill-Smith', 'J. R.', 'O’Neill-Smith'],
    ['山田 太郎', '山田', '太郎'],
  ])('is split before its last word: %s', (name, firstName, lastName) => {
    expect(namesOf(name)).toEqual({ firstName, lastName });
  });

  test.each([
    'Robin',
    'robin.vale',
    'robin.vale@example.test',
    'Vale, Robin',
    'Robin Vale (Sales)',
    'Robin 2',
  ])('is left whole where a last name would be a guess: %s', (name) => {
    expect(namesOf(name)).toEqual({ firstName: name });
  });

  test('is split and not cut where it is longer than the columns', () => {
    const long = 'x'.repeat(30);
    expect(namesOf(`${long} ${long}`)).toEqual({ firstName: long, lastName: long });
  });

  test.each([undefined, null, '', '  ', 'x'.repeat(256)])(
    'is none where it says nothing, or is endless',
    (name) => {
      expect(namesOf(name)).toEqual({});
    },
  );
});

test('first and last names told apart stay as they are, but for their spaces', () => {
  const told = { firstName: ' Mary  Ann', lastName: 'van der Berg (2)' };
  expect(announcedPerson('1', told)).toEqual({
    type: 'person',
    agentId: '1',
    firstName: 'Mary Ann',
    lastName: 'van der Berg (2)',
  });
  expect(announcedPerson('1', { firstName: '', lastName: null })).toEqual({ type: 'person', agentId: '1' });
});

test('a name is told where any of it is', () => {
  expect(tellsName({ firstName: null, lastName: 'Vale' })).toBe(true);
  for (const nothing of [{ name: ' ' }, { name: undefined }, { firstName: '', lastName: null }])
    expect(tellsName(nothing)).toBe(false);
});
