import { z } from 'zod';
import type { Permission } from '@/lib/auth/permissions';
import type { FlagSeverity } from '@/lib/protocols/safety-rule-schema';

/** What was done about a flag (engine §7); a flag is closed with exactly one of these. */
export const dispositions = [
  'dose-held',
  'dose-changed',
  'repeat-ordered',
  'referred',
  'therapy-stopped',
  'no-action',
] as const;
export type Disposition = (typeof dispositions)[number];

/** What stands on a closed flag: also that a corrected decision was signed again, which closes its flag. */
export type StoredDisposition = Disposition | 'signed-again';

export const dispositionLabels: Record<StoredDisposition, string> = {
  'dose-held': 'Dose held',
  'dose-changed': 'Dose changed',
  'repeat-ordered': 'Repeat ordered',
  referred: 'Referred',
  'therapy-stopped': 'Therapy stopped',
  'no-action': 'No action',
  'signed-again': 'Signed again',
};

/** A red flag is closed by a physician. */
export function permissionToClose(severity: FlagSeverity): Permission {
  return severity === 'red' ? 'flag:close-red' : 'flag:close';
}

/** Only a physician's decision about a red flag asks for his password. */
export function isSigned(severity: FlagSeverity): boolean {
  return severity === 'red';
}

export const closeFlagInputSchema = z
  .object({
    disposition: z.enum(dispositions, 'Say what was done.'),
    reason: z.string().trim().max(2000, 'Use at most 2000 characters.').default(''),
  })
  .refine(({ disposition, reason }) => disposition !== 'no-action' || reason !== '', {
    path: ['reason'],
    message: 'Say why nothing was done.',
  });
export type CloseFlagInput = z.output<typeof closeFlagInputSchema>;
