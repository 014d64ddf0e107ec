'use client';

import { useMemo, useState } from 'react';
import { Checkbox } from './checkbox';
import { Dialog } from './dialog';
import { Kbd } from './kbd';
import { useKeyboardShortcutRegistry, useKeyboardShortcuts } from './keyboard-shortcuts';

/** The dialog behind `?`: every shortcut that works on this page right now. */
export function KeyboardHints() {
  const [isOpen, setOpen] = useState(false);
  const { active, isEnabled, setEnabled } = useKeyboardShortcutRegistry();
  const own = useMemo(() => [{ keys: '?', label: 'Show the keys', run: () => setOpen(true) }], []);
  useKeyboardShortcuts(own);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen} title="Keys on this page">
      <dl className="flex flex-col">
        {[...active, { keys: 'Ctrl+Enter', label: 'Save the form' }].map(({ keys, label }) => (
          <div key={keys} className="flex items-center justify-between border-line border-b py-1.5">
            <dt>{label}</dt>
            <dd>
              <Kbd>{keys.replace(' ', ' then ')}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
      <Checkbox
        className="mt-4"
        label="Single keys work as shortcuts"
        hint="Switch off if you use speech input. Kept in this browser."
        checked={isEnabled}
        onChange={(event) => setEnabled(event.currentTarget.checked)}
      />
    </Dialog>
  );
}
