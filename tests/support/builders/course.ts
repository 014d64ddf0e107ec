import type { Course, CourseDecision } from '@/lib/course/course';
import type { Day } from '@/lib/dates/civil-date';
import {
  type ClinicalRecord,
  type RecordOf,
  recordContentSchemas,
} from '@/lib/records/clinical-record';
import type { RecordKind } from '@/lib/records/record';
import { standardizeLabResult } from '@/lib/records/standardize-lab-result';
import { openEveryDay } from '@/lib/schedule/clinic-calendar';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import { day } from './plan-facts';

type Header = Partial<Pick<ClinicalRecord, 'id' | 'time' | 'source' | 'voided'>>;

let count = 0;

function aRecordOf<Kind extends RecordKind>(
  kind: Kind,
  on: string,
  content: unknown,
  header: Header = {},
): RecordOf<Kind> {
  count += 1;
  return {
    id: header.id ?? `${kind}-${String(count).padStart(4, '0')}`,
    kind,
    on: day(on),
    time: header.time ?? null,
    source: header.source ?? null,
    voided: header.voided ?? false,
    content: recordContentSchemas[kind].parse(content) as RecordOf<Kind>['content'],
    results: [],
  };
}

export function clinicalRecord<Kind extends RecordKind>(
  kind: Kind,
  on: string,
  content: unknown,
  header: Header = {},
): ClinicalRecord {
  return aRecordOf(kind, on, content, header) as ClinicalRecord;
}

/** Results as typed: `{ fsh: '0.3 [IU]/L' }`, with `<` or `>` before the value and the range (`30 U/L 10-40`) where the report has them. */
export function labReport(
  on: string,
  results: Partial<Record<BloodAnalyteKey, string>>,
  header: Header = {},
): ClinicalRecord {
  const record = aRecordOf('lab-report', on, { laboratory: 'Central' }, header);
  return {
    ...record,
    results: Object.entries(results).map(([analyte, text]) => {
      const [value = '', unit = '', range = ''] = text.split(' ');
      const [referenceLow, referenceHigh] = range.split('-');
      const result = standardizeLabResult({
        analyte: analyte as BloodAnalyteKey,
        value,
        unit,
        referenceLow,
        referenceHigh,
      });
      if (!result.ok) {
        throw new Error(`${analyte} ${text}: ${JSON.stringify(result.error)}`);
      }
      return result.value;
    }),
  };
}

const notExamined = { state: 'not-examined' };
const noSperm = { state: 'no-sperm-seen' };

/** `P(20)` of engine §5: motile sperm, 20 of them normal. `N`: pellet examined, none. `X`: no pellet. `I`: immotile only. */
export function semen(on: string, code: string, header: Header = {}): ClinicalRecord {
  return clinicalRecord('semen-analysis', on, semenContent(code), header);
}

function semenContent(code: string) {
  const motile = /^P(?:\((\d+)\))?$/.exec(code);
  if (motile) {
    const normal = motile[1] === undefined ? null : Number(motile[1]);
    return {
      neat: noSperm,
      pellet: { state: 'sperm-seen', motile: Math.max(normal ?? 0, 1) + 5, immotile: 3, normal },
    };
  }
  switch (code) {
    case 'N':
      return { neat: noSperm, pellet: noSperm };
    case 'X':
      return { neat: noSperm, pellet: notExamined };
    case 'I':
      return { neat: noSperm, pellet: { state: 'sperm-seen', motile: 0, immotile: 4, normal: 0 } };
    default:
      throw new Error(`no sample ${code}`);
  }
}

export function isotretinoin(on: string, header: Header = {}): ClinicalRecord {
  return clinicalRecord(
    'dose',
    on,
    {
      drug: 'isotretinoin',
      amount: 20,
      unit: 'mg',
      route: 'oral',
      timesPerDay: 2,
      everyDays: 1,
    },
    header,
  );
}

export function aDecision(
  key: string,
  chosen: string,
  on: string,
  more: Partial<CourseDecision> = {},
): CourseDecision {
  return {
    id: `decision-${key}`,
    key,
    chosen,
    decidedOn: day(on),
    effectiveOn: day(on),
    recordId: null,
    ...more,
  };
}

export function aCourse(enrolled: string, more: Partial<Course> = {}): Course {
  const enrolledOn: Day = day(enrolled);
  return {
    arm: 'isotretinoin',
    consentOn: enrolledOn,
    enrolledOn,
    endedOn: null,
    died: false,
    records: [],
    decisions: [],
    adjustments: [],
    remsEnrollmentOnlyFrom: null,
    clinicCalendar: openEveryDay,
    amendments: [],
    ...more,
  };
}
