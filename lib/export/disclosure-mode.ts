/** How much of a patient leaves with a file, from most to least. */
export const disclosureModes = ['identified', 'limited', 'date-shifted', 'safe-harbor'] as const;
export type DisclosureMode = (typeof disclosureModes)[number];

interface ModeFacts {
  readonly title: string;
  /** What leaves and what does not, as the form says it. */
  readonly sentence: string;
}

export const disclosureModeFacts: Readonly<Record<DisclosureMode, ModeFacts>> = {
  identified: {
    title: 'Identified',
    sentence:
      'With names, birth dates and record numbers as they stand on the day of the export. Needs a reason.',
  },
  limited: {
    title: 'Limited',
    sentence: 'By study id with days of the calendar; no identity and no free text.',
  },
  'date-shifted': {
    title: 'Date-shifted (not Safe Harbor)',
    sentence:
      'Every date of a man is moved by the same number of days, which nobody can tell from the file; intervals stay. Other study ids, ages over 89 as one group, rare karyotypes grouped; no identity and no free text.',
  },
  'safe-harbor': {
    title: 'Safe Harbor',
    sentence:
      'Study days and the year of the first of them instead of dates, other study ids, ages over 89 as one group, rare karyotypes grouped; no identity and no free text.',
  },
};
