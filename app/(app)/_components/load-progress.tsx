'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import type { UnfinishedLoad } from '@/lib/server/loads/queries';

const lookAgainAfterMs = 5_000;

/** One line for each load that still runs, looked at again until it has ended. */
export function LoadProgress({ loads }: { readonly loads: readonly UnfinishedLoad[] }) {
  const router = useRouter();
  const isLoading = loads.length > 0;
  useEffect(() => {
    if (!isLoading) {
      return;
    }
    const timer = setInterval(() => router.refresh(), lookAgainAfterMs);
    return () => clearInterval(timer);
  }, [isLoading, router]);
  return loads.map(({ name, done, total, message }) => (
    <p key={name} role="status" className="flex items-center gap-3 pb-3 text-muted print:hidden">
      <span>
        {message}: {done} of {total}
      </span>
      <progress value={done} max={total} aria-label={message} className="h-1.5 w-40" />
    </p>
  ));
}
