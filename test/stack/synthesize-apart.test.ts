import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { synthesize } from '../../infra/aws/synthesize.ts';
import { compareTemplates } from '../../infra/ops/doctor/compare-templates.ts';
import { synthesizeApart } from '../../infra/ops/doctor/synthesize-apart.ts';
import { configuration } from '../unit/ops/doctor/sample-patient.ts';

const outdir = mkdtempSync(join(tmpdir(), 'doctor-synthesis-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

test('what a thread of its own makes of a configuration is in sync with what a deployment makes of it, and of no other', async () => {
  const { template } = synthesize({ configuration, outdir });
  const apart = await synthesizeApart(configuration);
  expect(compareTemplates(template, apart)).toEqual([]);
  const { delivery } = configuration;
  const other = await synthesizeApart({ ...configuration, delivery: { ...delivery, windowSeconds: 7 } });
  expect(compareTemplates(template, other).map(({ change }) => change)).toContain('changed');
}, 120_000);
