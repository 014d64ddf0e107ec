import { z } from 'zod';

/** What a file chooser holds. */
export type ChosenFiles = FileList | null;

/** As whoever runs the program sets the limit, and as the server names it. */
export function wholeMegabytes(bytes: number): string {
  return `${Math.floor(bytes / 1_048_576)} MB`;
}

/** @param maximum bytes */
export function chosenFileSchema(maximum: number) {
  return z
    .custom<ChosenFiles>()
    .refine((files) => files?.[0] !== undefined, 'Choose a file.')
    .refine(
      (files) => (files?.[0]?.size ?? 0) <= maximum,
      `The file has more than ${wholeMegabytes(maximum)}. Split it.`,
    );
}
