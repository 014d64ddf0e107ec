// What can be imported, and which columns each kind has. The titles that columns usually have are general
// knowledge; they only suggest a field, and a person sees every suggestion before anything is checked.
import { assertNever } from '@/lib/core/assert-never';
import { enrollmentOutcomes } from '@/lib/enrollment/enrollment-outcome';
import { type FindingDefinition, findingKeys, findings } from '@/lib/records/findings';
import { histologies, histologyNames, procedureKinds } from '@/lib/records/procedure';
import { collectionSites } from '@/lib/records/semen-analysis';
import { findingStates } from '@/lib/records/sperm-finding';
import { doseRoutes, doseUnits, drugs, holdReasons, stopReasons } from '@/lib/records/therapy';
import { weightUnits } from '@/lib/records/vital-signs';
import { analytes } from '@/lib/units/analytes';
import { type BloodAnalyteKey, bloodAnalyteKeys } from '@/lib/units/blood-analytes';

export const importKinds = [
  'patients',
  'baseline',
  'history',
  'doses',
  'visits',
  'labs',
  'semen',
  'procedures',
] as const;
export type ImportKind = (typeof importKinds)[number];

export const fieldTypes = [
  'text',
  'date',
  'time',
  'number',
  'measurement',
  'choice',
  'yes-no',
  'test',
  'unit',
] as const;
export type FieldType = (typeof fieldTypes)[number];

export interface ImportField {
  /** Unique within its kind. */
  readonly key: string;
  readonly label: string;
  readonly type: FieldType;
  readonly required: boolean;
  readonly hint: string;
  /** Titles that a column of this field often has, in small letters. */
  readonly synonyms: readonly string[];
  /** Of a choice: the answers and what else each is called. */
  readonly options?: Readonly<Record<string, readonly string[]>>;
  /** Of a column that holds one test: which. */
  readonly analyte?: BloodAnalyteKey;
}

export interface ImportKindDefinition {
  readonly title: string;
  readonly description: string;
  readonly fields: readonly ImportField[];
  /** One row as an example, by field. */
  readonly example: Readonly<Record<string, string>>;
}

type FieldExtras = Partial<
  Pick<ImportField, 'required' | 'hint' | 'synonyms' | 'options' | 'analyte'>
>;

function field(key: string, label: string, type: FieldType, extras: FieldExtras = {}): ImportField {
  return { key, label, type, required: false, hint: '', synonyms: [], ...extras };
}

function choice(
  key: string,
  label: string,
  keys: readonly string[],
  extras: FieldExtras & { readonly also?: Readonly<Record<string, readonly string[]>> } = {},
): ImportField {
  const { also = {}, ...rest } = extras;
  const options = Object.fromEntries(keys.map((one) => [one, also[one] ?? []]));
  return field(key, label, 'choice', { hint: keys.join(', '), ...rest, options });
}

const studyId = field('studyId', 'Study id', 'text', {
  required: true,
  hint: 'As in the program, such as NYC-0042.',
  synonyms: [
    'study id',
    'studyid',
    'subject',
    'subject id',
    'patient',
    'patient id',
    'id',
    'record id',
    'usubjid',
  ],
});

const on = (label: string, ...synonyms: string[]) =>
  field('on', label, 'date', {
    required: true,
    synonyms: ['date', 'day', ...synonyms],
  });

const time = field('time', 'Time', 'time', {
  hint: 'As 08:30.',
  synonyms: ['time', 'collection time', 'collected at'],
});

const note = field('note', 'Note', 'text', {
  synonyms: ['note', 'notes', 'comment', 'comments', 'remarks'],
});

const source = field('source', 'Where it comes from', 'text', {
  hint: 'Empty takes the name of this source.',
  synonyms: ['source', 'origin'],
});

