import { z } from 'zod';
import { certainties } from '@/lib/core/certainty';
import { typedLine, typedNote, typedReason } from '@/lib/core/typed-text';
import { ctcaeClinicalTerms } from '@/lib/ctcae/clinical-terms';
import { gradesOf } from '@/lib/ctcae/grades-of';
import { ctcaeLaboratoryTerms } from '@/lib/ctcae/laboratory-terms';
import { type CtcaeGrade, ctcaeVersions } from '@/lib/ctcae/term';
import { type CivilDate, civilDateSchema, optionalCivilDateSchema } from '@/lib/dates/civil-date';
import { typedCount } from './typed-number';

/** A finding that CTCAE has no term for is named in words. */
export const otherTerm = 'other';

const terms = [...ctcaeLaboratoryTerms, ...ctcaeClinicalTerms];

export const ctcaeTermNames: Readonly<Record<string, string>> = Object.fromEntries(
  terms.map(({ key, term }) => [key, term]),
);

/** Of the terms above: a term of another class is described in words. */
export const systemOrganClasses: readonly string[] = [
  ...new Set(terms.map(({ systemOrganClass }) => systemOrganClass)),
].sort();

const termKey = z
  .string('Choose a term.')
  .refine((key) => key === otherTerm || key in ctcaeTermNames, 'Choose a term.');

export const seriousnessCriteria = [
  'death',
  'life-threatening',
  'hospitalization',
  'disability',
  'congenital-anomaly',
  'important-medical-event',
] as const;
export type SeriousnessCriterion = (typeof seriousnessCriteria)[number];

export const seriousnessLabels: Record<SeriousnessCriterion, string> = {
  death: 'Death',
  'life-threatening': 'Life-threatening',
  hospitalization: 'Hospital stay, new or longer',
  disability: 'Lasting disability',
  'congenital-anomaly': 'Birth defect in a child',
  'important-medical-event': 'Other important medical event',
};

export const relatednesses = [
  'not-related',
  'unlikely',
  'possible',
  'probable',
  'definite',
  'unknown',
] as const;
type Relatedness = (typeof relatednesses)[number];

export const relatednessLabels: Record<Relatedness, string> = {
  'not-related': 'Not related',
  unlikely: 'Unlikely',
  possible: 'Possible',
  probable: 'Probable',
  definite: 'Definite',
  unknown: 'Not judged',
};

/** Related enough to count as an effect of the drug. */
export const relatedToDrug: readonly Relatedness[] = ['possible', 'probable', 'definite'];

/** Action taken with the study drug, in the words of CDISC. */
export const drugActions = [
  'dose-not-changed',
  'dose-reduced',
  'dose-increased',
  'drug-interrupted',
  'drug-withdrawn',
  'not-applicable',
  'unknown',
] as const;
type DrugAction = (typeof drugActions)[number];

export const drugActionLabels: Record<DrugAction, string> = {
  'dose-not-changed': 'Dose not changed',
  'dose-reduced': 'Dose reduced',
  'dose-increased': 'Dose increased',
  'drug-interrupted': 'Drug interrupted',
  'drug-withdrawn': 'Drug withdrawn',
  'not-applicable': 'Not applicable: not on drug',
  unknown: 'Not recorded',
};

export const adverseEventOutcomes = [
  'recovered',
  'recovering',
  'not-recovered',
  'recovered-with-sequelae',
  'fatal',
  'unknown',
] as const;
type AdverseEventOutcome = (typeof adverseEventOutcomes)[number];

export const outcomeLabels: Record<AdverseEventOutcome, string> = {
  recovered: 'Recovered',
  recovering: 'Recovering',
  'not-recovered': 'Not recovered',
  'recovered-with-sequelae': 'Recovered with sequelae',
  fatal: 'Fatal',
  unknown: 'Not known',
};

const outcomesOfAnEnd: readonly AdverseEventOutcome[] = [
  'recovered',
  'recovered-with-sequelae',
  'fatal',
];

