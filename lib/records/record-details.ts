import type { Certainty } from '@/lib/core/certainty';
import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import { analytes } from '@/lib/units/analytes';
import { unitLabels } from '@/lib/units/unit-codes';
import {
  ctcaeTermNames,
  drugActionLabels,
  outcomeLabels,
  relatednessLabels,
  seriousnessLabels,
} from './adverse-event';
import type { ClinicalRecord, RecordContent } from './clinical-record';
import { drugClassLabels } from './concomitant-drug';
import { describeAnswer } from './finding';
import { findings } from './findings';
import {
  embryoOriginNames,
  embryoStageNames,
  spermSourceNames,
  type Transfer,
  transferOutcomeNames,
} from './icsi-cycle';
import { complicationNames } from './post-operative-check';
import { type Histology, histologyNames, procedureNames } from './procedure';
import type { NewRecord } from './record-entry';
import { remsCategoryLabels } from './rems-check';
import { isSpermSeen, type SpermFinding } from './sperm-finding';
import type { LabResult } from './standardize-lab-result';
import { symptomAnswerLabels, symptomKeys, symptoms } from './symptoms';
import { drugNames } from './therapy';
import {
  doseRouteLabels,
  doseUnitLabels,
  holdReasonLabels,
  stopReasonLabels,
} from './therapy-labels';

/** One field of a record as it is read: what is unknown says so. */
export interface RecordDetail {
  readonly term: string;
  readonly value: string;
  readonly unit: string | null;
  /** What helps to read the value: a reference range, the value in standard units. */
  readonly note: string | null;
}

type Recorded = Pick<ClinicalRecord, 'kind' | 'content' | 'results'>;

/** Every field of a record's content, in the order of its form. */
export function recordDetails(recorded: Recorded): readonly RecordDetail[] {
  // `kind` and `content` go together, which TypeScript forgets when they are picked.
  const record = recorded as ClinicalRecord;
  switch (record.kind) {
    case 'lab-report':
      return [text('Laboratory', record.content.laboratory), ...record.results.map(labResult)];
    case 'semen-analysis':
      return semen(record.content);
    case 'symptom-check':
      return symptomCheck(record.content);
    case 'vital-signs':
      return vitalSigns(record.content);
    case 'dose':
      return dose(record.content);
    case 'hold':
      return [text('Reason', holdReasonLabels[record.content.reason]), note(record.content.note)];
    case 'resume':
      return [text('Reason', record.content.reason)];
    case 'stop':
      return [
        text('Stopped', stoppedTherapy(record.content)),
        text('Reason', stopReasonLabels[record.content.reason]),
        note(record.content.note),
      ];
    case 'rems-check':
      return remsCheck(record.content);
    case 'dispensing':
      return dispensing(record.content);
    case 'procedure':
      return procedure(record.content);
    case 'finding':
      return finding(record.content);
    case 'concomitant-drug':
      return concomitantDrug(record.content);
    case 'adverse-event':
      return adverseEvent(record.content);
    case 'adverse-event-dismissal':
      return [
        text('Term', ctcaeTermNames[record.content.term] ?? record.content.term),
        text('CTCAE', `version ${record.content.ctcaeVersion}`),
        text('Grade', record.content.grade && String(record.content.grade), 'none suggested'),
        text('Reason', record.content.reason),
      ];
    case 'questionnaire':
      return [
        text('PHQ-9 total', String(record.content.total)),
        text('Item 9', String(record.content.item9)),
        note(record.content.note),
      ];
    case 'drug-return':
      return [
        number('Returned', record.content.quantity, 'capsules'),
        number('Strength', record.content.strengthMg, 'mg'),
        note(record.content.note),
      ];
    case 'injection-exception':
      return injectionException(record.content);
    case 'icsi-cycle':
      return icsiCycle(record.content);
    case 'post-operative-check':
      return postOperativeCheck(record.content);
  }
}

function stoppedTherapy({ drug }: RecordContent<'stop'>): string {
  return drug === null ? 'all therapy' : drugNames[drug];
}

