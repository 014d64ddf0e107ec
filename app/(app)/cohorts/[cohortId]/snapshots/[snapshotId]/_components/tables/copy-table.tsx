'use client';

import { Copy } from 'lucide-react';
import { Button } from '@/app/_components/ui/button';
import { useAnnounce } from '@/app/_components/ui/toast';

/** Copies the table with tabs, as a spreadsheet takes it. */
export function CopyTable({ text, name }: { text: string; name: string }) {
  const announce = useAnnounce();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      announce({ tone: 'done', message: 'Table copied, with tabs between its cells.' });
    } catch {
      announce({ tone: 'red', message: 'The browser did not allow copying.' });
    }
  };
  return (
    <Button size="small" aria-label={`Copy ${name}`} onClick={copy}>
      <Copy aria-hidden className="size-4" />
      Copy
    </Button>
  );
}
