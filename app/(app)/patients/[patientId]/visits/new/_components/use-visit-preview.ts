'use client';

import { useEffect, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { newSubmissionId } from '@/app/_components/form/new-submission-id';
import { previewableVisit } from '@/lib/visits/previewable-visit';
import type { VisitPreview } from '@/lib/visits/visit-preview';
import { toVisitInput, type VisitValues } from '@/lib/visits/visit-values';
import { previewVisitAction } from '../actions';

const pauseMs = 400;

/** What saving would do, asked a moment after the last key. Null while nothing can be said. */
export function useVisitPreview(
  form: UseFormReturn<VisitValues, unknown, VisitValues>,
): VisitPreview | null {
  const [preview, setPreview] = useState<VisitPreview | null>(null);
  const { isDirty } = form.formState;
  useEffect(() => {
    let timer: number | undefined;
    let isGone = false;
    let asked = '';
    const ask = async () => {
      const input = previewableVisit(toVisitInput(form.getValues()));
      const question = JSON.stringify(input);
      if (question === asked || form.formState.isSubmitting) {
        return;
      }
      asked = question;
      if (input === null) {
        setPreview(null);
        return;
      }
      const answer = await answerOrNull(input);
      // Typing went on meanwhile: the answer to the newer question follows.
      if (!isGone && question === asked) {
        setPreview(answer);
      }
    };
    const askLater = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, pauseMs);
    };
    if (isDirty) {
      askLater();
    }
    const unsubscribe = form.subscribe({ formState: { values: true }, callback: askLater });
    return () => {
      isGone = true;
      window.clearTimeout(timer);
      unsubscribe();
    };
  }, [form, isDirty]);
  return preview;
}

/** A preview that fails keeps nobody from saving: it is only left out. */
async function answerOrNull(values: unknown): Promise<VisitPreview | null> {
  try {
    const answer = await previewVisitAction({ submissionId: newSubmissionId(), values });
    return answer.ok ? answer.data : null;
  } catch {
    return null;
  }
}
