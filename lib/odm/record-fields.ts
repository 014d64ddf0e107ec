import { certainties } from '@/lib/core/certainty';
import { ctcaeVersions } from '@/lib/ctcae/term';
import {
  adverseEventOutcomes,
  ctcaeTermNames,
  drugActionLabels,
  otherTerm,
  outcomeLabels,
  relatednessLabels,
  seriousnessLabels,
} from '@/lib/records/adverse-event';
import type { RecordContent } from '@/lib/records/clinical-record';
import { drugClassLabels } from '@/lib/records/concomitant-drug';
import { unknownAnswer } from '@/lib/records/finding';
import { type FindingDefinition, type FindingKey, findings } from '@/lib/records/findings';
import {
  embryoOriginNames,
  embryoStageNames,
  spermSourceNames,
  transferOutcomeNames,
} from '@/lib/records/icsi-cycle';
import { injectionExceptionLabels } from '@/lib/records/injection-exception';
import { complicationNames } from '@/lib/records/post-operative-check';
import { histologyNames, procedureNames, sides } from '@/lib/records/procedure';
import { questionnaires } from '@/lib/records/questionnaire';
import { type RecordKind, recordKinds } from '@/lib/records/record';
import { remsCategoryLabels } from '@/lib/records/rems-check';
import { collectionSites } from '@/lib/records/semen-analysis';
import { findingStates } from '@/lib/records/sperm-finding';
import type { LabResult } from '@/lib/records/standardize-lab-result';
import {
  type SymptomKey,
  symptomAnswerLabels,
  symptomKeys,
  symptomScales,
  symptoms,
} from '@/lib/records/symptoms';
import { doseRoutes, doseUnits, drugNames, holdReasons, stopReasons } from '@/lib/records/therapy';
import { vitalSignFields, weightUnits } from '@/lib/records/vital-signs';
import { analytes } from '@/lib/units/analytes';
import { bloodAnalyteKeys } from '@/lib/units/blood-analytes';
import { comparators } from '@/lib/units/quantity';
import { unitCodes } from '@/lib/units/unit-codes';
import {
  choice,
  date,
  enumerated,
  type Field,
  type Fields,
  type FieldsOf,
  flag,
  type Item,
  type ItemUnit,
  integer,
  key,
  labelled,
  measured,
  number,
  typed,
} from './item';

const note = typed('Note');
const answerList = enumerated('certainty', certainties);
const answer = (label: string) => choice(label, answerList);

const drug = choice('Drug', labelled('drug', drugNames));
const term = choice(
  'CTCAE term',
  labelled('ctcae-term', { ...ctcaeTermNames, [otherTerm]: 'Other' }),
);
const ctcaeVersion = choice('CTCAE version', enumerated('ctcae-version', ctcaeVersions));
const histologyList = labelled('histology', histologyNames);
const histology = (label: string) => choice(label, histologyList);

const spermFinding = {
  state: choice('Finding', enumerated('sperm-finding', findingStates)),
  motile: integer('Motile sperm counted', '{#}'),
  immotile: integer('Immotile sperm counted', '{#}'),
  normal: integer('Morphologically normal motile sperm counted', '{#}'),
};

