import { randomInt } from 'node:crypto';
import * as z from 'zod/mini';

const flag = z._default(z.boolean(), false);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-secret-generatesecretstring.html */
export const generateSecretString = z.strictObject({
  ExcludeCharacters: z._default(z.string(), ''),
  ExcludeLowercase: flag,
  ExcludeNumbers: flag,
  ExcludePunctuation: flag,
  ExcludeUppercase: flag,
  GenerateStringKey: z.optional(z.string()),
  IncludeSpace: flag,
  PasswordLength: z._default(z.int().check(z.gte(1), z.lte(4096)), 32),
  RequireEachIncludedType: z._default(z.boolean(), true),
  SecretStringTemplate: z.optional(z.string()),
});
type Options = z.infer<typeof generateSecretString>;

/** A random secret as CloudFormation generates it: a password, or the template object with the password under its key. */
export function generateSecret(options: Options, random: (below: number) => number = randomInt): string {
  const password = generatePassword(options, random);
  if (options.GenerateStringKey === undefined) return password;
  const template: unknown = JSON.parse(options.SecretStringTemplate ?? '{}');
  const fields = z.record(z.string(), z.unknown()).parse(template);
  return JSON.stringify({ ...fields, [options.GenerateStringKey]: password });
}

function generatePassword(options: Options, random: (below: number) => number): string {
  const sets = characterSets(options);
  const required = options.RequireEachIncludedType ? sets : [];
  const pick = (set: string) => set.charAt(random(set.length));
  const rest = Array.from({ length: options.PasswordLength - required.length }, () => pick(sets.join('')));
  return shuffled([...required.map(pick), ...rest], random).join('');
}

function characterSets(options: Options): string[] {
  const sets = [
    options.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    options.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    options.ExcludeNumbers ? '' : '0123456789',
    options.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
    options.IncludeSpace ? ' ' : '',
  ];
  const excluded = new Set(options.ExcludeCharacters);
  const left = sets.map((set) => [...set].filter((character) => !excluded.has(character)).join(''));
  return left.filter((set) => set.length > 0);
}

function shuffled(items: readonly string[], random: (below: number) => number): string[] {
  const keyed = items.map((item) => ({ item, key: random(2 ** 32) }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
