import { describe, expect, test } from 'vitest';
import { rowsIn } from '../../../../infra/ops/people/file/read-rows.ts';
import { ConfigurationError } from '../../../../shared/errors.ts';
import { collectionPoints, people } from './sample-people.ts';

const rowsOf = (content: string | Uint8Array, kind = people) => rowsIn(Buffer.from(content), 'f.csv', kind);
const valuesOf = (content: string | Uint8Array, kind = people) =>
  rowsOf(content, kind).rows.map(({ values }) => values);
const faultsOf = (content: string) =>
  rowsOf(content).rows.flatMap(({ place, faults }) => faults.map((fault) => `${place}: ${fault}`));

const ada = ['1001', 'Ada', 'Lovelace'];
const header = 'AgentId,FirstName,LastName\n';

describe('columns', () => {
  test.each([
    'AgentId,FirstName,LastName',
    'agent id;first name;last name',
    'agent_id\tFIRST_NAME\tLast-Name',
    '"Login","First","Surname"',
    '"Agent ID";"Given name";"Family, name"'.replace(', ', ' '),
  ])('are recognised in %j, and the delimiter with them', (names) => {
    const delimiter = /[,;\t]/.exec(names)?.[0] ?? '';
    expect(valuesOf(`${names}\n${ada.join(delimiter)}\n`)).toEqual([ada]);
  });

  test('stand in any order, others between them, which are told', () => {
    const { rows, passedOver } = rowsOf('Team,LastName,Refused,AgentId,FirstName\nA,Lovelace,why,1001,Ada');
    expect(rows.map(({ values }) => values)).toEqual([ada]);
    expect(passedOver).toEqual(['Team']);
  });

  test('are taken by their own name where something else has another name of theirs', () => {
    expect(valuesOf('id,Agent ID,First,Last\n7,1001,Ada,Lovelace')).toEqual([ada]);
  });

  test('are those of collection points where these are meant', () => {
    expect(valuesOf('Queue;Name\nq1;Support, first level', collectionPoints)).toEqual([
      ['q1', 'Support, first level'],
    ]);
  });

  test.each([
    [
      'missing',
      'AgentId,Vorname,LastName\n',
      'no column is called FirstName (or first, givenname, forename); its columns are "AgentId", "Vorname", "LastName"',
    ],
    ['there twice', 'Login,Agent,First,Last\n', '"Agent" and "Login" both mean AgentId'],
    ['none', '1001,Ada,Lovelace\n', 'no column is called AgentId'],
  ])('are refused where one is %s', (_what, content, words) => {
    expect(() => rowsOf(content)).toThrow(ConfigurationError);
    expect(() => rowsOf(content)).toThrow(words);
  });
});

describe('encodings', () => {
  const text = 'AgentId;FirstName;LastName\n1001;Zoë;Müller\n';
  const swapped = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little end first', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big end first', swapped],
    ['UTF-16 without its mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 without its mark, big end first', swapped.subarray(2)],
  ])('%s is read', (_name, bytes) => {
    expect(valuesOf(bytes)).toEqual([['1001', 'Zoë', 'Müller']]);
  });

  test('Latin-1 is refused with the line that shows it, since names could not be put right afterwards', () => {
    const read = () => rowsOf(Buffer.from(text, 'latin1'));
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow('f.csv: it is not UTF-8 (first in line 2), but perhaps Latin-1');
    expect(read).toThrow('save it as UTF-8 (Excel: "CSV UTF-8")');
  });

  test('what is no text is refused', () => {
    expect(() => rowsOf(Buffer.from([0x50, 0x4b, 3, 4, 0x0a, 0, 0x41, 0x41, 0x41, 0x41]))).toThrow(
      'is no text',
    );
  });
});

