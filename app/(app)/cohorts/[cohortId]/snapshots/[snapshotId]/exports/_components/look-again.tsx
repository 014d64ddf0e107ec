'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const lookAgainAfterMs = 700;

/** Reads the page anew while an export on it is under way. */
export function LookAgain({ isUnderWay }: { isUnderWay: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (!isUnderWay) {
      return;
    }
    const timer = setInterval(() => router.refresh(), lookAgainAfterMs);
    return () => clearInterval(timer);
  }, [isUnderWay, router]);
  return null;
}
