'use client';

import { useEffect, useRef } from 'react';
import type { FormFailure } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { Notice } from '@/app/_components/ui/notice';

/** The version that somebody else has saved while this form was open. */
export function storedVersionOf(failure: FormFailure | null): number | null {
  const version = failure?.code === 'STALE_VERSION' ? failure.current?.['version'] : undefined;
  // It was written by `lockCohort`.
  return typeof version === 'number' ? version : null;
}

type Props = { cohortId: string; message: string; onSaveMine: () => void };

/** A person looks at both and decides; what was typed stays in the form below. */
export function StaleCohort({ cohortId, message, onSaveMine }: Props) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), []);
  return (
    <Notice ref={notice} role="alert" tone="red" title={message} tabIndex={-1}>
      <p>
        What you typed is still here.{' '}
        <a href={`/cohorts/${cohortId}`} target="_blank" rel="noreferrer" className="underline">
          See what is stored now (opens in a new tab)
        </a>
      </p>
      <Button className="mt-2" onClick={onSaveMine}>
        Save mine over it
      </Button>
    </Notice>
  );
}
