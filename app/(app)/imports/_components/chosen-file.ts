import { z } from 'zod';
import { byteSize } from '@/lib/export/byte-size';

/** What a file chooser holds. */
export type ChosenFiles = FileList | null;

/** @param maximum bytes */
export function chosenFileSchema(maximum: number) {
  return z
    .custom<ChosenFiles>()
    .refine((files) => files?.[0] !== undefined, 'Choose a file.')
    .refine(
      (files) => (files?.[0]?.size ?? 0) <= maximum,
      `The file has more than ${byteSize(maximum)}. Split it.`,
    );
}
