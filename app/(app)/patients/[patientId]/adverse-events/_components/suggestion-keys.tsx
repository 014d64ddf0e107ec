'use client';

import { useMemo } from 'react';
import { type Shortcut, useKeyboardShortcuts } from '@/app/_components/ui/keyboard-shortcuts';

const confirm = '[data-row-action]';

/** Moves through the suggestions; Enter answers the button that has the focus, `n` the other one of its line. */
export function SuggestionKeys() {
  const shortcuts = useMemo<readonly Shortcut[]>(() => {
    const next = () => moveFocus(1);
    const previous = () => moveFocus(-1);
    return [
      { keys: 'j', label: 'Next suggestion', run: next },
      { keys: 'ArrowDown', label: 'Next suggestion', run: next },
      { keys: 'k', label: 'Previous suggestion', run: previous },
      { keys: 'ArrowUp', label: 'Previous suggestion', run: previous },
      { keys: 'c', label: 'Confirm the suggestion', run: () => press(confirm) },
      { keys: 'n', label: 'No adverse event', run: () => press('[data-row-dismiss]') },
    ];
  }, []);
  useKeyboardShortcuts(shortcuts);
  return null;
}

function currentLine(): Element | null {
  const line = document.activeElement?.closest('li:has([data-row-dismiss])') ?? null;
  return line ?? document.querySelector('li:has([data-row-dismiss])');
}

function press(selector: string) {
  currentLine()?.querySelector<HTMLElement>(selector)?.click();
}

function moveFocus(step: 1 | -1) {
  const all = [...document.querySelectorAll<HTMLElement>(confirm)];
  const own = document.activeElement?.closest('li')?.querySelector<HTMLElement>(confirm) ?? null;
  const target = own === null ? all[0] : all[all.indexOf(own) + step];
  target?.focus();
}
