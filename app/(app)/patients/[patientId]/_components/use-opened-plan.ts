'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { FormFailure } from '@/app/_components/form/use-action-form';
import type { ChangedPlan } from '@/lib/records/opened-plan';

export type OpenedPlan = {
  /** To be sent with the form. */
  readonly enrollmentVersion: number;
  /** What the server answered, when the plan is another one now; null once a person went on with it. */
  readonly changedIn: (failure: FormFailure | null) => ChangedPlan | null;
  /** The refusal as long as nobody has answered it. */
  readonly openFailure: (failure: FormFailure | null) => FormFailure | null;
  readonly goOn: (changed: ChangedPlan) => void;
};

/** Remembers under which version of the protocol a form was opened, until a person goes on with another. */
export function useOpenedPlan(version: number): OpenedPlan {
  const router = useRouter();
  const [enrollmentVersion, setEnrollmentVersion] = useState(version);
  const changedIn = (failure: FormFailure | null): ChangedPlan | null => {
    // It was written by `refuseChangedPlan`.
    const changed =
      failure?.code === 'STALE_VERSION' ? (failure.current as ChangedPlan | undefined) : undefined;
    return changed !== undefined && changed.enrollmentVersion > enrollmentVersion ? changed : null;
  };
  return {
    enrollmentVersion,
    changedIn,
    openFailure: (failure) =>
      failure?.code === 'STALE_VERSION' && changedIn(failure) === null ? null : failure,
    goOn: (changed) => {
      setEnrollmentVersion(changed.enrollmentVersion);
      router.refresh();
    },
  };
}
