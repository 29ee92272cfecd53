import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../../../shared/errors.ts';
import { screen } from '../sample.ts';
import { apiOf, folder, operatePeople } from './sample-people.ts';

const header = 'AgentId,FirstName,LastName\n';
const ada = ['1001', 'Ada', 'Lovelace'];
const grace = ['1002', 'Grace', 'Murray'];
const alan = ['1003', 'Alan', 'Turing'];
const csv = `${header}1001,Ada,Lovelace\n1002,Grace,Hopper\n1004,Edsger,Dijkstra\n`;
const manyOf = (length: number) =>
  header + Array.from({ length }, (_, index) => `${2000 + index},A,B\n`).join('');

let files: Awaited<ReturnType<typeof folder>>;
beforeEach(async () => {
  files = await folder();
});
afterEach(() => files.remove());

const objects = (lines: readonly string[]) => lines.map((line) => JSON.parse(line));

describe('list', () => {
  test('prints what the API has, by its numbers, under headings', async () => {
    const { lines, written } = await operatePeople(
      ['people', 'list'],
      apiOf({ listed: [grace, ada, ['9', 'X', 'Y']] }),
    );
    expect(lines).toEqual([
      'AgentId  FirstName  LastName',
      '9        X          Y',
      '1001     Ada        Lovelace',
      '1002     Grace      Murray',
    ]);
    expect(written).toEqual(['3 people\n']);
  });

  test('prints JSON where asked for, and closes its connections', async () => {
    const made = apiOf({ listed: [['q1', 'Support']] });
    const { lines } = await operatePeople(['collection-points', 'list', '--json'], made);
    expect(objects(lines)).toEqual([{ CollectionPointId: 'q1', Description: 'Support' }]);
    expect(made.calls).toEqual(['list collection points of 7', 'close']);
  });

  test('is of the account that is named, and asks for one where there are several', async () => {
    const made = apiOf({ accountIds: ['7', '8'] });
    await operatePeople(['people', 'list', '--account', '8'], made);
    expect(made.calls).toContain('list people of 8');
    await expect(operatePeople(['people', 'list'], made)).rejects.toThrow(
      'the deployment has the accounts 7, 8: say which with --account ID',
    );
    await expect(operatePeople(['people', 'list', '--account', '9'], made)).rejects.toThrow(
      'got "9", allowed: 7, 8',
    );
  });
});

describe('unknown', () => {
  const seen: [string, string][] = [
    ['1001', '2026-11-23T09:00:00Z'],
    ['ghost\u001b', '2026-11-22T09:00:00Z'],
    ['1009', '2026-11-23T10:00:00Z'],
  ];

  test('prints the agents whose activity came and whom the list lacks, the last seen first', async () => {
    const { lines, written, done } = await operatePeople(['people', 'unknown'], apiOf({ listed: [ada] }), {
      seen,
    });
    expect(lines).toEqual(['AgentId      SEEN ON', '1009         2026-11-23', 'ghost\\u001b  2026-11-22']);
    expect(written).toEqual(['2 of 3 whose activity came in the last 30 days not among the people\n']);
    expect(done).toBe(true);
  });

  test('prints JSON where asked for', async () => {
    const { lines } = await operatePeople(['people', 'unknown', '--json'], apiOf({ listed: [ada] }), {
      seen,
    });
    expect(objects(lines)[0]).toEqual({ AgentId: '1009', seenOn: '2026-11-23' });
  });
});

