import * as z from 'zod/mini';

/** A resource that is not in both templates, or not the same. */
export type Difference = {
  /** What a person knows it by: a function by its name, all else by its logical id. */
  readonly name: string;
  readonly change: 'changed' | 'not deployed yet' | 'deployed, and no longer here';
};

const resource = z.looseObject({
  Type: z.string(),
  Properties: z.optional(z.looseObject({ Description: z.optional(z.unknown()) })),
});
const template = z.looseObject({ Resources: z.record(z.string(), resource) });
type Resource = z.infer<typeof resource>;

/** What deploying this template in place of that one would change. Metadata changes nothing, and the CLI writes its own. */
export function compareTemplates(deployed: unknown, here: unknown): readonly Difference[] {
  const [theirs, ours] = [deployed, here].map((each) => resourcesOf(each));
  const ids = new Set([...Object.keys(theirs ?? {}), ...Object.keys(ours ?? {})]);
  return [...ids].flatMap((id) => {
    const [before, after] = [theirs?.[id], ours?.[id]];
    if (before && after && canonical(before) === canonical(after)) return [];
    const change = before ? (after ? 'changed' : 'deployed, and no longer here') : 'not deployed yet';
    return [{ name: nameOf(id, after ?? before), change }];
  });
}

function resourcesOf(data: unknown): Readonly<Record<string, Resource>> {
  const { Resources } = template.parse(data);
  return Object.fromEntries(
    Object.entries(Resources)
      .filter(([, { Type }]) => Type !== 'AWS::CDK::Metadata')
      .map(([id, { Metadata: _own, ...rest }]) => [id, resource.parse(rest)]),
  );
}

/** GetTemplate gives a question mark for every character that is not ASCII, and keys in any order. */
function canonical(value: unknown): string {
  const text = JSON.stringify(value, (_, each: unknown) => {
    const { data } = z.record(z.string(), z.unknown()).safeParse(each);
    if (!data || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(data).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  });
  return text.replace(/[\u{80}-\u{10ffff}]/gu, '?');
}

/** The description of a function of ours begins with its name; an id ends with eight digits of the CDK's. */
function nameOf(id: string, found: Resource | undefined): string {
  const description = found?.Properties?.Description;
  const isFunction = found?.Type === 'AWS::Lambda::Function' && typeof description === 'string';
  const [, name] = (isFunction && /^([a-z-]+) of /.exec(description)) || [];
  return name ?? id.replace(/[0-9A-F]{8}$/, '');
}
