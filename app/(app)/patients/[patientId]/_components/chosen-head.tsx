'use client';

import { useSearchParams } from 'next/navigation';
import type { ReactNode } from 'react';

type Props = { heads: readonly { enrollmentId: string; head: ReactNode }[] };

/** Of the enrollment that the address names, as the page below it; the first where it names none. */
export function ChosenHead({ heads }: Props) {
  const asked = useSearchParams().get('enrollment');
  return (heads.find(({ enrollmentId }) => enrollmentId === asked) ?? heads[0])?.head;
}
