'use client';

import { useEffect, useState } from 'react';
import { describeWait } from '@/lib/auth/sign-in-refusal';

type Props = { seconds: number; onOver: () => void };

/** Read out once with the whole time; the ticking is for the eye only. */
export function Countdown({ seconds, onOver }: Props) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = window.setInterval(() => setLeft((before) => before - 1), 1000);
    return () => window.clearInterval(timer);
  }, []);
  useEffect(() => {
    if (left <= 0) {
      onOver();
    }
  }, [left, onOver]);
  return (
    <>
      <span className="sr-only">Try again in {describeWait(seconds)}.</span>
      <span aria-hidden>Try again in {describeWait(Math.max(1, left))}.</span>
    </>
  );
}