describe('diff', () => {
  test('tells what is new, there, there with another name, and not in the file', async () => {
    const file = await files.write('p.csv', csv);
    const made = apiOf({ listed: [ada, grace, alan] });
    const { lines, done } = await operatePeople(['people', 'diff', file], made);
    expect(lines).toEqual([
      `${file} and the list of account 7:`,
      '      1 new',
      '      1 there already',
      '      1 there with another name, which the API cannot change: do it in CommunityWFM',
      '      1 there, not in the file',
      '+  1004  Edsger  Dijkstra',
      '~  1002  Grace  Hopper  there: Grace Murray',
      '-  1003  Alan  Turing',
    ]);
    expect({ done, requests: made.requests }).toEqual({ done: true, requests: [] });
  });

  test('prints JSON where asked for, an object a row', async () => {
    const file = await files.write('p.csv', csv);
    const { lines } = await operatePeople(
      ['people', 'diff', file, '--json'],
      apiOf({ listed: [ada, grace, alan] }),
    );
    expect(
      objects(lines).map(({ AgentId, comparison, there }) => [AgentId, comparison, there?.LastName]),
    ).toEqual([
      ['1004', 'new', undefined],
      ['1001', 'there', undefined],
      ['1002', 'differing', 'Murray'],
      ['1003', 'not-in-file', undefined],
    ]);
  });

  test('names the columns that it passes over', async () => {
    const file = await files.write('p.csv', 'AgentId,Team,First,Last\n1,T,A,B\n');
    const { written } = await operatePeople(['people', 'diff', file], apiOf());
    expect(written).toEqual(['passed over, as nothing here: column Team\n']);
  });

  test('refuses a file that is not there', async () => {
    const file = join(files.path, 'nobody.csv');
    await expect(operatePeople(['people', 'diff', file], apiOf())).rejects.toThrow(ConfigurationError);
  });
});