const labs: ImportKindDefinition = {
  title: 'Laboratory results',
  description: 'One result in a row, or one column for each test.',
  fields: [
    studyId,
    on(
      'Collected on',
      'collected',
      'collection date',
      'collected on',
      'sample date',
      'lab date',
      'specimen date',
      'result date',
      'date of collection',
    ),
    time,
    field('laboratory', 'Laboratory', 'text', {
      required: true,
      synonyms: ['laboratory', 'lab', 'lab name', 'performing lab', 'site'],
    }),
    field('test', 'Test', 'test', {
      hint: 'A name, a usual abbreviation or a LOINC code.',
      synonyms: [
        'test',
        'analyte',
        'component',
        'parameter',
        'loinc',
        'test name',
        'lab test',
        'item',
      ],
    }),
    field('value', 'Result', 'measurement', {
      hint: 'A number, perhaps with < or >.',
      synonyms: ['value', 'result', 'result value', 'lab value', 'measurement'],
    }),
    field('unit', 'Unit', 'unit', { synonyms: ['unit', 'units', 'uom', 'result unit'] }),
    field('referenceLow', 'Lower limit', 'number', {
      synonyms: ['low', 'lower', 'reference low', 'lower limit', 'ref low', 'normal low'],
    }),
    field('referenceHigh', 'Upper limit', 'number', {
      synonyms: ['high', 'upper', 'reference high', 'upper limit', 'ref high', 'normal high'],
    }),
    field('fasting', 'Fasting', 'yes-no', { synonyms: ['fasting', 'fasted'] }),
    ...bloodAnalyteKeys.map((analyte) =>
      field(`result-${analyte}`, analytes[analyte].label, 'measurement', {
        analyte,
        hint: 'A column of its own for this test.',
      }),
    ),
  ],
  example: {
    studyId: 'NYC-0001',
    on: '2026-03-31',
    time: '08:30',
    laboratory: 'Central laboratory',
    test: 'FSH',
    value: '18.2',
    unit: 'mIU/mL',
    referenceLow: '1.5',
    referenceHigh: '12.4',
    fasting: 'yes',
  },
};

const findingWords = {
  'not-examined': ['not done', 'not examined', 'nd'],
  'no-sperm-seen': ['none', 'azoospermia', 'no sperm', 'no sperm seen', 'negative'],
  'sperm-seen': ['sperm', 'sperm seen', 'positive'],
};

const histologyWords = Object.fromEntries(histologies.map((key) => [key, [histologyNames[key]]]));

const pellet = (key: string, label: string, type: FieldType = 'number', synonyms: string[] = []) =>
  field(`pellet.${key}`, label, type, { synonyms });

const semen: ImportKindDefinition = {
  title: 'Semen analyses',
  description: 'One analysis in a row: the neat sample and its pellet.',
  fields: [
    studyId,
    on(
      'Collected on',
      'collected',
      'collection date',
      'sample date',
      'analysis date',
      'semen date',
    ),
    time,
    choice('neat.state', 'Neat sample', findingStates, {
      required: true,
      synonyms: ['neat', 'neat state', 'neat sample', 'ejaculate'],
      also: findingWords,
    }),
    field('neat.motile', 'Motile sperm, neat', 'number', {
      synonyms: ['motile', 'neat motile', 'motile sperm', 'motile count'],
    }),
    field('neat.immotile', 'Immotile sperm, neat', 'number', {
      synonyms: ['immotile', 'neat immotile', 'immotile sperm'],
    }),
    field('neat.normal', 'Normal motile sperm, neat', 'number', {
      synonyms: ['normal', 'neat normal', 'normal sperm'],
    }),
    choice('pellet.state', 'Pellet', findingStates, {
      required: true,
      synonyms: ['pellet', 'pellet state', 'centrifuged', 'centrifuged pellet'],
      also: findingWords,
    }),
    pellet('motile', 'Motile sperm, pellet', 'number', ['pellet motile']),
    pellet('immotile', 'Immotile sperm, pellet', 'number', ['pellet immotile']),
    pellet('normal', 'Normal motile sperm, pellet', 'number', ['pellet normal']),
    pellet('gForce', 'Centrifuged at, g', 'number', ['g force', 'gforce', 'rcf']),
    pellet('minutes', 'Centrifuged for, minutes', 'number', [
      'spin minutes',
      'centrifugation minutes',
    ]),
    pellet('fields', 'Fields read', 'number', ['fields', 'hpf']),
    pellet('volumeExaminedMl', 'Volume examined, mL', 'number', ['volume examined']),
    field('volumeMl', 'Volume, mL', 'number', {
      synonyms: ['volume', 'volume ml', 'semen volume', 'ejaculate volume'],
    }),
    field('concentrationMillionPerMl', 'Concentration, million per mL', 'number', {
      synonyms: [
        'concentration',
        'sperm concentration',
        'density',
        'concentration m ml',
        'concentration million ml',
      ],
    }),
    field('motility.total', 'Total motility, %', 'number', {
      synonyms: ['motility', 'total motility', 'motility %'],
    }),
    field('motility.progressive', 'Progressive motility, %', 'number', {
      synonyms: ['progressive', 'progressive motility', 'pr'],
    }),
    field('motility.nonProgressive', 'Non-progressive motility, %', 'number', {
      synonyms: ['non progressive', 'nonprogressive', 'non progressive motility', 'np'],
    }),
    field('motility.immotile', 'Immotile, %', 'number', { synonyms: ['immotile %', 'immotility'] }),
    field('normalMorphologyPercent', 'Normal morphology, %', 'number', {
      synonyms: ['morphology', 'normal morphology', 'normal forms', 'kruger'],
    }),
    field('abstinenceDays', 'Abstinence, days', 'number', {
      synonyms: ['abstinence', 'abstinence days', 'days of abstinence'],
    }),
    field('ph', 'pH', 'number', { synonyms: ['ph'] }),
    field('vitalityPercent', 'Vitality, %', 'number', { synonyms: ['vitality', 'viability'] }),
    field('roundCellsMillionPerMl', 'Round cells, million per mL', 'number', {
      synonyms: ['round cells'],
    }),
    field('leukocytesMillionPerMl', 'Leukocytes, million per mL', 'number', {
      synonyms: ['leukocytes', 'wbc', 'white cells'],
    }),
    field('liquefactionMinutes', 'Liquefaction, minutes', 'number', { synonyms: ['liquefaction'] }),
    choice('whoEdition', 'WHO manual, edition', ['5', '6'], {
      hint: '5 or 6; empty where the report names none.',
      synonyms: ['who edition', 'who manual', 'edition'],
    }),
    field('vialsFrozen', 'Vials frozen', 'number', {
      synonyms: ['vials', 'vials frozen', 'cryovials'],
    }),
    choice('collectionSite', 'Collected at', collectionSites, {
      synonyms: ['collected at', 'collection site', 'place'],
    }),
    note,
  ],
  example: {
    studyId: 'NYC-0001',
    on: '2026-03-31',
    'neat.state': 'no-sperm-seen',
    'pellet.state': 'sperm-seen',
    'pellet.motile': '3',
    volumeMl: '2.4',
    abstinenceDays: '3',
  },
};

