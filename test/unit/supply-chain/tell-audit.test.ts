import { expect, test } from 'vitest';
import { readAudit } from '../../../infra/supply-chain/audit-report.ts';
import { tellAudit } from '../../../infra/supply-chain/tell-audit.ts';

const advisory = { title: 'Prototype pollution', url: 'https://github.com/advisories/GHSA-1' };
const vulnerability = {
  severity: 'moderate',
  range: '<8.12.5',
  nodes: ['node_modules/undici'],
  via: [advisory],
  fixAvailable: { name: 'undici', version: '8.12.5' },
};

/** As `npm audit --json` writes it. */
function outcomeOf(...vulnerabilities: object[]) {
  const named = Object.fromEntries(
    vulnerabilities.map((each, index) => [`package-${index}`, { ...vulnerability, ...each }]),
  );
  const output = JSON.stringify({ auditReportVersion: 2, vulnerabilities: named, metadata: {} });
  return tellAudit(readAudit(output), (path) => path === 'node_modules/undici');
}

test('tells of each finding its severity, package, advisory and remedy, the gravest first', () => {
  const { lines } = outcomeOf(
    { severity: 'low', via: ['package-1'], fixAvailable: false },
    { severity: 'critical' },
  );
  expect(lines).toEqual([
    '2 known in what ships in the functions (fails from moderate on)',
    '  critical package-1 <8.12.5: Prototype pollution (https://github.com/advisories/GHSA-1); remedy: take undici 8.12.5',
    '  low      package-0 <8.12.5: package-1; remedy: none yet',
    '0 known in what only builds and tests (fails from high on)',
  ]);
});

test.each([
  ['nothing', [], 0],
  ['a low one that ships', [{ severity: 'low' }], 0],
  ['a moderate one that ships', [{}], 1],
  ['a moderate one of a tool', [{ nodes: ['node_modules/vitest'] }], 0],
  ['a high one of a tool', [{ nodes: ['node_modules/vitest'], severity: 'high' }], 1],
  [
    'a moderate one of a package that both ships and builds',
    [{ nodes: ['node_modules/a', 'node_modules/undici'] }],
    1,
  ],
])('for %s the exit code is the last', (_, vulnerabilities, exitCode) => {
  expect(outcomeOf(...vulnerabilities).exitCode).toBe(exitCode);
});

test.each([
  [
    'an error of npm',
    JSON.stringify({ message: 'request failed, reason: ENOTFOUND', error: {} }),
    'ENOTFOUND',
  ],
  ['a text', 'npm ERR! something', 'npm ERR! something'],
])(
  '%s in place of a report says that it needs the network, and is neither pass nor finding',
  (_, output, words) => {
    const { lines, exitCode } = tellAudit(readAudit(output), () => true);
    expect(exitCode).toBe(2);
    expect(lines.join('\n')).toContain(words);
    expect(lines.join('\n')).toContain('needs the network');
  },
);
