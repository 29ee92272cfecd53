/** The name by which an operator knows a secret: of an ARN the part between its account and its random suffix. */
export function secretName(id: string): string {
  return /^arn:.+?:secret:(.+)-\w{6}$/.exec(id)?.[1] ?? id;
}
