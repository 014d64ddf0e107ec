'use client';

import { useCallback, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import type { JsonValue } from '@/lib/core/json';
import { discardDraftAction, saveDraftAction } from './draft-actions';
import { newSubmissionId } from './new-submission-id';
import { type Draft, useDraft } from './use-draft';

/** Where a draft belongs; the key holds the form's own version, so that an old shape is never resumed. */
export type DraftPlace = {
  readonly formKey: string;
  readonly siteId: string;
  readonly patientId?: string;
};

export type StoredDraft = { readonly content: JsonValue; readonly savedAt: string };

type Options<Values extends FieldValues> = {
  form: UseFormReturn<Values, unknown, Values>;
  place: DraftPlace;
  /** What was left unsaved before; null when nothing was. */
  stored: StoredDraft | null;
};

export type ServerDraft = {
  readonly status: Draft;
  /** Left unsaved before, until it is resumed or discarded. */
  readonly offered: StoredDraft | null;
  readonly resume: () => void;
  readonly discard: () => void;
};

export function useServerDraft<Values extends FieldValues>({
  form,
  place,
  stored,
}: Options<Values>): ServerDraft {
  const { formKey, siteId, patientId } = place;
  const [offered, setOffered] = useState(stored);
  const save = useCallback(
    (content: Values) =>
      saveDraftAction({
        submissionId: newSubmissionId(),
        values: {
          formKey,
          siteId,
          ...(patientId !== undefined && { patientId }),
          content,
        },
      }),
    [formKey, siteId, patientId],
  );
  const status = useDraft({ form, saveDraft: save, isWaiting: offered !== null });
  const resume = () => {
    if (offered !== null) {
      // It was written by this form; what a draft does not keep stays as it is.
      const content = offered.content as unknown as Values;
      form.reset({ ...form.getValues(), ...content }, { keepDefaultValues: true });
    }
    setOffered(null);
  };
  const discard = useCallback(() => {
    setOffered(null);
    void discardDraftAction({ submissionId: newSubmissionId(), values: { formKey } });
  }, [formKey]);
  return { status, offered, resume, discard };
}
