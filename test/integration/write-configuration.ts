import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { sealConfiguration } from '../../shared/configuration/sealed-configuration.ts';

/** Gives a function's asset this configuration as the stack does: validated, filled in and sealed. */
export function writeConfiguration(asset: string, data: unknown): void {
  writeFileSync(
    join(asset, 'configuration.json'),
    sealConfiguration(parseConfiguration(data, 'the configuration of this test')),
  );
}