describe('rows', () => {
  test('keep what stands in quotes, and lose the blanks around them', () => {
    expect(valuesOf(`${header} 1001 ,"O""Hara, Jr."," Ada "\r\n\r\n,,\n1002,B,C`)).toEqual([
      ['1001', 'O"Hara, Jr.', 'Ada'],
      ['1002', 'B', 'C'],
    ]);
  });

  test('have their faults told, all of them, each with its line', () => {
    const long = '🙂'.repeat(11);
    const content = `${header}1001,Ada,Lovelace\n,"a\nb",\n1002,${long},C\n\n1001,Ada,King\n1003,B\n1004,A,B,C\n`;
    expect(faultsOf(content)).toEqual([
      'line 2: AgentId "1001" stands in line 7 too',
      'line 3: AgentId is empty',
      'line 3: FirstName "a\\nb" holds a line break or another control character',
      'line 3: LastName is empty',
      `line 5: FirstName "${long}" has 22 UTF-16 units, at most 20 are allowed`,
      'line 7: AgentId "1001" stands in line 2 too',
      'line 8: LastName is missing',
      'line 9: has 4 cells for 3 columns: a cell with a delimiter in it must stand in quotes',
    ]);
  });

  test.each(['\n', '\r\n', '\r'])('are told by their lines where these end in %j', (end) => {
    const lines = ['AgentId,FirstName,LastName', '1,A,"B', 'C"', '', ',x,y'];
    expect(faultsOf(lines.join(end))).toEqual([
      'line 2: LastName "B\\nC" holds a line break or another control character',
      'line 5: AgentId is empty',
    ]);
  });

  test('that share a key by the thousand name three of them and count the rest', () => {
    const faults = faultsOf(header + '1,A,B\n'.repeat(20_000));
    expect(faults[0]).toBe('line 2: AgentId "1" stands in line 3, line 4, line 5, 19996 more too');
    expect(faults.at(-1)).toBe('line 20001: AgentId "1" stands in line 2, line 3, line 4, 19996 more too');
  });

  test('are as long as the API allows, and no longer', () => {
    const idOf = (length: number) => `${header}${'x'.repeat(length)},A,B\n`;
    expect(faultsOf(idOf(50))).toEqual([]);
    expect(faultsOf(idOf(51))).toEqual([
      `line 2: AgentId "${'x'.repeat(51)}" has 51 UTF-16 units, at most 50 are allowed`,
    ]);
  });

  test.each([
    ['a quote that is not closed', `${header}1001,"Ada,Lovelace\n`, 'f.csv is no CSV: '],
    ['nothing', '', 'no column is called AgentId'],
    ['its header alone', header, 'f.csv holds no person'],
  ])('are refused where the file holds %s', (_what, content, words) => {
    expect(() => rowsOf(content)).toThrow(ConfigurationError);
    expect(() => rowsOf(content)).toThrow(words);
  });
});

describe('JSON', () => {
  const of = (...items: unknown[]) => JSON.stringify(items, null, 1);

  test('is an array of objects, ids as text or as whole numbers', () => {
    const rows = [{ agent_id: 1001, first: 'Ada', last: 'Lovelace' }];
    expect(valuesOf(of(...rows))).toEqual([ada]);
  });

  test('has its faults told by entry and line', () => {
    const sound = { AgentId: '1', FirstName: 'A', LastName: 'B' };
    const content = of(sound, { AgentId: 2 ** 53, FirstName: null, LastName: '' }, 'x');
    expect(faultsOf(content)).toEqual([
      'entry 2 in line 7: AgentId must be text, in quotes',
      'entry 3 in line 12: must be an object',
    ]);
    expect(faultsOf(of(sound, { AgentId: '2', FirstName: null }))).toEqual([
      'entry 2 in line 7: FirstName is missing',
      'entry 2 in line 7: LastName is missing',
    ]);
  });

  test.each([
    ['an object', '{"people": []}', 'must hold a JSON array of objects'],
    ['an empty array', '[]', 'holds no person'],
    ['broken', '[{"AgentId": "1",]', 'is no JSON'],
  ])('is refused where it is %s', (_what, content, words) => {
    expect(() => rowsOf(content)).toThrow(words);
  });
});
