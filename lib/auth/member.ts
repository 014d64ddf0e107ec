import { z } from 'zod';
import { emailSchema, findPasswordProblem, passwordMaxLength } from './password';
import { roles } from './roles';

export const displayNameSchema = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(120, 'A name has at most 120 characters.');

const membershipFields = {
  siteId: z.uuid('Choose a site.'),
  role: z.enum(roles, 'Choose a role.'),
  seesIdentity: z.boolean(),
};

/** A new person, or one already known by this e-mail at another site; the first password is handed over in person. */
export const addMemberInputSchema = z
  .object({
    ...membershipFields,
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

export const changeMembershipInputSchema = z.object({
  ...membershipFields,
  userId: z.uuid(),
  reason: z.string().trim().min(3, 'Say why.').max(500, 'A reason has at most 500 characters.'),
});
export type ChangeMembershipInput = z.input<typeof changeMembershipInputSchema>;

export const setMemberDisabledInputSchema = z.object({
  siteId: z.uuid(),
  userId: z.uuid(),
  isDisabled: z.boolean(),
  reason: z.string().trim().min(3, 'Say why.').max(500, 'A reason has at most 500 characters.'),
});
export type SetMemberDisabledInput = z.input<typeof setMemberDisabledInputSchema>;

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
export type SiteInput = z.input<typeof siteInputSchema>;
