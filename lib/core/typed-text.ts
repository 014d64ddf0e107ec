import { z } from 'zod';

const noControlCharacters = /^\P{Cc}*$/u;
const noControlCharactersButLineEnds = /^(?:\P{Cc}|[\n\r\t])*$/u;

/** One line of text; blank is allowed unless the caller refuses it. */
export function typedLine(maximum = 200) {
  return z
    .string()
    .trim()
    .max(maximum, `Use at most ${maximum} characters.`)
    .regex(noControlCharacters, 'Remove line breaks and control characters.');
}

/** Several lines of text. */
export function typedNote(maximum = 2000) {
  return z
    .string()
    .trim()
    .max(maximum, {
      error: ({ input }) =>
        `Use at most ${maximum} characters; these are ${String(input).trim().length}.`,
    })
    .regex(noControlCharactersButLineEnds, 'Remove control characters.');
}

/** A reason that the audit trail shows; it cannot be blank. */
export function typedReason(message = 'Give a reason.') {
  return typedNote().min(1, message);
}
