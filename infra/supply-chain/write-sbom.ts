import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import * as z from 'zod/mini';
import { lockedPackages, projectRoot } from './locked-packages.ts';

/** What this reads of a CycloneDX document; all else passes as npm wrote it. */
const bom = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ 'bom-ref': z.string(), name: z.string() }) }),
  components: z.array(z.looseObject({ 'bom-ref': z.string(), name: z.string(), version: z.string() })),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
});
export type Bom = z.infer<typeof bom>;

/**
 * The software bill of materials of what ships, as CycloneDX by npm itself: the packages that the functions' bundles are made of,
 * by the lock file. Throws Error with npm's words.
 */
export function softwareBillOfMaterials(): Bom {
  const { metadata, components, dependencies, ...rest } = everything();
  // `--omit=dev` of npm 11 leaves out what ships, too, where a tool needs the same package.
  const shipped = new Set(
    lockedPackages()
      .filter(({ ships }) => ships)
      .map(({ name, version }) => `${name}@${version}`),
  );
  const kept = components.filter(({ name, version }) => shipped.has(`${name}@${version}`));
  const refs = new Set([metadata.component['bom-ref'], ...kept.map((component) => component['bom-ref'])]);
  return {
    ...rest,
    // npm names the application after the folder that it was checked out into.
    metadata: { ...metadata, component: { ...metadata.component, name: applicationName(metadata) } },
    components: kept,
    dependencies: dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.has(each)) })),
  };
}

function everything(): Bom {
  const args = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'];
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd: projectRoot,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`npm sbom failed (npm 10 or newer has it): ${stderr.trim()}`);
  return bom.parse(JSON.parse(stdout));
}

/** `cloud-connect-adapter@0.1.0`, without the version. */
function applicationName({ component }: Bom['metadata']): string {
  return component['bom-ref'].replace(/@[^@]*$/, '');
}

if (import.meta.main) {
  const file = resolve(process.env['INIT_CWD'] ?? projectRoot, process.argv[2] ?? 'sbom.cdx.json');
  const written = softwareBillOfMaterials();
  writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`);
  console.log(`${basename(file)}: CycloneDX, ${written.components.length} components`);
}