const doses: ImportKindDefinition = {
  title: 'Doses',
  description:
    'One change of therapy in a row: a dose from a day on, a hold, a resume or the stop.',
  fields: [
    studyId,
    on('From', 'from', 'start', 'start date', 'dose date', 'started'),
    choice('change', 'Change', ['dose', 'hold', 'resume', 'stop'], {
      hint: 'dose, hold, resume or stop; empty is a dose.',
      synonyms: ['change', 'action', 'event', 'type'],
      also: {
        dose: ['start', 'change', 'dose change', 'given'],
        hold: ['pause', 'held'],
        resume: ['restart'],
        stop: ['end', 'stopped', 'discontinued'],
      },
    }),
    choice('drug', 'Drug', drugs, {
      synonyms: ['drug', 'medication', 'medicine', 'treatment'],
      also: {
        isotretinoin: ['accutane', '13-cis-retinoic acid'],
        hcg: ['human chorionic gonadotropin'],
        ufsh: ['fsh', 'urofollitropin'],
      },
    }),
    field('amount', 'Amount of one dose', 'number', {
      synonyms: ['amount', 'dose', 'strength', 'quantity', 'dose amount'],
    }),
    choice('unit', 'Unit', doseUnits, {
      synonyms: ['unit', 'units', 'dose unit'],
      also: { '[IU]': ['iu', 'ie', 'units'] },
    }),
    choice('route', 'Route', doseRoutes, {
      synonyms: ['route'],
      also: {
        oral: ['po', 'by mouth'],
        intramuscular: ['im', 'i.m.'],
        subcutaneous: ['sc', 's.c.', 'sq'],
      },
    }),
    field('timesPerDay', 'Times on a day', 'number', {
      synonyms: ['times per day', 'times a day', 'frequency', 'daily doses'],
    }),
    field('everyDays', 'Every how many days', 'number', {
      hint: 'Empty is every day.',
      synonyms: ['every days', 'interval', 'interval days', 'every n days'],
    }),
    choice('reason', 'Reason of a hold or stop', [...new Set([...holdReasons, ...stopReasons])], {
      synonyms: ['reason', 'why'],
    }),
    note,
  ],
  example: {
    studyId: 'NYC-0001',
    on: '2026-01-10',
    change: 'dose',
    drug: 'isotretinoin',
    amount: '20',
    unit: 'mg',
    route: 'oral',
    timesPerDay: '2',
    everyDays: '1',
  },
};

