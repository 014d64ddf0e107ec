'use client';

import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { KeyboardHints } from '@/app/_components/ui/keyboard-hints';
import { type Shortcut, useKeyboardShortcuts } from '@/app/_components/ui/keyboard-shortcuts';
import { type NavigationItem, navigationAppearance } from './navigation';

/** The keys that work on every page: `g` and a letter to go, `/` to search, `?` for the list. */
export function ShellShortcuts({ items }: { items: readonly NavigationItem[] }) {
  const router = useRouter();
  const shortcuts = useMemo<readonly Shortcut[]>(() => {
    const toPages = items.flatMap(({ href, label }) => {
      const { key } = navigationAppearance(href);
      return key === null
        ? []
        : [{ keys: `g ${key}`, label: `Go to ${label}`, run: () => router.push(href) }];
    });
    return [...toPages, { keys: '/', label: 'Search', run: focusSearch }];
  }, [items, router]);
  useKeyboardShortcuts(shortcuts);
  return <KeyboardHints />;
}

/** The page's own search comes before the one in the header. */
function focusSearch() {
  const selector = 'input[type="search"]';
  const search =
    document.querySelector<HTMLInputElement>(`main ${selector}`) ??
    document.querySelector<HTMLInputElement>(selector);
  search?.focus();
  search?.select();
}
