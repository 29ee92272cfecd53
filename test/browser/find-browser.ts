import { existsSync } from 'node:fs';

/** Where Debian and others put it. */
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
] as const;

/** The variable that names another one. */
export const browserVariable = 'CHROMIUM';

/** The path of the browser to test in, which the variable may name; undefined where there is none. */
export function findBrowser(variables: Readonly<Record<string, string | undefined>>): string | undefined {
  const named = variables[browserVariable];
  return [...(named ? [named] : places)].find((place) => existsSync(place));
}
