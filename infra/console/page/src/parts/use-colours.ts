import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Colours, onThemeChange, readColours } from './colours.ts';

/** The theme's colours, read anew when the theme changes. */
export function useColours(): Colours {
  const [theme, setTheme] = useState(0);
  useEffect(() => onThemeChange(() => setTheme((count) => count + 1)), []);
  return useMemo(readColours, [theme]);
}