const vitals: readonly ImportField[] = [
  field('weight', 'Weight', 'number', { synonyms: ['weight', 'weight kg', 'body weight'] }),
  choice('weightUnit', 'Unit of the weight', weightUnits, {
    hint: 'kg or lb; empty is kg.',
    synonyms: ['weight unit'],
    also: { '[lb_av]': ['lb', 'lbs', 'pounds'], kg: ['kilograms'] },
  }),
  field('systolic', 'Blood pressure, systolic', 'number', {
    synonyms: ['systolic', 'sbp', 'bp systolic', 'systolic bp'],
  }),
  field('diastolic', 'Blood pressure, diastolic', 'number', {
    synonyms: ['diastolic', 'dbp', 'bp diastolic', 'diastolic bp'],
  }),
  field('phq9Total', 'PHQ-9, total', 'number', {
    synonyms: ['phq9', 'phq 9', 'phq9 total', 'phq 9 total'],
  }),
  field('phq9Item9', 'PHQ-9, answer to item 9', 'number', {
    synonyms: ['phq9 item 9', 'item 9', 'phq 9 item 9', 'phq9 q9'],
  }),
];

const visits: ImportKindDefinition = {
  title: 'Visits',
  description: 'One contact in a row, with weight, blood pressure and PHQ-9.',
  fields: [
    studyId,
    on('Visit on', 'visit', 'visit date', 'visited', 'visited on', 'contact'),
    ...vitals,
    note,
  ],
  example: {
    studyId: 'NYC-0001',
    on: '2026-02-10',
    weight: '82.5',
    weightUnit: 'kg',
    systolic: '124',
    diastolic: '78',
    phq9Total: '3',
    phq9Item9: '0',
  },
};

const findingFields: readonly ImportField[] = findingKeys.map((key) => {
  const { question, answer }: FindingDefinition = findings[key];
  const synonyms = [key.replaceAll('-', ' ')];
  switch (answer.kind) {
    case 'yes-no':
      return field(key, question, 'yes-no', { hint: 'yes, no or unknown', synonyms });
    case 'choice':
      return choice(key, question, [...Object.keys(answer.options), 'unknown'], {
        synonyms,
        also: Object.fromEntries(
          Object.entries(answer.options).map(([option, label]) => [option, [label]]),
        ),
      });
    case 'number':
      return field(key, `${question}, ${answer.unit}`, 'number', { synonyms });
    case 'date':
      return field(key, question, 'date', { synonyms });
    default:
      return assertNever(answer);
  }
});

const baseline: ImportKindDefinition = {
  title: 'Baseline',
  description:
    'One man in a row, one column for each question of history, genetics and examination.',
  fields: [
    studyId,
    on('Found on', 'baseline date', 'assessed', 'assessed on', 'visit date'),
    ...findingFields,
    ...vitals,
    source,
  ],
  example: {
    studyId: 'NYC-0001',
    on: '2026-01-05',
    'azoospermia-category': 'non-obstructive-azoospermia',
    karyotype: '46-xy',
    'azf-deletion': 'none',
    'testicular-volume-right': '12',
    'testicular-volume-left': '11',
  },
};

const history: ImportKindDefinition = {
  title: 'History',
  description:
    'One answer in a row: a question of history, genetics or examination, and its answer.',
  fields: [
    studyId,
    on('Found on', 'found', 'answered', 'event date'),
    choice('finding', 'Question', findingKeys, {
      required: true,
      hint: 'The question or its short name.',
      synonyms: ['question', 'finding', 'item', 'variable'],
      also: Object.fromEntries(findingKeys.map((key) => [key, [findings[key].question]])),
    }),
    field('answer', 'Answer', 'text', {
      required: true,
      synonyms: ['answer', 'value', 'response'],
    }),
    note,
    source,
  ],
  example: {
    studyId: 'NYC-0001',
    on: '2025-06-01',
    finding: 'karyotype',
    answer: '46-xy',
    source: 'Referral letter',
  },
};

const yesNoField = (key: string, label: string, ...synonyms: string[]) =>
  field(key, label, 'yes-no', { hint: 'yes, no or unknown', synonyms });

