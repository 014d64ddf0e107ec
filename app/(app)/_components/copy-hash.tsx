'use client';

import { Copy } from 'lucide-react';
import { Button } from '@/app/_components/ui/button';
import { useAnnounce } from '@/app/_components/ui/toast';

/** The beginning of the hash, and a way to all of it. */
export function CopyHash({ sha256, name }: { sha256: string; name: string }) {
  const announce = useAnnounce();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(sha256);
      announce({ tone: 'done', message: 'SHA-256 copied.' });
    } catch {
      announce({ tone: 'red', message: 'The browser did not allow copying.' });
    }
  };
  return (
    <span className="flex items-center gap-2 whitespace-nowrap">
      <code title={sha256}>{sha256.slice(0, 12)}</code>
      <Button size="small" aria-label={`Copy the SHA-256 of ${name}`} onClick={copy}>
        <Copy aria-hidden className="size-4" />
      </Button>
    </span>
  );
}