function adverseEvent(content: RecordContent<'adverse-event'>): RecordDetail[] {
  const { term, grades, endedOn, serious, seriousness } = content;
  return [
    text('Term', ctcaeTermNames[term] ?? 'no term of CTCAE'),
    text('Described as', content.description),
    ...(content.systemOrganClass === '' ? [] : [text('Class', content.systemOrganClass)]),
    text('CTCAE', `version ${content.ctcaeVersion}`),
    ...grades.map(({ from, grade }) => text(`Grade from ${from}`, String(grade))),
    text('Ended', endedOn, 'goes on'),
    answer('Serious', serious),
    text(
      'Seriousness',
      seriousness.map((key) => seriousnessLabels[key]).join('; '),
      'no criterion',
    ),
    text('Related to the drug', relatednessLabels[content.relatedness]),
    text('Action', drugActionLabels[content.action]),
    text('Outcome', outcomeLabels[content.outcome]),
    note(content.note),
  ];
}

function injectionException(content: RecordContent<'injection-exception'>): RecordDetail[] {
  const given =
    content.kind === 'moved'
      ? [text('Given on', content.givenOn)]
      : content.kind === 'other-dose'
        ? [number('Given', content.amount, 'IU')]
        : [];
  return [
    text('Drug', drugNames[content.drug]),
    text('Exception', content.kind.replaceAll('-', ' ')),
    ...given,
    text('Reason', content.reason),
  ];
}

/** What every record has beside its content. */
export function headerDetails({
  on,
  time,
  source,
}: Pick<ClinicalRecord, 'on' | 'time' | 'source'>): readonly RecordDetail[] {
  return [
    text('Date', toCivilDate(on)),
    text('Time', time),
    text('Source', source, 'recorded at the clinic'),
  ];
}

/** The details of a record that is not stored yet, as they would read. */
export function entryDetails({ time, source, ...entry }: NewRecord, on: Day) {
  return [...headerDetails({ on, time, source }), ...recordDetails(entry as Recorded)];
}

function text(term: string, value: string | null, unknown = 'not recorded'): RecordDetail {
  return { term, value: value || unknown, unit: null, note: null };
}

function note(value: string): RecordDetail {
  return text('Note', value, 'none');
}

function number(term: string, value: number | null, unit: string): RecordDetail {
  return value === null
    ? text(term, null)
    : { term, value: value.toLocaleString('en-US'), unit, note: null };
}

function done(term: string, isDone: boolean): RecordDetail {
  return text(term, isDone ? 'yes' : null);
}

const resolvedWords: Record<Certainty, string> = {
  yes: 'resolved',
  no: 'not resolved',
  unknown: 'resolved: not stated',
};

const answerWords: Record<Certainty, string> = { yes: 'yes', no: 'no', unknown: 'not stated' };

function answer(term: string, given: Certainty): RecordDetail {
  return text(term, answerWords[given]);
}

function labResult(result: LabResult): RecordDetail {
  return {
    term: analytes[result.analyte].label,
    value: result.valueText,
    unit: unitLabels[result.unit],
    note: [standardized(result), referenceRange(result), fasting(result)]
      .filter((part) => part !== null)
      .join('; '),
  };
}

function standardized(result: LabResult): string | null {
  const { analyte, unit, standardValue, standardUnit, comparator } = result;
  if (standardValue === null || standardUnit === null) {
    return 'not comparable: the laboratory’s factor is missing';
  }
  const { decimals } = analytes[analyte].standard;
  return standardUnit === unit
    ? null
    : `= ${comparator ?? ''}${standardValue.toFixed(decimals)} ${unitLabels[standardUnit]}`;
}

function referenceRange({ referenceLow, referenceHigh }: LabResult): string {
  if (referenceLow === null && referenceHigh === null) {
    return 'no reference range';
  }
  if (referenceHigh === null) {
    return `reference from ${referenceLow}`;
  }
  return referenceLow === null
    ? `reference to ${referenceHigh}`
    : `reference ${referenceLow}–${referenceHigh}`;
}

function fasting(result: LabResult): string | null {
  if (result.fasting === null) {
    return null;
  }
  return result.fasting ? 'fasting' : 'not fasting';
}

const findingWords = {
  'not-examined': 'not examined',
  'no-sperm-seen': 'no sperm seen',
  'sperm-seen': 'sperm seen',
} as const;

function spermFinding(name: string, found: SpermFinding): RecordDetail[] {
  const state = text(name, findingWords[found.state]);
  return isSpermSeen(found)
    ? [
        state,
        number(`${name}: motile`, found.motile, 'sperm'),
        number(`${name}: immotile`, found.immotile, 'sperm'),
        number(`${name}: normal among the motile`, found.normal, 'sperm'),
      ]
    : [state];
}

