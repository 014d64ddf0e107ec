import { z } from 'zod';
import { enrollPatientInputSchema } from '@/lib/enrollment/enroll-patient';
import { type EnrollValues, enrollEntries, enrollPlaceOf, toEnrollInput } from './enroll-values';

/** Checks the form as the command checks what it is sent, with each message at its field. */
export const enrollFormSchema = z.custom<EnrollValues>().superRefine((values, context) => {
  const checked = enrollPatientInputSchema.safeParse(toEnrollInput(values));
  const entries = enrollEntries(values);
  for (const { message, path } of checked.error?.issues ?? []) {
    const place = enrollPlaceOf(entries, path);
    context.addIssue({ code: 'custom', message, path: [...place] });
  }
});
