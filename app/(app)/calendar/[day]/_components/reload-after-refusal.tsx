'use client';

import { useRouter } from 'next/navigation';
import type { FormFailure } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';

/** After somebody else's change: shows what is so now and keeps what was typed. */
export function ReloadAfterRefusal({ failure }: { failure: FormFailure | null }) {
  const router = useRouter();
  return failure?.code === 'STALE_VERSION' || failure?.code === 'CONFLICT' ? (
    <Button className="self-start" onClick={() => router.refresh()}>
      Show the calendar as it is now
    </Button>
  ) : null;
}