export const collectionSiteLabels = {
  clinic: 'At the clinic',
  home: 'At home',
  elsewhere: 'Elsewhere',
} as const;

function semen(content: RecordContent<'semen-analysis'>): RecordDetail[] {
  const { pellet, motility } = content;
  return [
    ...spermFinding('Neat sample', content.neat),
    ...spermFinding('Pellet', pellet),
    ...(pellet.state === 'not-examined'
      ? []
      : [
          number('Pellet: centrifuged at', pellet.gForce, 'g'),
          number('Pellet: centrifuged for', pellet.minutes, 'min'),
          number('Pellet: fields read', pellet.fields, 'fields'),
          number('Pellet: volume examined', pellet.volumeExaminedMl, 'mL'),
        ]),
    number('Volume', content.volumeMl, 'mL'),
    number('Concentration', content.concentrationMillionPerMl, '10⁶/mL'),
    number('Total motility', motility.total, '%'),
    number('Progressive', motility.progressive, '%'),
    number('Non-progressive', motility.nonProgressive, '%'),
    number('Immotile', motility.immotile, '%'),
    number('Normal forms', content.normalMorphologyPercent, '%'),
    number('Abstinence', content.abstinenceDays, 'days'),
    number('Vitality', content.vitalityPercent, '%'),
    number('pH', content.ph, ''),
    number('Liquefaction', content.liquefactionMinutes, 'min'),
    number('Round cells', content.roundCellsMillionPerMl, '10⁶/mL'),
    number('Leukocytes', content.leukocytesMillionPerMl, '10⁶/mL'),
    text('WHO manual', content.whoEdition && `edition ${content.whoEdition}`),
    number('Eggs planned', content.eggNumber, 'eggs'),
    number('Frozen', content.vialsFrozen, 'vials'),
    text('Collected', content.collectionSite && collectionSiteLabels[content.collectionSite]),
    note(content.note),
  ];
}

function symptomCheck({ answers, ...rest }: RecordContent<'symptom-check'>): RecordDetail[] {
  const asked = symptomKeys.flatMap((key) => {
    const given = answers[key];
    return given === undefined ? [] : [text(symptoms[key].label, symptomAnswerLabels[given])];
  });
  return [...asked, note(rest.note)];
}

function vitalSigns({ weight, bloodPressure, ...rest }: RecordContent<'vital-signs'>) {
  const weighed = number('Weight', weight?.value ?? null, unitLabels[weight?.unit ?? 'kg']);
  const isInKilograms = weight === null || weight.unit === 'kg';
  return [
    isInKilograms ? weighed : { ...weighed, note: `= ${weight.kilograms.toFixed(1)} kg` },
    bloodPressure === null
      ? text('Blood pressure', null)
      : {
          ...text('Blood pressure', `${bloodPressure.systolic}/${bloodPressure.diastolic}`),
          unit: 'mmHg',
        },
    note(rest.note),
  ];
}

function dose(content: RecordContent<'dose'>): RecordDetail[] {
  return [
    text('Drug', drugNames[content.drug]),
    number('Amount', content.amount, doseUnitLabels[content.unit]),
    text('Given', doseRouteLabels[content.route]),
    number('On a day', content.timesPerDay, content.timesPerDay === 1 ? 'time' : 'times'),
    number('Every', content.everyDays, content.everyDays === 1 ? 'day' : 'days'),
    number('First one after', content.startsAfterDays, 'days'),
    text('Reason', content.reason, 'none given'),
  ];
}

function remsCheck(content: RecordContent<'rems-check'>): RecordDetail[] {
  return [
    text('Counseling documented on', content.counseledOn),
    text('Couple counseled on', content.coupleCounseledOn),
    text('Enrolled in the REMS on', content.enrolledOn),
    text('Category', content.category && remsCategoryLabels[content.category]),
    text('REMS consent signed on', content.consentOn),
    text('Version of the form', content.consentVersion),
    done('Acknowledged: no blood donation', content.bloodDonationAcknowledged),
    done('Acknowledged: never shared', content.noSharingAcknowledged),
    note(content.note),
  ];
}

function dispensing(content: RecordContent<'dispensing'>): RecordDetail[] {
  return [
    text('Prescribed on', content.prescribedOn),
    done('Authorization of the pharmacy', content.authorizationPresent),
    text('Dispense by', content.dispenseBy),
    text('Picked up on', content.pickedUpOn),
    number('Quantity', content.quantity, 'capsules'),
    number('Strength', content.strengthMg, 'mg'),
    number('Lasts', content.daysSupply, 'days'),
    number('Returned', content.capsulesReturned, 'capsules'),
    note(content.note),
  ];
}