const optionalGrade = typedCount(5, 1).transform((typed) => typed as CtcaeGrade | null);
const grade = typedCount(5, 1)
  .pipe(z.number('Choose a grade.'))
  .transform((typed) => typed as CtcaeGrade);

const adverseEventFields = z.object({
  term: termKey,
  /** What it was, where the term is `other`; else the words in which it was reported. */
  description: typedLine().default(''),
  /** Of a term that CTCAE does not have; blank where none of the known ones fits. */
  systemOrganClass: z
    .string()
    .refine((name) => name === '' || systemOrganClasses.includes(name), 'Choose a class.')
    .default(''),
  ctcaeVersion: z.enum(ctcaeVersions).default('5.0'),
  /** Each grade from a day on, the first from the onset. */
  grades: z.array(z.object({ from: civilDateSchema, grade })).min(1, 'Enter the grade.'),
  /** The last day, null while it goes on. */
  endedOn: optionalCivilDateSchema,
  serious: z.enum(certainties).default('unknown'),
  seriousness: z.array(z.enum(seriousnessCriteria)).default([]),
  relatedness: z.enum(relatednesses).default('unknown'),
  action: z.enum(drugActions).default('unknown'),
  outcome: z.enum(adverseEventOutcomes).default('unknown'),
  /** The record whose grade or symptom suggested it. */
  suggestedBy: z.uuid().nullable().default(null),
  /** The grade that the evidence suggested, where a person has judged another one right. */
  suggestedGrade: optionalGrade,
  note: typedNote().default(''),
});
type EnteredEvent = z.output<typeof adverseEventFields>;

/**
 * One adverse event as a person has confirmed it; the record's date is its onset. Its course is amended
 * as it goes on, and every version stays.
 */
export const adverseEventContentSchema = adverseEventFields
  .superRefine((content, context) => {
    for (const [path, message] of [
      ...wrongTerm(content),
      ...wrongCourse(content),
      ...wrongEnd(content),
      ...wrongSeriousness(content),
    ]) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  })
  // A grade that he has had answers for itself, and what is worse later must be asked about again.
  .transform((content) => ({
    ...content,
    suggestedGrade:
      (content.suggestedGrade ?? 0) > worstGradeOf(content) ? content.suggestedGrade : null,
  }));
export type AdverseEventInput = z.input<typeof adverseEventContentSchema>;
export type AdverseEventContent = z.output<typeof adverseEventContentSchema>;

type Wrong = readonly [path: readonly (string | number)[], message: string];

type TermAndGrades = Pick<EnteredEvent, 'term' | 'description' | 'ctcaeVersion' | 'grades'>;

function wrongTerm({ term, description, ctcaeVersion, grades }: TermAndGrades): Wrong[] {
  if (term === otherTerm) {
    return description === '' ? [[['description'], 'Say in words what it is.']] : [];
  }
  const name = ctcaeTermNames[term];
  if (name === undefined) {
    return [];
  }
  const allowed = gradesOf(term, ctcaeVersion);
  if (allowed === null) {
    return [
      [['ctcaeVersion'], `The grades of "${name}" in version ${ctcaeVersion} are not known.`],
    ];
  }
  return grades.flatMap((step, index): Wrong[] =>
    allowed.includes(step.grade)
      ? []
      : [
          [
            ['grades', index, 'grade'],
            `"${name}" has ${allowed.length === 1 ? 'only grade' : 'the grades'} ${allowed.join(', ')}.`,
          ],
        ],
  );
}

function wrongCourse({ grades }: Pick<EnteredEvent, 'grades'>): Wrong[] {
  return grades.flatMap((step, index): Wrong[] => {
    const before = grades[index - 1];
    if (before === undefined) {
      return [];
    }
    if (step.from <= before.from) {
      return [[['grades', index, 'from'], `The grade before this one holds from ${before.from}.`]];
    }
    return step.grade === before.grade
      ? [[['grades', index, 'grade'], `It was grade ${before.grade} already.`]]
      : [];
  });
}