const procedures: ImportKindDefinition = {
  title: 'Procedures',
  description: 'One operation or retrieval in a row; one from before enrollment is history.',
  fields: [
    studyId,
    on('Performed on', 'performed', 'surgery date', 'procedure date', 'operated on'),
    choice('kind', 'Procedure', procedureKinds, {
      required: true,
      synonyms: ['procedure', 'operation', 'surgery', 'type', 'kind'],
      also: {
        'fna-mapping': ['fna', 'mapping'],
        'micro-tese': ['microtese', 'micro tese', 'mtese'],
        'oocyte-retrieval': ['oocyte retrieval', 'egg retrieval', 'opu'],
      },
    }),
    choice('side', 'Side', ['left', 'right', 'both'], {
      synonyms: ['side'],
      also: { both: ['bilateral'], left: ['l'], right: ['r'] },
    }),
    field('minutes', 'Operating time, minutes', 'number', {
      synonyms: ['minutes', 'operating time', 'duration'],
    }),
    yesNoField('spermFound', 'Sperm found', 'sperm found', 'sperm', 'found', 'success'),
    yesNoField('spermFoundLeft', 'Sperm found, left', 'sperm found left', 'sperm left'),
    yesNoField('spermFoundRight', 'Sperm found, right', 'sperm found right', 'sperm right'),
    yesNoField(
      'sufficientForAllEggs',
      'Enough for all eggs',
      'sufficient',
      'sufficient for all eggs',
    ),
    yesNoField('cryopreserved', 'Frozen', 'cryopreserved', 'frozen'),
    field('vialsFrozen', 'Vials frozen', 'number', { synonyms: ['vials', 'vials frozen'] }),
    choice('histology', 'Histology', histologies, {
      synonyms: ['histology', 'pathology', 'pattern'],
      also: histologyWords,
    }),
    choice('histologyLeft', 'Histology, left', histologies, {
      synonyms: ['histology left'],
      also: histologyWords,
    }),
    choice('histologyRight', 'Histology, right', histologies, {
      synonyms: ['histology right'],
      also: histologyWords,
    }),
    field('eggNumber', 'Eggs retrieved', 'number', {
      hint: 'Only of an oocyte retrieval.',
      synonyms: ['eggs', 'egg number', 'oocytes', 'oocytes retrieved'],
    }),
    note,
    source,
  ],
  example: {
    studyId: 'NYC-0001',
    on: '2025-09-15',
    kind: 'micro-tese',
    side: 'both',
    spermFound: 'no',
    histology: 'sertoli-cell-only',
  },
};

const patients: ImportKindDefinition = {
  title: 'Patients',
  description:
    'One man in a row: who he is, and the protocol that he is on. Eligibility is taken as it was.',
  fields: [
    studyId,
    field('givenName', 'Given name', 'text', {
      required: true,
      synonyms: ['given name', 'first name', 'firstname', 'forename'],
    }),
    field('familyName', 'Family name', 'text', {
      required: true,
      synonyms: ['family name', 'last name', 'lastname', 'surname'],
    }),
    field('birthDate', 'Born on', 'date', {
      required: true,
      synonyms: ['birth date', 'birthdate', 'date of birth', 'dob', 'born'],
    }),
    field('recordNumber', 'Record number', 'text', {
      required: true,
      synonyms: ['record number', 'mrn', 'medical record number', 'chart number'],
    }),
    field('phone', 'Phone', 'text', { synonyms: ['phone', 'telephone', 'mobile'] }),
    field('email', 'E-mail', 'text', { synonyms: ['email', 'e mail', 'mail'] }),
    field('remsId', 'REMS id', 'text', { synonyms: ['rems id', 'rems', 'rems number'] }),
    field('protocol', 'Protocol', 'text', {
      required: true,
      hint: 'Its code, such as isotretinoin-noa.',
      synonyms: ['protocol', 'study'],
    }),
    field('profile', 'Settings profile', 'text', {
      hint: 'Empty takes the usual one.',
      synonyms: ['profile'],
    }),
    field('arm', 'Arm', 'text', { required: true, synonyms: ['arm', 'group'] }),
    field('consentOn', 'Consent on', 'date', {
      required: true,
      synonyms: ['consent', 'consent date', 'consented'],
    }),
    field('enrolledOn', 'Enrolled on', 'date', {
      required: true,
      synonyms: ['enrolled', 'enrollment date', 'enrolment date', 'enrolled on'],
    }),
    choice('endStatus', 'End', enrollmentOutcomes, {
      hint: 'Empty while he is on the protocol.',
      synonyms: ['end status', 'outcome', 'status'],
    }),
    field('endedOn', 'Ended on', 'date', { synonyms: ['ended', 'end date', 'ended on'] }),
    field('endReason', 'Reason of the end', 'text', { synonyms: ['end reason'] }),
  ],
  example: {
    studyId: 'NYC-0001',
    givenName: 'Sample',
    familyName: 'Patient',
    birthDate: '1988-03-01',
    recordNumber: 'MRN-0001',
    protocol: 'isotretinoin-noa',
    arm: 'isotretinoin',
    consentOn: '2026-01-05',
    enrolledOn: '2026-01-05',
  },
};

export const importKindDefinitions: Readonly<Record<ImportKind, ImportKindDefinition>> = {
  patients,
  baseline,
  history,
  doses,
  visits,
  labs,
  semen,
  procedures,
};

export function fieldOf(kind: ImportKind, key: string): ImportField | null {
  return importKindDefinitions[kind].fields.find((one) => one.key === key) ?? null;
}