const sideWords = { left: 'left', right: 'right', both: 'both sides' } as const;

function procedure(content: RecordContent<'procedure'>): RecordDetail[] {
  const kind = text('Procedure', procedureNames[content.kind]);
  if (content.kind === 'oocyte-retrieval') {
    return [kind, number('Eggs retrieved', content.eggNumber, 'eggs'), note(content.note)];
  }
  return [
    kind,
    text('Side', content.side && sideWords[content.side]),
    number('Operating time', content.minutes, 'min'),
    answer('Sperm found', content.spermFound),
    ...(content.earlierReason === ''
      ? []
      : [text('Earlier than the interval', content.earlierReason)]),
    ...side('Left', content.spermFoundLeft, content.histologyLeft),
    ...side('Right', content.spermFoundRight, content.histologyRight),
    answer('Enough for every egg', content.sufficientForAllEggs),
    answer('Frozen', content.cryopreserved),
    number('Vials frozen', content.vialsFrozen, 'vials'),
    text('Histology', histologyNames[content.histology]),
    note(content.note),
  ];
}

/** Only what was told apart: most reports give one result for both sides. */
function side(name: string, spermFound: Certainty, histology: Histology | null): RecordDetail[] {
  return [
    ...(spermFound === 'unknown' ? [] : [answer(`${name}: sperm found`, spermFound)]),
    ...(histology === null ? [] : [text(`${name}: histology`, histologyNames[histology])]),
  ];
}

function icsiCycle(content: RecordContent<'icsi-cycle'>): RecordDetail[] {
  return [
    text('Partner’s consent', content.partnerId && 'recorded'),
    text('Sperm', spermSourceNames[content.spermSource]),
    number('Eggs retrieved', content.eggsRetrieved, 'eggs'),
    number('Mature eggs', content.eggsMature, 'eggs'),
    number('Fertilized (2PN)', content.fertilized, 'eggs'),
    number('Embryos', content.embryos, 'embryos'),
    number('Embryos frozen', content.embryosFrozen, 'embryos'),
    number('Euploid', content.euploid, 'embryos'),
    ...(content.transfers.length === 0 ? [text('Transfers', 'none')] : []),
    ...content.transfers.flatMap(transfer),
    note(content.note),
  ];
}

function transfer(content: Transfer, index: number): RecordDetail[] {
  const name = `Transfer ${index + 1}`;
  const { on, embryos, origin, stage, outcome, outcomeOn, liveBorn } = content;
  const words = [embryoOriginNames[origin], embryoStageNames[stage]].join('; ').toLowerCase();
  return [
    {
      term: name,
      value: on,
      unit: null,
      note: `${embryos} embryo${embryos === 1 ? '' : 's'}; ${words}`,
    },
    answer(`${name}: biochemical pregnancy`, content.biochemicalPregnancy),
    answer(`${name}: clinical pregnancy`, content.clinicalPregnancy),
    { term: `${name}: outcome`, value: transferOutcomeNames[outcome], unit: null, note: outcomeOn },
    ...(liveBorn === null ? [] : [number(`${name}: born alive`, liveBorn, 'children')]),
  ];
}

function postOperativeCheck(content: RecordContent<'post-operative-check'>): RecordDetail[] {
  return [
    answer('No complication seen', content.noneSeen),
    ...content.complications.map(({ kind, from, resolved, note: words }, index) => ({
      term: `Complication ${index + 1}`,
      value: complicationNames[kind],
      unit: null,
      note: [from === null ? 'start not recorded' : `from ${from}`, resolvedWords[resolved], words]
        .filter((part) => part !== '')
        .join('; '),
    })),
    note(content.note),
  ];
}

function finding(content: RecordContent<'finding'>): RecordDetail[] {
  return [
    text('Question', findings[content.finding].question),
    text('Answer', describeAnswer(content.finding, content.answer)),
    note(content.note),
  ];
}

function concomitantDrug(content: RecordContent<'concomitant-drug'>): RecordDetail[] {
  return [
    text('Drug', content.name),
    text('Kind', drugClassLabels[content.drugClass]),
    text('Since', content.startedOn),
    text('Stopped on', content.stoppedOn),
    text('Still taken', content.ongoing ? 'yes' : 'no'),
    note(content.note),
  ];
}
