export interface SafeHarborIdentifier {
  /** Of the paragraph: 45 CFR 164.514(b)(2)(i). */
  readonly letter: string;
  readonly what: string;
  /** What this program keeps of it, by table and column; empty where it keeps nothing. */
  readonly kept: readonly string[];
  /** What becomes of it in a Safe Harbor file. */
  readonly answer: string;
}

const notKept = 'Not kept by this program.';
const apart = 'Kept apart from the records, in no snapshot, and left out.';

/** What must be removed of the man, and of his relatives, employers and household members. */
export const safeHarborIdentifiers: readonly SafeHarborIdentifier[] = [
  {
    letter: 'A',
    what: 'Names',
    kept: ['patient_identity.given_name', 'patient_identity.family_name'],
    answer: `${apart} Staff are called by role and number; a partner has a number and no name.`,
  },
  {
    letter: 'B',
    what: 'Places smaller than a state',
    kept: ['site.code', 'site.name', 'site.time_zone'],
    answer: 'No address is kept. Sites are numbered by chance; their time zones are left out.',
  },
  {
    letter: 'C',
    what: 'Elements of dates but the year, and ages over 89',
    kept: ['patient_identity.birth_date', 'partner.birth_year'],
    answer:
      'Study days in place of dates, and one year for each man, that of study day 1. Birth dates, birth years, instants and times of day are left out; ages over 89 are one group, and the year is then left out as well.',
  },
  { letter: 'D', what: 'Telephone numbers', kept: ['patient_identity.phone'], answer: apart },
  { letter: 'E', what: 'Fax numbers', kept: [], answer: notKept },
  { letter: 'F', what: 'E-mail addresses', kept: ['patient_identity.email'], answer: apart },
  { letter: 'G', what: 'Social security numbers', kept: [], answer: notKept },
  {
    letter: 'H',
    what: 'Medical record numbers',
    kept: ['patient_identity.record_number'],
    answer: apart,
  },
  { letter: 'I', what: 'Health plan beneficiary numbers', kept: [], answer: notKept },
  { letter: 'J', what: 'Account numbers', kept: [], answer: notKept },
  { letter: 'K', what: 'Certificate and license numbers', kept: [], answer: notKept },
  { letter: 'L', what: 'Vehicle identifiers', kept: [], answer: notKept },
  { letter: 'M', what: 'Device identifiers', kept: [], answer: notKept },
  { letter: 'N', what: 'Web addresses', kept: [], answer: notKept },
  { letter: 'O', what: 'Addresses on the internet (IP)', kept: [], answer: notKept },
  { letter: 'P', what: 'Biometric identifiers', kept: [], answer: notKept },
  { letter: 'Q', what: 'Photographs of the face', kept: [], answer: notKept },
  {
    letter: 'R',
    what: 'Any other unique number, characteristic or code',
    kept: [
      'patient.study_id',
      'patient_identity.rems_id',
      'dispensing_authorization.number',
      'enrollment.cohort_tag',
    ],
    answer:
      'Study ids and ids of rows are replaced by others, computed with a key that never leaves. REMS ids and authorization numbers are in no snapshot. Rare karyotypes are grouped. Whatever somebody typed is left out: nobody can say what it holds.',
  },
];
