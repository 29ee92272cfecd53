import { ConfigurationError } from '../../../shared/errors.ts';
import { type Given, mannerOf, readOptions, wrong } from '../options.ts';
import type { DoctorCommand } from './command.ts';

const allowed: readonly (keyof Given)[] = ['environment', 'region', 'local', 'json'];

/** What these arguments ask for where they begin with `doctor`, else undefined; throws ConfigurationError saying what is allowed. */
export function parseDoctor(args: readonly string[]): DoctorCommand | undefined {
  const { values, positionals } = readOptions(args);
  const [subject, ...more] = positionals;
  if (subject !== 'doctor') return undefined;
  if (more.length > 0) throw wrong('after doctor', more.join(' '), 'options only');
  const foreign = Object.keys(values).find((name) => !allowed.some((each) => each === name));
  if (foreign !== undefined) {
    const names = allowed.map((name) => `--${name}`).join(', ');
    throw new ConfigurationError(`--${foreign} is no option of doctor; its options are ${names}`);
  }
  const { target, json } = mannerOf(values);
  return { target, json };
}
