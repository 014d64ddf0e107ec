import type { Certainty } from '@/lib/core/certainty';
import { type CivilDate, type Day, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { studyDay } from '@/lib/dates/study-day';
import { type ClinicalRecord, type RecordOf, recordsOf } from '@/lib/records/clinical-record';
import { type CycleTotals, cycleTotals } from '@/lib/records/cycle-totals';
import { entryOfRecord } from '@/lib/records/entry-of-record';
import {
  embryoStageNames,
  type IcsiCycle,
  pregnanciesOf,
  spermSourceNames,
  type Transfer,
  type TransferOutcome,
  transferOutcomeNames,
} from '@/lib/records/icsi-cycle';
import { type Partner, partnerLabel } from '@/lib/records/partner';
import {
  type Complication,
  complicationNames,
  isAnswered,
} from '@/lib/records/post-operative-check';
import {
  histologyInWords,
  histologyNames,
  overallHistology,
  procedureNames,
  type TesticularProcedure,
} from '@/lib/records/procedure';
import type { RecordEntryInput } from '@/lib/records/record-entry';
import { analytes } from '@/lib/units/analytes';
import { unitLabels } from '@/lib/units/unit-codes';
import type { Course } from './course';
import { daysSinceLastDose, describeExposure } from './exposure';
import type { Therapy } from './therapy';

/** What the page of one man's operations and cycles shows, each newest first. */
export interface ProcedureList {
  readonly operations: readonly ListedOperation[];
  readonly cycles: readonly ListedCycle[];
  /** Of the cycles above. */
  readonly totals: CycleTotals;
  /** Cycles that say how many embryos were euploid, none of them included. */
  readonly euploidStatedIn: number;
}

interface Dated {
  readonly on: CivilDate;
  /** Null before the first dose is known. */
  readonly studyDay: number | null;
  /** Null where the protocol gives no drug: there is no dose to be far from. */
  readonly exposure: string | null;
}

export interface ListedOperation extends Dated {
  readonly recordId: string;
  readonly name: string;
  /** "Left", "Both sides", "side not recorded". */
  readonly side: string;
  /** "sperm found", and each side where the report tells them apart. */
  readonly sperm: readonly string[];
  /** "enough for every egg; 3 vials frozen". */
  readonly yield: string;
  readonly histology: readonly string[];
  readonly earlierReason: string;
  readonly complications: readonly ListedComplication[];
  readonly checks: readonly ListedCheck[];
  /** Hormones and IIEF-5 of the time after it, until the next operation. */
  readonly after: readonly ListedResult[];
}

export interface ListedComplication {
  readonly id: string;
  readonly name: string;
  readonly from: CivilDate | null;
  readonly resolved: Certainty;
  readonly note: string;
}

export interface ListedCheck {
  readonly recordId: string;
  readonly on: CivilDate;
  readonly says: string;
}

export interface ListedResult {
  readonly recordId: string;
  readonly on: CivilDate;
  readonly label: string;
  readonly value: string;
}

export interface ListedCycle extends Dated {
  readonly recordId: string;
  /** "Partner 1", "consent not recorded". */
  readonly partner: string;
  readonly sperm: string;
  readonly counts: readonly { readonly label: string; readonly value: string }[];
  readonly transfers: readonly ListedTransfer[];
  /** Some outcome is still awaited or a pregnancy goes on. */
  readonly isOpen: boolean;
  readonly entry: RecordEntryInput;
}

export interface ListedTransfer extends Dated {
  readonly id: string;
  readonly embryos: string;
  readonly pregnancy: string;
  readonly outcome: string;
  readonly outcomeOn: CivilDate | null;
  readonly kind: TransferOutcome;
}

export function procedureList(
  course: Course,
  therapy: Therapy,
  partners: readonly Partner[],
): ProcedureList {
  const records = course.records.filter(({ voided }) => !voided);
  const dated = (on: Day): Dated => ({
    on: toCivilDate(on),
    studyDay: therapy.firstDoseOn === null ? null : studyDay(therapy.firstDoseOn, on),
    exposure:
      therapy.firstDoseOn === null ? null : describeExposure(daysSinceLastDose(therapy, on)),
  });
  const operations = testicular(records);
  const cycles = newestFirst(recordsOf(records, 'icsi-cycle'));
  return {
    operations: operations.map((operation, index) =>
      listedOperation(operation, dated(operation.on), {
        records,
        until: operations[index - 1]?.on ?? null,
      }),
    ),
    cycles: cycles.map((cycle) => listedCycle(cycle, dated, partners)),
    totals: cycleTotals(cycles.map(({ content }) => content)),
    euploidStatedIn: cycles.filter(({ content }) => content.euploid !== null).length,
  };
}

type Operation = Pick<RecordOf<'procedure'>, 'id' | 'on'> & {
  readonly content: TesticularProcedure;
};

function testicular(records: readonly ClinicalRecord[]): Operation[] {
  return newestFirst(
    recordsOf(records, 'procedure').flatMap(({ id, on, content }) =>
      content.kind === 'oocyte-retrieval' ? [] : [{ id, on, content }],
    ),
  );
}

function newestFirst<Item extends { readonly id: string; readonly on: Day }>(
  items: readonly Item[],
): Item[] {
  return items.toSorted((one, other) => other.on - one.on || (one.id < other.id ? 1 : -1));
}

interface Aftermath {
  readonly records: readonly ClinicalRecord[];
  /** The next operation; null for the newest. */
  readonly until: Day | null;
}

const sideNames = { left: 'Left', right: 'Right', both: 'Both sides' } as const;
const spermWords = {
  yes: 'sperm found',
  no: 'no sperm found',
  unknown: 'sperm: not stated',
} as const;
const enoughWords = {
  yes: 'enough for every egg',
  no: 'not enough for every egg',
  unknown: 'enough for every egg: not stated',
} as const;
const frozenWords = { yes: 'frozen', no: 'none frozen', unknown: 'frozen: not stated' } as const;

function listedOperation(
  { id, on, content }: Operation,
  dated: Dated,
  { records, until }: Aftermath,
): ListedOperation {
  const isAfter = (day: Day) => day >= on && (until === null || day < until);
  const checks = recordsOf(records, 'post-operative-check').filter((check) => isAfter(check.on));
  const { side, spermFound, spermFoundLeft, spermFoundRight, histologyLeft, histologyRight } =
    content;
  return {
    ...dated,
    recordId: id,
    name: procedureNames[content.kind],
    side: side === null ? 'side not recorded' : sideNames[side],
    sperm: [
      spermWords[spermFound],
      ...(spermFoundLeft === 'unknown' ? [] : [`left: ${spermWords[spermFoundLeft]}`]),
      ...(spermFoundRight === 'unknown' ? [] : [`right: ${spermWords[spermFoundRight]}`]),
    ],
    yield: yieldOf(content),
    histology: [
      ...overallPattern(content),
      ...(histologyLeft === null ? [] : [`left: ${histologyInWords(histologyLeft)}`]),
      ...(histologyRight === null ? [] : [`right: ${histologyInWords(histologyRight)}`]),
    ],
    earlierReason: content.earlierReason,
    complications: checks.flatMap((check) =>
      check.content.complications.map((one, index) =>
        listedComplication(`${check.id} ${index}`, one),
      ),
    ),
    checks: checks
      .toSorted((one, other) => one.on - other.on)
      .map((check) => ({
        recordId: check.id,
        on: toCivilDate(check.on),
        says: checkSays(check.content),
      })),
    after: resultsAfter(records, (day) => isAfter(day) && day > on),
  };
}

/** Nothing where the sides say it all: they differ, and no overall pattern is stated. */
function overallPattern(content: TesticularProcedure): string[] {
  const { histologyLeft, histologyRight } = content;
  const pattern = overallHistology(content);
  if (pattern !== null) {
    return [histologyNames[pattern]];
  }
  return histologyLeft === null && histologyRight === null
    ? [histologyNames[content.histology]]
    : [];
}

function yieldOf({
  spermFound,
  sufficientForAllEggs,
  cryopreserved,
  vialsFrozen,
}: TesticularProcedure): string {
  if (spermFound === 'no') {
    return 'nothing to use or freeze';
  }
  const frozen =
    vialsFrozen === null
      ? frozenWords[cryopreserved]
      : `${vialsFrozen} vial${vialsFrozen === 1 ? '' : 's'} frozen`;
  return `${enoughWords[sufficientForAllEggs]}; ${frozen}`;
}

function listedComplication(
  id: string,
  { kind, from, resolved, note }: Complication,
): ListedComplication {
  return { id, name: complicationNames[kind], from, resolved, note };
}

function checkSays(content: RecordOf<'post-operative-check'>['content']): string {
  if (!isAnswered(content)) {
    return 'complications not looked for';
  }
  const { complications } = content;
  return complications.length === 0
    ? 'no complication seen'
    : complications.map(({ kind }) => complicationNames[kind].toLowerCase()).join(', ');
}

/** What S2 and S3 follow after an operation (C§1.3.1, C§1.4). */
const followedAnalytes = ['testosterone_total', 'lh', 'fsh'] as const;

function resultsAfter(
  records: readonly ClinicalRecord[],
  isAfter: (day: Day) => boolean,
): ListedResult[] {
  const hormones = recordsOf(records, 'lab-report')
    .filter(({ on }) => isAfter(on))
    .flatMap(({ id, on, results }) =>
      results
        .filter(({ analyte }) => followedAnalytes.some((followed) => followed === analyte))
        .map((result) => ({
          recordId: id,
          on: toCivilDate(on),
          label: analytes[result.analyte].label,
          value: `${result.valueText} ${unitLabels[result.unit]}`,
        })),
    );
  const function5 = recordsOf(records, 'finding')
    .filter(({ on, content }) => content.finding === 'iief-5' && isAfter(on))
    .map(({ id, on, content }) => ({
      recordId: id,
      on: toCivilDate(on),
      label: 'IIEF-5',
      value: String(content.answer),
    }));
  return [...hormones, ...function5].sort(
    (one, other) => one.on.localeCompare(other.on) || one.label.localeCompare(other.label),
  );
}

function listedCycle(
  record: RecordOf<'icsi-cycle'>,
  dated: (on: Day) => Dated,
  partners: readonly Partner[],
): ListedCycle {
  const { content } = record;
  const partner = partners.find(({ id }) => id === content.partnerId);
  return {
    ...dated(record.on),
    recordId: record.id,
    partner: partner === undefined ? 'consent not recorded' : partnerLabel(partner),
    sperm: spermSourceNames[content.spermSource],
    counts: countsOf(content),
    transfers: content.transfers
      .map((transfer, index) => ({
        ...dated(toDay(transfer.on)),
        ...listedTransfer(transfer),
        id: `${record.id} ${index}`,
      }))
      .toSorted((one, other) => one.on.localeCompare(other.on)),
    isOpen: content.transfers.some(({ outcome }) => outcome === 'awaited' || outcome === 'ongoing'),
    entry: entryOfRecord(record),
  };
}

function countsOf(cycle: IcsiCycle): ListedCycle['counts'] {
  const counted = [
    ['eggs', cycle.eggsRetrieved],
    ['mature', cycle.eggsMature],
    ['fertilized', cycle.fertilized],
    ['embryos', cycle.embryos],
    ['euploid', cycle.euploid],
    ['frozen', cycle.embryosFrozen],
  ] as const;
  return counted.map(([label, count]) => ({
    label,
    value: count === null ? 'not recorded' : String(count),
  }));
}

function listedTransfer(transfer: Transfer): Omit<ListedTransfer, keyof Dated | 'id'> {
  const { embryos, origin, stage, outcome, outcomeOn, liveBorn } = transfer;
  const born = liveBorn === null || liveBorn === 0 ? '' : `, ${liveBorn} born alive`;
  const parts = [
    `${embryos} ${origin === 'fresh' ? 'fresh' : 'thawed'}`,
    ...(stage === 'unknown' ? [] : [embryoStageNames[stage].toLowerCase()]),
  ];
  return {
    embryos: parts.join(', '),
    pregnancy: pregnancyWords(transfer),
    outcome: `${transferOutcomeNames[outcome]}${born}`,
    outcomeOn,
    kind: outcome,
  };
}

function pregnancyWords(transfer: Transfer): string {
  const { biochemical, clinical } = pregnanciesOf(transfer);
  if (clinical === 'yes') {
    return 'clinical';
  }
  if (biochemical === 'yes') {
    return clinical === 'no' ? 'biochemical only' : 'biochemical; clinical not known yet';
  }
  return biochemical === 'no' ? 'none' : 'not known yet';
}
