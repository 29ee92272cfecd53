import { spawnSync } from 'node:child_process';
import { readAudit } from './audit-report.ts';
import { lockedPackages, projectRoot } from './locked-packages.ts';
import { tellAudit } from './tell-audit.ts';

/** `npm run audit`: the advisories known today against what the lock file holds. It is no test, because it fails by date. */
const { stdout } = spawnSync('npm', ['audit', '--json', '--package-lock-only'], {
  cwd: projectRoot,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
const shipping = new Set(lockedPackages().flatMap(({ path, ships }) => (ships ? [path] : [])));
const { lines, exitCode } = tellAudit(readAudit(stdout), (path) => shipping.has(path));
console.log(lines.join('\n'));
process.exitCode = exitCode;
