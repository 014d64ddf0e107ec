'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { type Shortcut, useKeyboardShortcuts } from '@/app/_components/ui/keyboard-shortcuts';

const selector = '[data-row-action]';
const contactSelector = '[data-row-contact]';

/**
 * Moves the focus through the lines of a list. What a line does on Enter is the link or button marked
 * `data-row-action`, which answers by itself; `data-patient` on it is where `o` leads.
 */
export function RowKeys() {
  const router = useRouter();
  const shortcuts = useMemo<readonly Shortcut[]>(() => {
    const next = () => moveFocus(1);
    const previous = () => moveFocus(-1);
    const open = () => {
      const patient = currentAction()?.dataset['patient'];
      if (patient !== undefined) {
        router.push(patient as Route);
      }
    };
    return [
      { keys: 'j', label: 'Next patient', run: next },
      { keys: 'ArrowDown', label: 'Next patient', run: next },
      { keys: 'k', label: 'Previous patient', run: previous },
      { keys: 'ArrowUp', label: 'Previous patient', run: previous },
      { keys: 'o', label: 'Open the patient', run: open },
      { keys: '.', label: 'Open the patient', run: open },
    ];
  }, [router]);
  useKeyboardShortcuts(shortcuts);
  return null;
}

/** For lists whose lines have a button marked `data-row-contact`: `c` presses the one of the current line. */
export function ContactKey() {
  const shortcuts = useMemo<readonly Shortcut[]>(
    () => [
      {
        keys: 'c',
        label: 'Write down a contact',
        run: () => currentLine()?.querySelector<HTMLElement>(contactSelector)?.click(),
      },
    ],
    [],
  );
  useKeyboardShortcuts(shortcuts);
  return null;
}

function currentLine(): Element | null {
  return document.activeElement?.closest('li, tr') ?? null;
}

function currentAction(): HTMLElement | null {
  return currentLine()?.querySelector<HTMLElement>(selector) ?? null;
}

function moveFocus(step: 1 | -1) {
  const actions = [...document.querySelectorAll<HTMLElement>(selector)];
  const current = currentAction();
  const target = current === null ? actions[0] : actions[actions.indexOf(current) + step];
  target?.focus();
}
