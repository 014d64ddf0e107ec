import type { CtcaeGrade } from '@/lib/ctcae/term';
import { addDays, type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { AdverseEventInput } from '@/lib/records/adverse-event';
import type { DrugClass } from '@/lib/records/concomitant-drug';
import type { FindingKey } from '@/lib/records/findings';
import type { IcsiCycleInput } from '@/lib/records/icsi-cycle';
import type { PostOperativeCheckInput } from '@/lib/records/post-operative-check';
import type { ProcedureInput } from '@/lib/records/procedure';
import type { SemenAnalysisInput } from '@/lib/records/semen-analysis';
import type { SymptomAnswers } from '@/lib/records/symptom-check';
import {
  type SymptomContext,
  type SymptomKey,
  symptoms,
  symptomsFor,
} from '@/lib/records/symptoms';
import type { holdReasons, StopReason } from '@/lib/records/therapy';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import type { DemoRecord } from './demo-patient';
import type { Random } from './random';

type HoldReason = (typeof holdReasons)[number];

/** Makes the records of one man, each tagged with the same source. */
export type RecordMaker = ReturnType<typeof recordsOf>;

/** Value and unit as the laboratory prints them; a value below its limit is text: `<0.3`. */
export type LabValue = readonly [value: number | string, unit: string];
export type LabValues = Partial<Record<BloodAnalyteKey, LabValue>>;

export interface SpermCounts {
  readonly motile: number;
  /** Normal among the motile; null where the report does not say. */
  readonly normal: number | null;
  readonly eggs: number | null;
  readonly vialsFrozen?: number;
}

export const simulatedOnly = 'Simulated';

/** `fitted` names the printed figures that the record was made to fit; all else in it is invented. */
export function simulatedToFit(fitted: string): string {
  return `Simulated to fit ${fitted}`;
}

export function recordsOf(random: Random, gForce: number, minutes: number) {
  const pellet = () => ({ gForce, minutes, fields: random.between(20, 60), volumeExaminedMl: 0.1 });
  const volume = () => random.between(12, 48) / 10;

  function semen(
    on: Day,
    content: Pick<SemenAnalysisInput, 'neat' | 'pellet'> & Partial<SemenAnalysisInput>,
    source = simulatedOnly,
  ): DemoRecord {
    return {
      kind: 'semen-analysis',
      on,
      source,
      content: {
        volumeMl: volume(),
        abstinenceDays: random.between(2, 5),
        collectionSite: 'clinic',
        ...content,
      },
    };
  }

  return {
    noSperm: (on: Day, source?: string) =>
      semen(
        on,
        {
          neat: { state: 'no-sperm-seen' },
          pellet: { state: 'no-sperm-seen', ...pellet() },
        },
        source,
      ),

    /** Too few for a concentration: counted one by one in the pellet. */
    spermInPellet: (on: Day, { motile, normal, eggs, vialsFrozen }: SpermCounts, source?: string) =>
      semen(
        on,
        {
          neat: { state: 'no-sperm-seen' },
          pellet: {
            state: 'sperm-seen',
            motile,
            immotile: random.between(1, 3 + motile),
            normal,
            ...pellet(),
          },
          eggNumber: eggs,
          ...(vialsFrozen === undefined ? {} : { vialsFrozen }),
        },
        source,
      ),

    /** The laboratory looked at the neat sample only. */
    withoutPellet: (on: Day) =>
      semen(on, { neat: { state: 'no-sperm-seen' }, pellet: { state: 'not-examined' } }),

    /** @param confirmed unusual values that the person who typed them has confirmed. */
    labs: (
      on: Day,
      values: LabValues,
      source = simulatedOnly,
      confirmed: readonly BloodAnalyteKey[] = [],
    ): DemoRecord => ({
      kind: 'lab-report',
      on,
      time: `0${random.between(7, 9)}:${random.between(10, 59)}`,
      source,
      content: {
        laboratory: 'Demo laboratory',
        results: Object.entries(values).map(([analyte, [value, unit]]) => ({
          analyte: analyte as BloodAnalyteKey,
          value: String(value),
          unit,
          ...referenceRanges[`${analyte} ${unit}`],
        })),
        confirmed: [...confirmed],
      },
    }),

    symptoms: (
      on: Day,
      context: SymptomContext,
      complaints: SymptomAnswers = {},
      source = simulatedOnly,
    ): DemoRecord => ({
      kind: 'symptom-check',
      on,
      source,
      content: { answers: { ...noComplaints(context), ...complaints } },
    }),

    vitalSigns: (on: Day, weightKg: number, source = simulatedOnly): DemoRecord => ({
      kind: 'vital-signs',
      on,
      source,
      content: {
        weight: weightKg.toFixed(1),
        systolic: String(random.between(108, 138)),
        diastolic: String(random.between(64, 86)),
      },
    }),

    phq9: (on: Day, total: number): DemoRecord => ({
      kind: 'questionnaire',
      on,
      source: simulatedOnly,
      content: { instrument: 'phq-9', total: String(total), item9: '0' },
    }),

    /** The grade from the onset on; `more` may hold its later course. */
    adverseEvent: (
      on: Day,
      term: string,
      grade: CtcaeGrade,
      more: Partial<AdverseEventInput> = {},
      source = simulatedOnly,
    ): DemoRecord => ({
      kind: 'adverse-event',
      on,
      source,
      content: {
        term,
        grades: [{ from: toCivilDate(on), grade }],
        serious: 'no',
        relatedness: 'probable',
        action: 'dose-not-changed',
        ...more,
      },
    }),

    /** Of what was found on that day and later, up to the grade. */
    noAdverseEvent: (on: Day, term: string, grade: CtcaeGrade, reason: string): DemoRecord => ({
      kind: 'adverse-event-dismissal',
      on,
      source: simulatedOnly,
      content: { term, grade, reason },
    }),

    isotretinoin: (on: Day, amount = 20, reason = ''): DemoRecord => ({
      kind: 'dose',
      on,
      source: simulatedOnly,
      content: {
        drug: 'isotretinoin',
        amount,
        unit: 'mg',
        route: 'oral',
        timesPerDay: 2,
        everyDays: 1,
        reason,
      },
    }),

    injections: (
      on: Day,
      drug: 'hcg' | 'ufsh',
      everyDays: number,
      startsAfterDays = 0,
    ): DemoRecord => ({
      kind: 'dose',
      on,
      source: simulatedOnly,
      content: {
        drug,
        amount: drug === 'hcg' ? 2000 : 150,
        unit: '[IU]',
        route: 'intramuscular',
        timesPerDay: 1,
        everyDays,
        startsAfterDays,
      },
    }),

    stop: (on: Day, reason: StopReason, note = ''): DemoRecord => ({
      kind: 'stop',
      on,
      source: simulatedOnly,
      content: { reason, note },
    }),

    hold: (on: Day, reason: HoldReason, note: string): DemoRecord => ({
      kind: 'hold',
      on,
      source: simulatedOnly,
      content: { reason, note },
    }),

    /** Started on that day and still taken. */
    concomitant: (on: Day, name: string, drugClass: DrugClass): DemoRecord => ({
      kind: 'concomitant-drug',
      on,
      source: simulatedOnly,
      content: { name, drugClass, startedOn: toCivilDate(on), ongoing: true },
    }),

    procedure: (on: Day, content: ProcedureInput, source = simulatedOnly): DemoRecord => ({
      kind: 'procedure',
      on,
      source,
      content,
    }),

    /** On the day of the oocyte retrieval. */
    icsiCycle: (on: Day, content: IcsiCycleInput, source = simulatedOnly): DemoRecord => ({
      kind: 'icsi-cycle',
      on,
      source,
      content,
    }),

    postOperativeCheck: (
      on: Day,
      content: PostOperativeCheckInput,
      source = simulatedOnly,
    ): DemoRecord => ({ kind: 'post-operative-check', on, source, content }),

    findings: (
      on: Day,
      answers: Partial<Record<FindingKey, string | number>>,
      source = simulatedOnly,
    ): DemoRecord[] =>
      Object.entries(answers).map(([finding, answer]) => ({
        kind: 'finding',
        on,
        source,
        content: { finding: finding as FindingKey, answer },
      })),

    /** The first check of a man on isotretinoin also holds his enrollment and consents. */
    remsCheck: (on: Day, first: boolean): DemoRecord => ({
      kind: 'rems-check',
      on,
      source: simulatedOnly,
      content: {
        ...(first
          ? {
              enrolledOn: toCivilDate(on),
              category: 'cannot-become-pregnant',
              consentOn: toCivilDate(on),
              consentVersion: 'demo',
              coupleCounseledOn: toCivilDate(on),
            }
          : {}),
        counseledOn: toCivilDate(on),
        bloodDonationAcknowledged: true,
        noSharingAcknowledged: true,
      },
    }),

    dispensing: (on: Day, prescribedOn = on): DemoRecord => ({
      kind: 'dispensing',
      on,
      source: simulatedOnly,
      content: {
        prescribedOn: toCivilDate(prescribedOn),
        authorizationPresent: true,
        dispenseBy: toCivilDate(addDays(prescribedOn, 29)),
        quantity: 60,
        strengthMg: 20,
        daysSupply: 30,
        pickedUpOn: toCivilDate(on),
      },
    }),
  };
}

/** Of the demo laboratory, by analyte and unit: some rules compare with the laboratory's own range. */
const referenceRanges: Readonly<
  Record<string, { readonly referenceLow: string; readonly referenceHigh: string }>
> = {
  'ast U/L': { referenceLow: '10', referenceHigh: '40' },
  'alt U/L': { referenceLow: '7', referenceHigh: '56' },
  'cholesterol_total mg/dL': { referenceLow: '', referenceHigh: '200' },
  'testosterone_total ng/dL': { referenceLow: '264', referenceHigh: '916' },
  'estradiol pg/mL': { referenceLow: '8', referenceHigh: '40' },
};

function noComplaints(context: SymptomContext): SymptomAnswers {
  return Object.fromEntries(
    symptomsFor([context]).map((key: SymptomKey) => [
      key,
      symptoms[key].scale === 'severity' ? 'none' : 'no',
    ]),
  );
}
