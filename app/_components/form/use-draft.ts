'use client';

import { useEffect, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import type { ActionResult } from '@/lib/core/action-result';

export type Draft =
  | { status: 'none' | 'waiting' | 'saving' | 'failed' }
  | { status: 'saved'; savedAt: Date };

type Options<Values extends FieldValues> = {
  form: UseFormReturn<Values, unknown, Values>;
  saveDraft: (values: Values) => Promise<ActionResult<unknown>>;
  /** An earlier draft is still offered; it must not be overwritten unread. */
  isWaiting: boolean;
};

const none: Draft = { status: 'none' };
const waiting: Draft = { status: 'waiting' };

const pauseMs = 1500;

/**
 * Keeps what is being typed on the server, a moment after the last key and at once when the tab is
 * hidden. A saved form is no longer changed, and then no draft is kept.
 */
export function useDraft<Values extends FieldValues>({
  form,
  saveDraft,
  isWaiting,
}: Options<Values>): Draft {
  const [draft, setDraft] = useState<Draft>(none);
  const { isDirty } = form.formState;
  useEffect(() => {
    if (isWaiting) {
      return;
    }
    let timer: number | undefined;
    const save = async () => {
      timer = undefined;
      if (!form.formState.isDirty || form.formState.isSubmitting) {
        return;
      }
      setDraft({ status: 'saving' });
      setDraft(await keep(() => saveDraft(form.getValues())));
    };
    const saveLater = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(save, pauseMs);
    };
    const saveNow = () => {
      if (document.visibilityState === 'hidden' && timer !== undefined) {
        window.clearTimeout(timer);
        void save();
      }
    };
    if (isDirty) {
      saveLater();
    }
    const unsubscribe = form.subscribe({ formState: { values: true }, callback: saveLater });
    document.addEventListener('visibilitychange', saveNow);
    return () => {
      window.clearTimeout(timer);
      unsubscribe();
      document.removeEventListener('visibilitychange', saveNow);
    };
  }, [form, saveDraft, isWaiting, isDirty]);
  if (!isDirty) {
    return none;
  }
  return isWaiting ? waiting : draft;
}

async function keep(call: () => Promise<ActionResult<unknown>>): Promise<Draft> {
  try {
    const answer = await call();
    return answer.ok ? { status: 'saved', savedAt: new Date() } : { status: 'failed' };
  } catch {
    return { status: 'failed' };
  }
}
