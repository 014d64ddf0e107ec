import { z } from 'zod';
import { optionalCivilDateSchema } from '@/lib/dates/civil-date';

/** What the interaction rules tell apart (C§2.3) and what the eligibility criteria of S0 ask about. */
export const drugClasses = [
  'tetracycline',
  'vitamin-a',
  'methotrexate',
  'carbamazepine',
  'phenytoin',
  'systemic-corticosteroid',
  'alcohol',
  'testosterone-or-anabolic-steroid',
  'clomiphene',
  'aromatase-inhibitor',
  'hcg',
  'fsh',
  'other',
] as const;
export type DrugClass = (typeof drugClasses)[number];

export const drugClassLabels: Record<DrugClass, string> = {
  tetracycline: 'Tetracycline antibiotic (doxycycline, minocycline, tetracycline)',
  'vitamin-a': 'Vitamin A, or a multivitamin that contains it',
  methotrexate: 'Methotrexate',
  carbamazepine: 'Carbamazepine',
  phenytoin: 'Phenytoin',
  'systemic-corticosteroid': 'Systemic corticosteroid',
  alcohol: 'Alcohol, regular or heavy use',
  'testosterone-or-anabolic-steroid': 'Testosterone or anabolic steroid',
  clomiphene: 'Clomiphene',
  'aromatase-inhibitor': 'Aromatase inhibitor (anastrozole, letrozole)',
  hcg: 'hCG from elsewhere',
  fsh: 'FSH from elsewhere',
  other: 'Other',
};

/** A drug that is not the protocol's own. A date that is not known is null; `ongoing` says whether it is still taken. */
export const concomitantDrugContentSchema = z
  .object({
    name: z.string().trim().min(1, 'Enter the name of the drug.').max(200),
    drugClass: z.enum(drugClasses, 'Choose what kind of drug this is.'),
    startedOn: optionalCivilDateSchema,
    stoppedOn: optionalCivilDateSchema,
    ongoing: z.boolean(),
    note: z.string().trim().max(2000).default(''),
  })
  .refine(({ ongoing, stoppedOn }) => !(ongoing && stoppedOn), {
    path: ['stoppedOn'],
    message: 'A drug that is still taken has no date of stopping.',
  })
  .refine(({ startedOn, stoppedOn }) => !startedOn || !stoppedOn || startedOn <= stoppedOn, {
    path: ['stoppedOn'],
    message: 'The drug cannot stop before it started.',
  });
export type ConcomitantDrugContent = z.output<typeof concomitantDrugContentSchema>;
