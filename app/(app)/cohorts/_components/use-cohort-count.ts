'use client';

import { useEffect, useState } from 'react';
import { newSubmissionId } from '@/app/_components/form/new-submission-id';
import type { CohortDefinition } from '@/lib/cohort/condition';
import type { CohortCount } from '@/lib/cohort/count';
import { countCohortAction } from '../actions';

const pauseMs = 250;

export interface Counted {
  readonly count: CohortCount;
  /** Of what stands in the form now; false while the next count is on its way. */
  readonly isCurrent: boolean;
}

export type CountState = Counted | 'counting' | 'failed';

interface Answer {
  readonly question: string;
  readonly count: CohortCount | null;
}

/** The count of what stands in the form, asked a moment after the last change. */
export function useCohortCount(
  siteIds: readonly string[],
  definition: CohortDefinition,
): CountState {
  const question = JSON.stringify({ siteIds, definition });
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let isGone = false;
    const timer = window.setTimeout(async () => {
      const count = await countOrNull(JSON.parse(question));
      if (!isGone) {
        setAnswer({ question, count });
      }
    }, pauseMs);
    return () => {
      isGone = true;
      window.clearTimeout(timer);
    };
  }, [question]);
  if (answer === null) {
    return 'counting';
  }
  return answer.count === null
    ? 'failed'
    : { count: answer.count, isCurrent: answer.question === question };
}

/** A count that fails keeps nobody from saving. */
async function countOrNull(values: unknown): Promise<CohortCount | null> {
  try {
    const answer = await countCohortAction({ submissionId: newSubmissionId(), values });
    return answer.ok ? answer.data : null;
  } catch {
    return null;
  }
}
