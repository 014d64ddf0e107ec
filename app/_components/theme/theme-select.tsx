'use client';

import { useId, useState } from 'react';
import { Select } from '@/app/_components/ui/select';
import { parseTheme, type Theme, themeAttribute, themeCookie, themes } from './theme';

const themeLabels: Record<Theme, string> = {
  system: 'As this device',
  light: 'Light',
  dark: 'Dark',
};

const oneYearSeconds = 365 * 24 * 60 * 60;

/**
 * Shown at once and kept in a cookie of this browser, which the root layout reads before the first
 * paint. A cookie written here rather than by a server action: the choice is worth no round trip, and
 * it works before sign-in too.
 */
export function ThemeSelect({ theme }: { theme: Theme }) {
  const id = useId();
  const [chosen, setChosen] = useState(theme);
  const choose = (next: Theme) => {
    setChosen(next);
    applyTheme(next);
  };
  return (
    <div className="flex items-center justify-between gap-3">
      <label htmlFor={id}>Theme</label>
      <Select
        id={id}
        className="w-36"
        value={chosen}
        onChange={(event) => choose(parseTheme(event.currentTarget.value))}
        options={themes.map((value) => ({ value, label: themeLabels[value] }))}
      />
    </div>
  );
}

function applyTheme(theme: Theme) {
  const attribute = themeAttribute(theme);
  if (attribute === undefined) {
    delete document.documentElement.dataset['theme'];
  } else {
    document.documentElement.dataset['theme'] = attribute;
  }
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain http
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=${oneYearSeconds}; samesite=lax`;
}