type End = Pick<EnteredEvent, 'grades' | 'endedOn' | 'outcome'>;

function wrongEnd({ grades, endedOn, outcome }: End): Wrong[] {
  const last = grades.at(-1)?.from;
  if (endedOn === null) {
    return outcomesOfAnEnd.includes(outcome)
      ? [[['endedOn'], `Say when it ended: the outcome is "${outcomeLabels[outcome]}".`]]
      : [];
  }
  return [
    ...(last !== undefined && endedOn < last
      ? ([[['endedOn'], `It had a grade from ${last}; it cannot end before that.`]] as const)
      : []),
    ...(outcome === 'recovering' || outcome === 'not-recovered'
      ? ([[['outcome'], `It ended on ${endedOn}; this outcome says that it goes on.`]] as const)
      : []),
  ];
}

type Seriousness = Pick<EnteredEvent, 'grades' | 'serious' | 'seriousness' | 'outcome'>;

/** Grade 5 is death (CTCAE), and death is one of the criteria of a serious event. */
function wrongSeriousness({ grades, serious, seriousness, outcome }: Seriousness): Wrong[] {
  const isDeath = grades.some((step) => step.grade === 5);
  const hasDeath = seriousness.includes('death');
  return [
    ...(serious === 'yes' && seriousness.length === 0
      ? ([[['seriousness'], 'Say what makes it serious.']] as const)
      : []),
    ...(serious !== 'yes' && seriousness.length > 0
      ? ([[['serious'], 'A criterion is chosen, so it is serious.']] as const)
      : []),
    ...((isDeath || outcome === 'fatal') && !hasDeath
      ? ([
          [['seriousness'], 'Grade 5 and a fatal outcome mean death: choose this criterion.'],
        ] as const)
      : []),
    ...((isDeath || hasDeath) && outcome !== 'fatal'
      ? ([[['outcome'], 'Death is a fatal outcome.']] as const)
      : []),
    ...(isDeath && grades.at(-1)?.grade !== 5
      ? ([[['grades', grades.length - 1, 'grade'], 'No grade follows grade 5.']] as const)
      : []),
  ];
}

/** "Dry skin", or the words for what CTCAE has no term for. */
export function adverseEventName({
  term,
  description,
}: Pick<AdverseEventContent, 'term' | 'description'>): string {
  return term === otherTerm ? description : (ctcaeTermNames[term] ?? term);
}

/** The system organ class of its term, else the one chosen; null where none fits. */
export function adverseEventClass({
  term,
  systemOrganClass,
}: Pick<AdverseEventContent, 'term' | 'systemOrganClass'>): string | null {
  return terms.find(({ key }) => key === term)?.systemOrganClass ?? (systemOrganClass || null);
}

interface Graded {
  readonly grades: readonly { readonly from: CivilDate; readonly grade: CtcaeGrade }[];
}

export function worstGradeOf({
  grades,
}: {
  readonly grades: readonly Pick<Graded['grades'][number], 'grade'>[];
}): CtcaeGrade {
  return Math.max(...grades.map((step) => step.grade)) as CtcaeGrade;
}

/** Null before the onset and after the end. */
export function gradeOn(
  { grades, endedOn }: Graded & Pick<AdverseEventContent, 'endedOn'>,
  date: CivilDate,
): CtcaeGrade | null {
  return endedOn !== null && date > endedOn
    ? null
    : (grades.findLast(({ from }) => from <= date)?.grade ?? null);
}

/** A suggestion that a person has read and not taken for an adverse event, up to this grade. */
export const adverseEventDismissalContentSchema = z.object({
  term: termKey,
  ctcaeVersion: z.enum(ctcaeVersions).default('5.0'),
  /** Null where the evidence says only that there is something. */
  grade: optionalGrade,
  /** The record that suggested it; null in what is transcribed from a source. */
  suggestedBy: z.uuid().nullable().default(null),
  reason: typedReason('Say why this is no adverse event.'),
});
export type AdverseEventDismissalContent = z.output<typeof adverseEventDismissalContentSchema>;