/** What the forms of ODM ask, by kind of record. Findings are one question each: see `findingFields`. */
const contentFields: {
  readonly [Kind in Exclude<RecordKind, 'finding' | 'symptom-check'>]: FieldsOf<
    RecordContent<Kind>
  >;
} = {
  'lab-report': { laboratory: typed('Laboratory') },
  'semen-analysis': {
    neat: { nested: spermFinding },
    pellet: {
      nested: {
        ...spermFinding,
        gForce: number('Centrifugation', '[g]'),
        minutes: number('Centrifugation time', 'min'),
        fields: integer('Fields examined'),
        volumeExaminedMl: number('Volume of pellet examined', 'mL'),
      },
    },
    volumeMl: number('Volume', 'mL'),
    concentrationMillionPerMl: number('Concentration', '10*6/mL'),
    motility: {
      nested: {
        total: number('Total motility', '%'),
        progressive: number('Progressive motility', '%'),
        nonProgressive: number('Non-progressive motility', '%'),
        immotile: number('Immotile', '%'),
      },
    },
    normalMorphologyPercent: number('Normal morphology', '%'),
    abstinenceDays: number('Abstinence', 'd'),
    whoEdition: integer('Edition of the WHO manual'),
    roundCellsMillionPerMl: number('Round cells', '10*6/mL'),
    leukocytesMillionPerMl: number('Leukocytes', '10*6/mL'),
    vitalityPercent: number('Vitality', '%'),
    ph: number('pH', '[pH]'),
    liquefactionMinutes: number('Liquefaction', 'min'),
    eggNumber: integer('Eggs expected or retrieved'),
    vialsFrozen: integer('Vials frozen'),
    collectionSite: choice('Collected at', enumerated('collection-site', collectionSites)),
    note,
  },
  'vital-signs': {
    weight: {
      nested: {
        value: measured('Weight as entered', 'unit'),
        unit: choice('Unit of weight', enumerated('weight-unit', weightUnits)),
        kilograms: number('Weight', 'kg'),
        conversionId: key('Conversion of weight'),
      },
    },
    bloodPressure: {
      nested: {
        systolic: number('Systolic blood pressure', 'mm[Hg]'),
        diastolic: number('Diastolic blood pressure', 'mm[Hg]'),
      },
    },
    confirmed: {
      list: 'Unusual values confirmed',
      each: choice('Confirmed', enumerated('vital-sign', vitalSignFields)),
    },
    note,
  },
  dose: {
    drug,
    amount: measured('Amount of one dose', 'unit'),
    unit: choice('Unit of dose', enumerated('dose-unit', doseUnits)),
    route: choice('Route', enumerated('route', doseRoutes)),
    timesPerDay: integer('Times on a day'),
    everyDays: integer('Every how many days', 'd'),
    startsAfterDays: integer('First dose so many days later', 'd'),
    reason: typed('Reason'),
  },
  hold: {
    reason: choice('Reason', enumerated('hold-reason', holdReasons)),
    note,
    flagId: key('Flag that led to it'),
  },
  resume: { reason: typed('Reason') },
  stop: { drug, reason: choice('Reason', enumerated('stop-reason', stopReasons)), note },
  'rems-check': {
    enrolledOn: date('Enrolled in the REMS on'),
    category: choice('Category', labelled('rems-category', remsCategoryLabels)),
    consentOn: date('Consent on'),
    consentVersion: typed('Version of the consent form'),
    counseledOn: date('Counseled on'),
    coupleCounseledOn: date('Couple counseled on'),
    bloodDonationAcknowledged: flag('No blood donation acknowledged'),
    noSharingAcknowledged: flag('No sharing of the drug acknowledged'),
    note,
  },
  dispensing: {
    prescribedOn: date('Prescribed on'),
    dispenseBy: date('Dispense by'),
    quantity: integer('Capsules'),
    strengthMg: number('Strength of a capsule', 'mg'),
    daysSupply: integer('Days of supply', 'd'),
    refills: integer('Refills'),
    pickedUpOn: date('Picked up on'),
    capsulesReturned: integer('Capsules returned'),
    note,
    authorizationPresent: flag('The pharmacy has an authorization'),
  },
  procedure: {
    kind: choice('Procedure', labelled('procedure', procedureNames)),
    earlierReason: typed('Why earlier than the interval'),
    side: choice('Side', enumerated('side', sides)),
    minutes: integer('Operating time', 'min'),
    spermFound: answer('Sperm found'),
    spermFoundLeft: answer('Sperm found, left'),
    spermFoundRight: answer('Sperm found, right'),
    sufficientForAllEggs: answer('Enough for every egg'),
    cryopreserved: answer('Frozen'),
    vialsFrozen: integer('Vials frozen'),
    histology: histology('Histology'),
    histologyLeft: histology('Histology, left'),
    histologyRight: histology('Histology, right'),
    eggNumber: integer('Eggs retrieved'),
    note,
  },
  'concomitant-drug': {
    name: typed('Name'),
    drugClass: choice('Kind of drug', labelled('drug-class', drugClassLabels)),
    startedOn: date('Since'),
    stoppedOn: date('Stopped on'),
    ongoing: flag('Still taken'),
    note,
  },
  'adverse-event': {
    term,
    description: typed('In words'),
    systemOrganClass: key('System organ class of a term that CTCAE does not have'),
    ctcaeVersion,
    grades: {
      list: 'Grades',
      each: { from: date('From'), grade: integer('CTCAE grade') },
    },
    endedOn: date('Ended on'),
    serious: answer('Serious'),
    seriousness: {
      list: 'Criteria of seriousness',
      each: choice('Criterion', labelled('seriousness', seriousnessLabels)),
    },
    relatedness: choice('Related to the drug', labelled('relatedness', relatednessLabels)),
    action: choice('Action taken with the drug', labelled('drug-action', drugActionLabels)),
    outcome: choice(
      'Outcome',
      labelled('adverse-event-outcome', {
        ...Object.fromEntries(adverseEventOutcomes.map((one) => [one, outcomeLabels[one]])),
      }),
    ),
    suggestedBy: key('Record that suggested it'),
    suggestedGrade: integer('Grade that was suggested'),
    note,
  },
  'adverse-event-dismissal': {
    term,
    ctcaeVersion,
    grade: integer('CTCAE grade'),
    suggestedBy: key('Record that suggested it'),
    reason: typed('Reason'),
  },
  questionnaire: {
    instrument: choice('Instrument', enumerated('instrument', questionnaires)),
    total: integer('Total', '{score}'),
    item9: integer('Item 9', '{score}'),
    note,
  },
  'drug-return': {
    quantity: integer('Capsules'),
    strengthMg: number('Strength of a capsule', 'mg'),
    note,
  },
  'injection-exception': {
    kind: choice('What was different', labelled('injection-exception', injectionExceptionLabels)),
    drug,
    reason: typed('Reason'),
    givenOn: date('Given on'),
    amount: number('Amount given'),
  },
  'icsi-cycle': {
    partnerId: key('Partner'),
    spermSource: choice('Sperm', labelled('sperm-source', spermSourceNames)),
    eggsRetrieved: integer('Eggs retrieved'),
    eggsMature: integer('Mature eggs'),
    fertilized: integer('Fertilized (2PN)'),
    embryos: integer('Embryos'),
    embryosFrozen: integer('Embryos frozen'),
    euploid: integer('Euploid'),
    transfers: {
      list: 'Embryo transfers',
      each: {
        on: date('Transferred on'),
        embryos: integer('Embryos transferred'),
        origin: choice('Embryos', labelled('embryo-origin', embryoOriginNames)),
        stage: choice('Stage', labelled('embryo-stage', embryoStageNames)),
        biochemicalPregnancy: answer('Biochemical pregnancy'),
        clinicalPregnancy: answer('Clinical pregnancy'),
        outcome: choice('Outcome', labelled('transfer-outcome', transferOutcomeNames)),
        outcomeOn: date('Outcome on'),
        liveBorn: integer('Born alive'),
      },
    },
    note,
  },
  'post-operative-check': {
    noneSeen: answer('No complication seen'),
    complications: {
      list: 'Complications',
      each: {
        kind: choice('Complication', labelled('complication', complicationNames)),
        from: date('From'),
        resolved: answer('Resolved'),
        note,
      },
    },
    note,
  },
};

