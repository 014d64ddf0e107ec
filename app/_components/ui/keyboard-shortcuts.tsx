'use client';

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { invariant } from '@/lib/core/invariant';

export type Shortcut = {
  /** One key, or keys one after the other with a space between: `/`, `g t`. */
  keys: string;
  /** What it does, for the list that `?` opens. */
  label: string;
  run: () => void;
};

type Registry = {
  active: readonly Shortcut[];
  add: (shortcuts: readonly Shortcut[]) => () => void;
  isEnabled: boolean;
  setEnabled: (isEnabled: boolean) => void;
};

const RegistryContext = createContext<Registry | null>(null);

const sequenceMs = 1200;
const storageKey = 'keyboard-shortcuts';

export function useKeyboardShortcutRegistry(): Registry {
  const registry = useContext(RegistryContext);
  invariant(registry !== null, 'keyboard shortcuts need a KeyboardShortcutProvider above them');
  return registry;
}

/** Listens while the component is on screen. Memoize the list, or it is registered on each render. */
export function useKeyboardShortcuts(shortcuts: readonly Shortcut[]) {
  const { add } = useKeyboardShortcutRegistry();
  useEffect(() => add(shortcuts), [add, shortcuts]);
}

/**
 * One listener for all single-key shortcuts. They are dead while something is typed, and can be
 * switched off for good (WCAG 2.1.4), because speech input sends stray letters.
 */
export function KeyboardShortcutProvider({ children }: { children: ReactNode }) {
  const [lists, setLists] = useState<readonly (readonly Shortcut[])[]>([]);
  const [isEnabled, setEnabled] = useStoredSwitch(storageKey);
  const active = useMemo(() => lists.flat(), [lists]);

  const add = useCallback((shortcuts: readonly Shortcut[]) => {
    setLists((before) => [...before, shortcuts]);
    return () => setLists((before) => before.filter((list) => list !== shortcuts));
  }, []);

  useSequenceListener(active, isEnabled);
  const registry = useMemo(
    () => ({ active, add, isEnabled, setEnabled }),
    [active, add, isEnabled, setEnabled],
  );
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

function useSequenceListener(active: readonly Shortcut[], isEnabled: boolean) {
  const pressed = useRef({ keys: '', at: 0 });
  useEffect(() => {
    if (!isEnabled) {
      return;
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (isMeantForSomethingElse(event)) {
        return;
      }
      const { keys, at } = pressed.current;
      const sequence = event.timeStamp - at < sequenceMs ? `${keys} ${event.key}` : event.key;
      const shortcut =
        active.find((candidate) => candidate.keys === sequence.trim()) ??
        active.find((candidate) => candidate.keys === event.key);
      pressed.current = { keys: shortcut === undefined ? event.key : '', at: event.timeStamp };
      if (shortcut !== undefined) {
        event.preventDefault();
        shortcut.run();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [active, isEnabled]);
}

function isMeantForSomethingElse(event: KeyboardEvent): boolean {
  if (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.isComposing ||
    event.defaultPrevented
  ) {
    return true;
  }
  const target = event.target;
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]') !==
      null
  );
}

/** On unless it was switched off in this browser. */
function useStoredSwitch(key: string): [boolean, (isOn: boolean) => void] {
  const [isOn, setIsOn] = useState(true);
  useEffect(() => setIsOn(localStorage.getItem(key) !== 'off'), [key]);
  const store = useCallback(
    (next: boolean) => {
      localStorage.setItem(key, next ? 'on' : 'off');
      setIsOn(next);
    },
    [key],
  );
  return [isOn, store];
}
