import { z } from 'zod';
import { typedNote, typedReason } from '@/lib/core/typed-text';
import { type CivilDate, civilDateSchema, optionalCivilDateSchema } from '@/lib/dates/civil-date';
import { typedCount } from './typed-number';

/** The woman of a couple as far as a cycle needs her; she has a number and no name. */
export interface Partner {
  readonly id: string;
  readonly version: number;
  readonly ordinal: number;
  readonly consentOn: CivilDate;
  readonly birthYear: number | null;
  /** From this day on no cycle of the couple begins. */
  readonly endedOn: CivilDate | null;
  readonly note: string;
}

export function partnerLabel({ ordinal }: Pick<Partner, 'ordinal'>): string {
  return `Partner ${ordinal}`;
}

const partnerFields = {
  consentOn: civilDateSchema,
  birthYear: typedCount(2100, 1900),
  note: typedNote().default(''),
};

function isBornBeforeConsent({
  birthYear,
  consentOn,
}: Pick<Partner, 'birthYear' | 'consentOn'>): boolean {
  return birthYear === null || birthYear < Number(consentOn.slice(0, 4));
}

const bornTooLate = {
  path: ['birthYear'],
  message: 'She was born before the year of her consent; leave it blank where it is not known.',
};

export const recordPartnerInputSchema = z
  .object({ patientId: z.uuid(), ...partnerFields })
  .refine(isBornBeforeConsent, bornTooLate);

export const amendPartnerInputSchema = z
  .object({
    partnerId: z.uuid(),
    version: z.int().min(1),
    ...partnerFields,
    endedOn: optionalCivilDateSchema,
    reason: typedReason('Say why this is changed.'),
  })
  .refine(isBornBeforeConsent, bornTooLate)
  .refine(({ consentOn, endedOn }) => endedOn === null || endedOn >= consentOn, {
    path: ['endedOn'],
    message: 'This is before her consent.',
  });

/** Why a cycle with its oocyte retrieval on that day cannot be hers; null where nothing speaks against it. */
export function wrongPartner(
  { consentOn, endedOn }: Pick<Partner, 'consentOn' | 'endedOn'>,
  retrievedOn: CivilDate,
): string | null {
  if (consentOn > retrievedOn) {
    return `Her consent is of ${consentOn}, after the oocyte retrieval on ${retrievedOn}.`;
  }
  return endedOn !== null && endedOn <= retrievedOn
    ? `She has been no partner of his since ${endedOn}.`
    : null;
}
