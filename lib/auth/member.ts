import { z } from 'zod';
import { emailSchema, findPasswordProblem, passwordMaxLength, passwordMinLength } from './password';
import { roles } from './roles';

export const displayNameSchema = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(120, 'A name has at most 120 characters.');

const reasonSchema = z
  .string()
  .trim()
  .min(3, 'Say why, in a few words.')
  .max(500, 'A reason has at most 500 characters.');

const roleSchema = z.enum(roles, 'Choose a role.');

/** A new person, or one already known by this e-mail at another site; the first password is handed over in person. */
export const addMemberInputSchema = z
  .object({
    siteId: z.uuid('Choose a site.'),
    role: roleSchema,
    seesIdentity: z.boolean(),
    email: emailSchema,
    displayName: displayNameSchema,
    initialPassword: z.string().max(passwordMaxLength),
  })
  .superRefine((input, context) => {
    const problem = findPasswordProblem(input.initialPassword, input.email);
    if (problem !== null) {
      context.addIssue({ code: 'custom', path: ['initialPassword'], message: problem });
    }
  });
export type AddMemberInput = z.input<typeof addMemberInputSchema>;

/** What a person may do at one site; `isEnded` takes the membership away. */
export const changeMembershipInputSchema = z.object({
  membershipId: z.uuid(),
  role: roleSchema,
  seesIdentity: z.boolean(),
  isEnded: z.boolean(),
  reason: reasonSchema,
});

/** For the account as a whole, at every site. */
export const setAccountDisabledInputSchema = z.object({
  membershipId: z.uuid(),
  isDisabled: z.boolean(),
  reason: reasonSchema,
});

/** When a person has forgotten theirs: the administrator hands over a new one, which ends all sessions. */
export const resetPasswordInputSchema = z.object({
  membershipId: z.uuid(),
  newPassword: z
    .string()
    .min(passwordMinLength, `Use at least ${passwordMinLength} characters.`)
    .max(passwordMaxLength, `Use at most ${passwordMaxLength} characters.`),
  reason: reasonSchema,
});

/** IANA zones that this runtime knows, plus the names it accepts as aliases. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const siteInputSchema = z.object({
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{2,8}$/, 'Use 2 to 8 letters or digits; study ids begin with it.'),
  name: z.string().trim().min(1, 'Enter the site’s name.').max(200),
  timeZone: z.string().trim().refine(isTimeZone, 'Use an IANA zone such as America/New_York.'),
});

/** The first administrator of a site, and the site itself where it is new. */
export const administratorInputSchema = z
  .object({
    site: siteInputSchema,
    email: emailSchema,
    displayName: displayNameSchema,
    password: z.string(),
  })
  .superRefine((input, context) => {
    const problem = findPasswordProblem(input.password, input.email);
    if (problem !== null) {
      context.addIssue({ code: 'custom', path: ['password'], message: problem });
    }
  });
export type Administrator = z.output<typeof administratorInputSchema>;