const symptomScaleList = (scale: keyof typeof symptomScales) =>
  labelled(
    `symptom-${scale}`,
    Object.fromEntries(symptomScales[scale].map((one) => [one, symptomAnswerLabels[one]])),
  );

const symptomItem = (symptom: SymptomKey): Item =>
  choice(symptoms[symptom].label, symptomScaleList(symptoms[symptom].scale));

const symptomFields: Fields = {
  answers: { nested: Object.fromEntries(symptomKeys.map((one) => [one, symptomItem(one)])) },
  unchanged: flag('Nothing has changed since last time'),
  note,
};

const findingUnits: Readonly<Record<string, ItemUnit>> = {
  mL: 'mL',
  months: 'mo',
  'kg/m²': 'kg/m2',
  points: '{score}',
};

const unknown = { [unknownAnswer]: 'Unknown' };

function findingItem(finding: FindingKey): Item {
  const { question, answer: kind }: FindingDefinition = findings[finding];
  switch (kind.kind) {
    case 'yes-no':
      return answer(question);
    case 'choice':
      return choice(question, labelled(`finding-${finding}`, { ...kind.options, ...unknown }));
    case 'number':
      return number(question, findingUnits[kind.unit] ?? null);
    case 'date':
      return date(question);
  }
}

const findingEntries = Object.entries(findings) as [FindingKey, FindingDefinition][];

