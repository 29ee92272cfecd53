import { useEffect, useState } from 'preact/hooks';

const themes = [
  { name: 'auto', says: 'as the system' },
  { name: 'light', says: 'light' },
  { name: 'dark', says: 'dark' },
] as const;
const key = 'console:theme';

/** Light, dark, or as the system has it; kept in this browser. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(() => localStorage.getItem(key) ?? 'auto');
  useEffect(() => {
    localStorage.setItem(key, theme);
    document.documentElement.dataset['theme'] = theme;
    dispatchEvent(new Event('console:theme'));
  }, [theme]);
  return (
    <label class="theme">
      <span class="quiet">Colours</span>
      <select value={theme} onChange={({ currentTarget }) => setTheme(currentTarget.value)}>
        {themes.map(({ name, says }) => (
          <option key={name} value={name}>
            {says}
          </option>
        ))}
      </select>
    </label>
  );
}
