import type { Place } from './place.ts';

/** A function's ARN from what Lambda takes for one: its name, its ARN, or API Gateway's path to its invocations. */
export function functionArnOf(
  nameOrArn: string,
  { region, accountId }: Pick<Place, 'region' | 'accountId'>,
): string {
  const inner = /\/functions\/([^/]+)\/invocations$/.exec(nameOrArn)?.[1] ?? nameOrArn;
  return inner.startsWith('arn:') ? inner : `arn:aws:lambda:${region}:${accountId}:function:${inner}`;
}
