import type { SourceConfiguration } from '../configuration/configuration.ts';

/** Whether contacts of this medium count for the source, by its configured `mediaTypes`; case does not matter. */
export function wantsMedium(
  { mediaTypes }: Pick<SourceConfiguration, 'mediaTypes'>,
  medium: string,
): boolean {
  return mediaTypes.some((wanted) => wanted.toLowerCase() === medium.toLowerCase());
}
