import { z } from 'zod';

/**
 * Length over composition rules (NIST SP 800-63B §5.1.1.2): long, not guessable from the account, no forced symbols.
 * The upper bound keeps one request from costing an unbounded hash.
 */
export const passwordMinLength = 12;
export const passwordMaxLength = 128;
const fewestDistinctCharacters = 5;

/** What is wrong with a new password for this account, as a sentence for its field; null when it may be used. */
export function findPasswordProblem(password: string, email: string): string | null {
  if (password.length < passwordMinLength) {
    return `Use at least ${passwordMinLength} characters.`;
  }
  if (password.length > passwordMaxLength) {
    return `Use at most ${passwordMaxLength} characters.`;
  }
  if (new Set(password).size < fewestDistinctCharacters) {
    return `Use at least ${fewestDistinctCharacters} different characters.`;
  }
  const name = email.toLowerCase().split('@')[0] ?? '';
  if (name.length > 3 && password.toLowerCase().includes(name)) {
    return 'Do not use your e-mail address in the password.';
  }
  return null;
}

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'An e-mail address has at most 254 characters.')
  .pipe(z.email('Enter an e-mail address such as name@clinic.org.'));

/** Sign-in asks only for something in each field: what is wrong with an old password is nobody's business. */
export const signInInputSchema = z.object({
  email: emailSchema,
  password: z
    .string()
    .min(1, 'Enter your password.')
    .max(passwordMaxLength, `A password has at most ${passwordMaxLength} characters.`),
});
export type SignInInput = z.input<typeof signInInputSchema>;

/** The rule that needs the account's e-mail is `findPasswordProblem`; the command applies it. */
export const changePasswordInputSchema = z
  .object({
    currentPassword: z.string().min(1, 'Enter your current password.').max(passwordMaxLength),
    newPassword: z
      .string()
      .min(passwordMinLength, `Use at least ${passwordMinLength} characters.`)
      .max(passwordMaxLength, `Use at most ${passwordMaxLength} characters.`),
    repeatedPassword: z.string(),
  })
  .refine((input) => input.newPassword === input.repeatedPassword, {
    path: ['repeatedPassword'],
    message: 'The two new passwords differ.',
  })
  .refine((input) => input.newPassword !== input.currentPassword, {
    path: ['newPassword'],
    message: 'Choose a password that differs from the current one.',
  });
