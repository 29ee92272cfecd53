import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';
import { bundleEntry, type EntryProps } from '../../../infra/aws/write-bundle.ts';
import type { Configuration } from '../../../shared/configuration/configuration.ts';

const root = join(import.meta.dirname, '../../..');
const alternatives = join(import.meta.dirname, 'alternatives');

/** A bundle in a directory of its own, and what it is made of. */
export type Built = {
  readonly directory: string;
  readonly bytes: number;
  /** Bytes by package, our own code by its folder; the largest first. */
  readonly packages: Readonly<Record<string, number>>;
};

export function builtAsDeployed(props: EntryProps): Built {
  mkdirSync(props.directory, { recursive: true });
  return { directory: props.directory, ...madeOf(bundleEntry(props)) };
}

/** `bare` and `floor` are built as the functions are. */
export function builtAlternative(
  name: 'bare' | 'floor',
  configuration: Configuration,
  directory: string,
): Built {
  return builtAsDeployed({ entryPoint: join(alternatives, `${name}.ts`), configuration, directory });
}

/** As CDK's NodejsFunction builds it unasked: CommonJS, not minified, the SDK outside, which then lies in node_modules. */
export function builtNaive(directory: string): Built {
  mkdirSync(directory, { recursive: true });
  const { metafile } = buildSync({
    entryPoints: [join(alternatives, 'naive.ts')],
    outfile: join(directory, 'index.js'),
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node24',
    external: ['@aws-sdk/*', '@smithy/*'],
    metafile: true,
  });
  writeFileSync(join(directory, 'package.json'), '{"type":"commonjs"}');
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'));
  return { directory, ...madeOf(metafile) };
}

function madeOf({ outputs }: Metafile): Pick<Built, 'bytes' | 'packages'> {
  const output = Object.entries(outputs).find(([path]) => path.endsWith('index.js'))?.[1];
  if (!output) throw new Error('the bundle has no index.js');
  const packages: Record<string, number> = {};
  for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
    const [, name = path.split('/').slice(0, 2).join('/')] =
      /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
    packages[name] = (packages[name] ?? 0) + bytesInOutput;
  }
  const sorted = Object.entries(packages).sort(([, one], [, other]) => other - one);
  return { bytes: output.bytes, packages: Object.fromEntries(sorted.filter(([, bytes]) => bytes > 0)) };
}
