'use client';

import { useEffect, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import type { ActionResult } from '@/lib/core/action-result';

export type Draft = { status: 'none' | 'saving' | 'failed' } | { status: 'saved'; savedAt: Date };

type Options<Values extends FieldValues> = {
  form: UseFormReturn<Values, unknown, Values>;
  saveDraft: (values: Values) => Promise<ActionResult<unknown>>;
};

const none: Draft = { status: 'none' };

const pauseMs = 1500;

/**
 * Keeps what is being typed on the server, a moment after the last key and at once when the tab is
 * hidden. A saved form is no longer changed, and then no draft is kept.
 */
export function useDraft<Values extends FieldValues>({ form, saveDraft }: Options<Values>): Draft {
  const [draft, setDraft] = useState<Draft>(none);
  useEffect(() => {
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
    const unsubscribe = form.subscribe({ formState: { values: true }, callback: saveLater });
    document.addEventListener('visibilitychange', saveNow);
    return () => {
      window.clearTimeout(timer);
      unsubscribe();
      document.removeEventListener('visibilitychange', saveNow);
    };
  }, [form, saveDraft]);
  return form.formState.isDirty ? draft : none;
}

async function keep(call: () => Promise<ActionResult<unknown>>): Promise<Draft> {
  try {
    const answer = await call();
    return answer.ok ? { status: 'saved', savedAt: new Date() } : { status: 'failed' };
  } catch {
    return { status: 'failed' };
  }
}
