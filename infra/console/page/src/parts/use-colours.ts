import { useEffect, useMemo, useState } from 'preact/hooks';
import { onThemeChange, readColours } from './colours.ts';
import type { Colours } from './mix-colours.ts';

/** The theme's colours, read anew when the theme changes. */
export function useColours(): Colours {
  const [theme, setTheme] = useState(0);
  useEffect(() => onThemeChange(() => setTheme((count) => count + 1)), []);
  return useMemo(readColours, [theme]);
}
