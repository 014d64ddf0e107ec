'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';

const lookAgainAfterMs = 700;

/**
 * Reads the page anew while something on it is under way, each time when the answer before is there: where answers are
 * slow, asking again would put the one that is on its way off.
 */
export function LookAgain({ isUnderWay }: { isUnderWay: boolean }) {
  const router = useRouter();
  const [isLooking, startLooking] = useTransition();
  useEffect(() => {
    if (!isUnderWay || isLooking) {
      return;
    }
    const timer = setTimeout(() => startLooking(() => router.refresh()), lookAgainAfterMs);
    return () => clearTimeout(timer);
  }, [isUnderWay, isLooking, router]);
  return null;
}
