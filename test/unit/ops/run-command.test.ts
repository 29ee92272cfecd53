import { describe, expect, test } from 'vitest';
import { Unavailable } from '../../../shared/errors.ts';
import { deploymentOf, envelopeOf, letterOf, operate, screen, webhook } from './sample.ts';

const refused = letterOf({ id: 'r', firstSeenAt: '2026-11-23T10:00:00.000Z' });
const unmapped = letterOf(
  { id: 'u', reason: 'unmapped-state', source: 'zoom' },
  envelopeOf('agent-activity', '7'),
);
const contact = letterOf({ id: 'c', reason: 'exhausted' }, envelopeOf('contact-milestone'));
const untranslatable = letterOf({ id: 'w', reason: 'untranslatable' }, JSON.stringify(webhook));
const unreadable = letterOf({ id: 'x', reason: 'unreadable', source: '' }, 'no \u001b[2J JSON');
const all = [refused, unmapped, contact, untranslatable, unreadable];

const listed = async (words: string) => {
  const { lines } = await operate(`list --json ${words}`.trim(), deploymentOf(all).deployment);
  return lines.map((line) => JSON.parse(line).id);
};

describe('list', () => {
  test.each([
    ['', ['u', 'c', 'w', 'x', 'r']],
    ['--reason refused', ['r']],
    ['--reason refused --reason unreadable', ['x', 'r']],
    ['--source zoom', ['u']],
    ['--agent 7', ['u']],
    ['--agent 1001', ['c', 'r']],
    ['--collection-point support', ['c']],
    ['--collection-point support --agent 7', []],
    ['--from 2026-11-23T10:00:00Z', ['r']],
    ['--to 2026-11-23T10:00:00Z', ['u', 'c', 'w', 'x']],
    ['--id w', ['w']],
  ])('%s gives those, the first seen first', async (words, ids) => {
    expect(await listed(words)).toEqual(ids);
  });

  test('tells when, why, whence, how often and which, under headings', async () => {
    const { lines, written } = await operate('list --source zoom', deploymentOf(all).deployment);
    expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
      ['FIRST SEEN', 'REASON', 'SOURCE', 'ATTEMPTS', 'ID', 'DETAIL'],
      ['2026-11-23T09:01:23.000Z', 'unmapped-state', 'zoom', '2', 'u', 'AgentId is not known'],
    ]);
    expect(written).toEqual(['1 dead letter\n']);
  });

  test('shortens a long detail on a screen, and shows nothing that would steer the terminal', async () => {
    const letter = letterOf({ detail: `\u001b[2J\u009b1m${'x'.repeat(500)}` });
    const { lines } = await operate('list', deploymentOf([letter]).deployment, screen(true));
    expect(lines[1]).toContain('\\u001b[2J\\u009b1mxxx');
    expect(lines[1]?.length).toBeLessThan(220);
    expect(lines[1]).toMatch(/…$/);
  });

  test('gives a long detail whole to a pipe or a file', async () => {
    const detail = `the API said: ${'x'.repeat(500)}, at last`;
    const { lines } = await operate('list', deploymentOf([letterOf({ detail })]).deployment);
    expect(lines[1]?.endsWith(detail)).toBe(true);
  });
});

describe('show', () => {
  test('prints everything with the whole original, the body of a webhook as what it holds', async () => {
    const { lines } = await operate('show w', deploymentOf(all).deployment);
    expect(lines.join('\n')).toContain('reason:       untranslatable');
    const original = lines.slice(lines.indexOf('original:') + 1).join('\n');
    expect(JSON.parse(original)).toEqual({ ...webhook, body: { a: 1 } });
  });

  test('prints an original that is no JSON as the text it is', async () => {
    const { lines } = await operate('show x', deploymentOf(all).deployment);
    expect(lines.at(-1)).toBe('no \\u001b[2J JSON');
  });

  test('prints one JSON object a letter where asked for', async () => {
    const { lines } = await operate('show w --json', deploymentOf(all).deployment);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ id: 'w', original: { body: { a: 1 } } }]);
  });

  test('refuses an id that no dead letter has', async () => {
    await expect(operate('show nobody', deploymentOf(all).deployment)).rejects.toThrow('has the id nobody');
  });
});