describe('import', () => {
  test('without --yes tells the difference and sends nothing', async () => {
    const file = await files.write('p.csv', manyOf(25));
    const made = apiOf({ listed: [ada] });
    const { lines, done } = await operatePeople(['people', 'import', file], made);
    expect(lines).toContain('     25 new');
    expect(lines.filter((line) => line.startsWith('+'))).toHaveLength(20);
    expect(lines).toContain('   and 5 more (diff tells all)');
    expect(lines.at(-1)).toBe('nothing was done: add --yes to send what is new');
    expect({ done, requests: made.requests }).toEqual({ done: true, requests: [] });
  });

  test('with --yes sends what is new alone, and a second time nothing', async () => {
    const file = await files.write('p.csv', csv);
    const made = apiOf({ listed: [ada, grace] });
    const { lines, done, written } = await operatePeople(['people', 'import', file, '--yes'], made);
    expect(written[0]).toBe('1 person there with another name: diff tells which\n');
    expect(made.requests).toEqual([[['1004', 'Edsger', 'Dijkstra']]]);
    expect(lines.slice(-2)).toEqual(['sending 1 person', '1 person: 1 sent']);
    expect(done).toBe(true);
    const again = await operatePeople(['people', 'import', file, '--yes'], made);
    expect(again.lines.at(-1)).toBe('0 people: nothing to do');
    expect(made.requests).toHaveLength(1);
  });

  test('sends 500 rows a request, at most ten requests a second, and draws how far it is', async () => {
    const file = await files.write('p.csv', manyOf(5001));
    const made = apiOf({ requestsPerSecond: 1000, rowsPerRequest: 10_000 });
    const shown = await operatePeople(['people', 'import', file, '--yes'], made, { shown: screen(true) });
    expect(made.requests.map((rows) => rows.length)).toEqual([...Array(10).fill(500), 1]);
    expect(shown.now()).toBe(1000);
    expect(shown.written.at(-1)).toMatch(/5001 of 5001\n$/);
  });

  test('goes as slowly as the account asks for', async () => {
    const file = await files.write('p.csv', manyOf(3));
    const made = apiOf({ requestsPerSecond: 0.1, rowsPerRequest: 1 });
    const { now, done } = await operatePeople(['people', 'import', file, '--yes'], made);
    expect({ done, ms: now() }).toEqual({ done: true, ms: 20_000 });
  });

  test('sends nothing of a file with faults, and tells them', async () => {
    const file = await files.write('p.csv', `${csv}1004,A,B\n${',A,B\n'.repeat(30)}`);
    const made = apiOf();
    const { lines, done } = await operatePeople(['people', 'import', file, '--yes'], made);
    expect(lines[0]).toBe('line 4: AgentId "1004" stands in line 5 too');
    expect(lines).toHaveLength(22);
    expect(lines.slice(-2)).toEqual([
      'and 12 more',
      '32 of 34 people faulty: correct the file, or go on without them by --skip-faulty',
    ]);
    expect({ done, requests: made.requests }).toEqual({ done: false, requests: [] });
  });

  test('with --skip-faulty sends the others and keeps the faulty ones in the file of those left', async () => {
    const file = await files.write('p.csv', `${csv},A,B\n`);
    const made = apiOf();
    const { done } = await operatePeople(['people', 'import', file, '--yes', '--skip-faulty'], made);
    expect(done).toBe(false);
    expect(made.keys()).toEqual(['1001', '1002', '1004']);
    const left = await readFile(`${file}.refused.csv`, 'utf8');
    expect(left).toBe('\ufeffAgentId,FirstName,LastName,Refused\n,A,B,line 5: AgentId is empty\n');
  });

  test('writes what the API refuses to a file that imports once it is corrected', async () => {
    const file = await files.write('p.csv', csv);
    const refuses = ([, , last]: readonly string[]) =>
      last === 'Hopper' ? 'no "Hopper", please' : undefined;
    const made = apiOf({ refuses });
    const { done, written, lines } = await operatePeople(['people', 'import', file, '--yes'], made);
    const refused = `${file}.refused.csv`;
    expect(written).toContain('1002: refused: no "Hopper", please\n');
    expect(lines.slice(-2)).toEqual([
      '3 people: 2 sent, 1 refused',
      `1 person left, with why in the last column: correct and import ${refused}`,
    ]);
    const left = await readFile(refused, 'utf8');
    expect({ done, left }).toEqual({
      done: false,
      left: '\ufeffAgentId,FirstName,LastName,Refused\n1002,Grace,Hopper,"no ""Hopper"", please"\n',
    });
    await files.write('p.csv.refused.csv', left.replace('Hopper', 'Murray'));
    expect(await operatePeople(['people', 'import', refused, '--yes'], made)).toMatchObject({
      done: true,
      written: ['1 of 1\n'],
    });
    expect(made.keys()).toEqual(['1001', '1004', '1002']);
  });

  test('writes over no file of refused rows that somebody may be correcting', async () => {
    const file = await files.write('p.csv', csv);
    const refused = await files.write('p.csv.refused.csv', csv);
    const made = apiOf({ refuses: () => 'no' });
    await operatePeople(['people', 'import', file, '--yes'], made);
    await operatePeople(['people', 'import', refused, '--yes'], made);
    expect(await readFile(refused, 'utf8')).toBe(csv);
    for (const number of [2, 3])
      expect(await readFile(`${file}.refused-${number}.csv`, 'utf8')).toContain('1004,Edsger,Dijkstra,no');
  });

  test('leaves what an outage came before, and says so', async () => {
    const file = await files.write('p.csv', manyOf(2));
    const made = apiOf({ rowsPerRequest: 1, downFrom: 2 });
    const { done, lines } = await operatePeople(['people', 'import', file, '--yes'], made);
    expect(done).toBe(false);
    expect(lines.at(-2)).toBe('2 people: 1 sent, 1 not-sent');
    expect(await readFile(`${file}.refused.csv`, 'utf8')).toContain('2001,A,B,the API answered 503');
  });

  test('prints JSON where asked for: an object a row, then the file of those left', async () => {
    const file = await files.write('p.csv', csv);
    const refuses = ([key]: readonly string[]) => (key === '1002' ? 'no' : undefined);
    const { lines } = await operatePeople(['people', 'import', file, '--yes', '--json'], apiOf({ refuses }));
    expect(objects(lines)).toEqual([
      { AgentId: '1001', FirstName: 'Ada', LastName: 'Lovelace', outcome: 'sent' },
      { AgentId: '1002', FirstName: 'Grace', LastName: 'Hopper', outcome: 'refused', detail: 'no' },
      { AgentId: '1004', FirstName: 'Edsger', LastName: 'Dijkstra', outcome: 'sent' },
      { left: 1, file: `${file}.refused.csv` },
    ]);
  });

  test('prints the faults as JSON where asked for, all of them', async () => {
    const file = await files.write('p.csv', header + ',A,B\n'.repeat(30));
    const { lines } = await operatePeople(['people', 'import', file, '--json'], apiOf());
    expect(lines).toHaveLength(30);
    expect(objects(lines)[0]).toEqual({ place: 'line 2', fault: 'AgentId is empty' });
  });
});
