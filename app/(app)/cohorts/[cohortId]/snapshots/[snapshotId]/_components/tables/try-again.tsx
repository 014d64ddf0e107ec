'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '@/app/_components/ui/button';

/** Asks for the same page anew. */
export function TryAgain() {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  return (
    <Button
      size="small"
      pending={isPending}
      onClick={() => startTransition(() => router.refresh())}
    >
      Try again
    </Button>
  );
}
