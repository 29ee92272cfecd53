import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { ConfigurationError } from '../../../shared/errors.ts';

/** What `cdk synth` wrote for one stack. */
export type Assembly = {
  readonly stackName: string;
  readonly template: unknown;
  /** The built directory whose upload would get this S3 key; throws ConfigurationError for an unknown one. */
  readonly assetDirectoryOf: (s3Key: string) => string;
};

const assetsManifest = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/** Reads a `cdk.out` that holds exactly one stack. */
export function readAssembly(directory: string): Assembly {
  const suffix = '.template.json';
  const [file, ...others] = readdirSync(directory).filter((name) => name.endsWith(suffix));
  if (file === undefined || others.length > 0) {
    const found = file === undefined ? 'none' : [file, ...others].join(', ');
    throw new ConfigurationError(
      `${directory} must hold one stack's template; found ${found}. Synthesize again`,
    );
  }
  const stackName = file.slice(0, -suffix.length);
  const manifest = assetsManifest.parse(readJson(join(directory, `${stackName}.assets.json`)));
  const directories = new Map(
    Object.values(manifest.files).flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }) => [objectKey, join(directory, source.path)]),
    ),
  );
  return {
    stackName,
    template: readJson(join(directory, file)),
    assetDirectoryOf: (s3Key) => {
      const found = directories.get(s3Key);
      if (found !== undefined) return found;
      throw new ConfigurationError(`The asset ${s3Key} is not in ${stackName}.assets.json. Synthesize again`);
    },
  };
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
