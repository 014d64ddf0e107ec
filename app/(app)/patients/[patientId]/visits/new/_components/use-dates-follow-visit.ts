'use client';

import { useEffect } from 'react';
import type { FieldPath, UseFormReturn } from 'react-hook-form';
import { isCivilDate } from '@/lib/dates/civil-date';
import type { VisitValues } from '@/lib/visits/visit-values';

type Path = FieldPath<VisitValues>;

function followersOf({ labReports, semenAnalyses }: VisitValues): readonly Path[] {
  return [
    ...labReports.map((_, index): Path => `labReports.${index}.collectedOn`),
    ...semenAnalyses.map((_, index): Path => `semenAnalyses.${index}.collectedOn`),
    'remsCheck.counseledOn',
    'dispensing.prescribedOn',
    'dispensing.pickedUpOn',
  ];
}

/** Dates that stood on the day of the visit move with it when that day is corrected. */
export function useDatesFollowVisit(form: UseFormReturn<VisitValues, unknown, VisitValues>) {
  useEffect(() => {
    let visitedOn = form.formState.defaultValues?.visitedOn;
    const follow = (values: VisitValues) => {
      const next = values.visitedOn;
      if (next === visitedOn || !isCivilDate(next)) {
        return;
      }
      for (const path of followersOf(values)) {
        if (form.getValues(path) === visitedOn) {
          form.setValue(path, next, { shouldDirty: true });
        }
      }
      visitedOn = next;
    };
    // It may have been typed before the scripts of the page ran.
    follow(form.getValues());
    return form.subscribe({
      name: 'visitedOn',
      formState: { values: true },
      callback: ({ values }) => follow(values),
    });
  }, [form]);
}