describe('redrive', () => {
  test('without --yes tells what it would do, by reason and source, and does nothing', async () => {
    const { deployment, sent, kept } = deploymentOf([...all, letterOf({ id: 'r2' })]);
    const { done, lines } = await operate('redrive --all', deployment);
    expect(lines.map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['would redrive 5 dead letters:'],
      ['2', 'refused', 'desk'],
      ['1', 'unmapped-state', 'zoom'],
      ['1', 'exhausted', 'desk'],
      ['1', 'untranslatable', 'desk'],
      [expect.stringMatching(/^these stay/)],
      ['1', 'unreadable', '-'],
      ['nothing was done: add --yes to do it'],
    ]);
    expect({ done, sent, left: kept.length }).toEqual({ done: true, sent: [], left: 6 });
  });

  test('with --yes sends each original where it failed, and takes away what was taken', async () => {
    const { deployment, sent, kept } = deploymentOf(all);
    const { done, lines } = await operate('redrive --all --yes', deployment);
    expect(sent.map(([where]) => where)).toEqual(['events', 'contacts', 'receive-webhook', 'events']);
    expect(kept).toEqual([unreadable]);
    expect(lines[0]).toBe('redriving 4 dead letters:');
    expect(lines.at(-1)).toMatch(
      /^5 dead letters: 4 redriven, 1 impossible \(what fails again is listed again/,
    );
    expect(done).toBe(false);
  });

  test('a second time finds nothing left to do', async () => {
    const { deployment, sent } = deploymentOf([refused]);
    await operate('redrive --all --yes', deployment);
    const { done, lines } = await operate('redrive --all --yes', deployment);
    expect({ done, last: lines.at(-1) }).toEqual({ done: true, last: '0 dead letters: nothing to do' });
    expect(sent).toHaveLength(1);
  });

  test('keeps one that still cannot be translated, and tells why', async () => {
    const invoke = async () => ({ outcome: 'dead-lettered', detail: 'no such shape' }) as const;
    const { deployment, kept } = deploymentOf([untranslatable], { invoke });
    const { done, written } = await operate('redrive w --yes', deployment);
    expect(written).toContain('w: dead-lettered: no such shape\n');
    expect({ done, kept }).toEqual({ done: false, kept: [untranslatable] });
  });

  test('keeps one that its queue did not take, and goes on with the next', async () => {
    const { deployment, kept } = deploymentOf([unmapped, untranslatable], {
      send: async () => {
        throw new Unavailable('SQS is down');
      },
    });
    const { done, lines, written } = await operate('redrive --all --yes', deployment);
    expect(written).toContain('u: failed: SQS is down\n');
    expect(lines.at(-1)).toContain('2 dead letters: 1 failed, 1 redriven');
    expect({ done, kept }).toEqual({ done: false, kept: [unmapped] });
  });

  test('goes on with the others where an original cannot be read', async () => {
    const broken = letterOf({
      id: 'b',
      original: async () => {
        throw new Unavailable('2 of 3 parts are there');
      },
    });
    const { deployment, kept } = deploymentOf([broken, refused]);
    const { written, lines } = await operate('redrive --all --yes', deployment);
    expect(written).toContain('b: failed: 2 of 3 parts are there\n');
    expect(lines.at(-1)).toContain('1 failed, 1 redriven');
    expect(kept).toEqual([broken]);
  });

  test('takes no more of them a second than asked for', async () => {
    const letters = Array.from({ length: 11 }, (_, index) => letterOf({ id: String(index) }));
    const { now } = await operate('redrive --all --yes --per-second 5', deploymentOf(letters).deployment);
    expect(now()).toBe(2000);
  });

  test('draws a bar on a terminal, and writes a line for each tenth elsewhere', async () => {
    const letters = Array.from({ length: 100 }, (_, index) => letterOf({ id: String(index) }));
    const plain = await operate('redrive --all --yes', deploymentOf(letters).deployment);
    const tenths = Array.from({ length: 10 }, (_, index) => `${(index + 1) * 10} of 100\n`);
    expect(plain.written).toEqual(tenths);
    const drawn = await operate('redrive --all --yes', deploymentOf(letters).deployment, screen(true));
    expect(drawn.written[49]).toBe(`\r[${'#'.repeat(15)}${'.'.repeat(15)}] 50 of 100`);
  });

  test('writes only the end of a short work where there is no terminal', async () => {
    const letters = Array.from({ length: 5 }, (_, index) => letterOf({ id: String(index) }));
    const { written } = await operate('redrive --all --yes', deploymentOf(letters).deployment);
    expect(written).toEqual(['5 of 5\n']);
  });

  test('with --json prints an object for each, and nothing else', async () => {
    const { lines } = await operate(
      'redrive --all --yes --json',
      deploymentOf([refused, unreadable]).deployment,
    );
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { id: 'x', source: '', outcome: 'impossible', detail: expect.any(String) },
      { id: 'r', source: 'desk', outcome: 'redriven' },
    ]);
  });
});

describe('discard', () => {
  test('without --yes tells what it would do, and does nothing', async () => {
    const { deployment, kept } = deploymentOf(all);
    const { lines } = await operate('discard --reason unreadable', deployment);
    expect(lines[0]).toBe('would discard 1 dead letter:');
    expect(kept).toHaveLength(5);
  });

  test('with --yes deletes those, sends nothing, and leaves the others', async () => {
    const { deployment, kept, sent } = deploymentOf(all);
    const { done, lines } = await operate('discard x r --yes', deployment);
    expect(kept).toEqual([unmapped, contact, untranslatable]);
    expect({ done, sent, last: lines.at(-1) }).toEqual({
      done: true,
      sent: [],
      last: '2 dead letters: 2 discarded',
    });
  });

  test('leaves one that failed again since it was listed', async () => {
    const { deployment } = deploymentOf([refused]);
    const letters = { ...deployment.letters, remove: async () => false };
    const { done, lines } = await operate('discard r --yes', { ...deployment, letters });
    expect({ done, last: lines.at(-1) }).toEqual({ done: false, last: '1 dead letter: 1 changed' });
  });
});