/** One item for each question, because each has an answer of its own kind. */
const findingFields: Fields = {
  finding: choice(
    'Question',
    labelled(
      'finding',
      Object.fromEntries(findingEntries.map(([finding, { question }]) => [finding, question])),
    ),
  ),
  answer: {
    nested: Object.fromEntries(findingEntries.map(([finding]) => [finding, findingItem(finding)])),
  },
  unknown: flag('The answer is unknown'),
  note,
};

/** The content of a finding with its answer under the question. */
export function findingContent(content: {
  readonly finding: string;
  readonly answer: unknown;
}): object {
  const { finding, answer: given, ...rest } = content;
  const { answer: kind }: FindingDefinition = findings[finding as FindingKey];
  const isUnknown = given === unknownAnswer;
  const hasLevel = kind.kind === 'yes-no' || kind.kind === 'choice';
  return {
    ...rest,
    finding,
    unknown: isUnknown,
    answer: isUnknown && !hasLevel ? {} : { [finding]: given },
  };
}

const unitList = enumerated('unit', unitCodes);

const labResultFields: FieldsOf<LabResult> = {
  analyte: choice('Analyte', {
    name: 'analyte',
    levels: bloodAnalyteKeys.map((one) => ({
      key: one,
      label: analytes[one].name,
      loinc: analytes[one].standard.loinc,
    })),
  }),
  valueText: key('Value as reported'),
  value: measured('Value', 'unit'),
  comparator: choice('Comparator', enumerated('comparator', comparators)),
  unit: choice('Unit as reported', unitList),
  standardValue: measured('Value in the standard unit', 'standardUnit'),
  standardUnit: choice('Standard unit', unitList),
  conversionId: key('Conversion'),
  laboratoryFactor: number('Conversion factor of the laboratory'),
  referenceLow: measured('Reference range, lower end', 'unit'),
  referenceHigh: measured('Reference range, upper end', 'unit'),
  fasting: flag('Fasting'),
  softLimitId: key('Unusual value, confirmed'),
  unitJumpId: key('Jump from the value before, confirmed'),
};

const results: Field = { list: 'Results', each: labResultFields };

export const recordTitles: Readonly<Record<RecordKind, string>> = {
  'lab-report': 'Laboratory report',
  'semen-analysis': 'Semen analysis',
  'symptom-check': 'Symptom check',
  'vital-signs': 'Vital signs',
  dose: 'Dose',
  hold: 'Hold',
  resume: 'Resume',
  stop: 'Stop',
  'rems-check': 'REMS check',
  dispensing: 'Dispensing',
  procedure: 'Procedure',
  finding: 'Finding',
  'concomitant-drug': 'Concomitant drug',
  'adverse-event': 'Adverse event',
  'adverse-event-dismissal': 'Suggestion of an adverse event, dismissed',
  questionnaire: 'Questionnaire',
  'drug-return': 'Return of capsules',
  'injection-exception': 'Injection not given as planned',
  'icsi-cycle': 'ICSI cycle',
  'post-operative-check': 'Check after an operation',
};

function fieldsOfKind(kind: RecordKind): Fields {
  switch (kind) {
    case 'finding':
      return findingFields;
    case 'symptom-check':
      return symptomFields;
    case 'lab-report':
      return { ...contentFields['lab-report'], results };
    default:
      return contentFields[kind];
  }
}

export const recordFields = Object.fromEntries(
  recordKinds.map((kind) => [kind, fieldsOfKind(kind)]),
) as Readonly<Record<RecordKind, Fields>>;
