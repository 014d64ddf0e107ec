// A man on isotretinoin whose every check was done on its day, as the import takes him.

import { addDays, addMonths, type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { analytes, panels } from '@/lib/units/analytes';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';

type Entry = ImportedCourseInput['records'][number];

const safetyPanel = [
  ...panels.BMP.members,
  ...panels.LIPID.members,
  ...panels.LFT.members,
  ...panels.CBC.members,
  'testosterone_total',
  'fsh',
  'lh',
] as const satisfies readonly BloodAnalyteKey[];

const monthlyPanel = [...panels.LIPID.members, ...panels.LFT.members];

/** In standard units, inside every reference range. */
const normal: Partial<Record<BloodAnalyteKey, string>> = {
  sodium: '140',
  potassium: '4.2',
  chloride: '102',
  co2_total: '25',
  urea_nitrogen: '14',
  creatinine: '0.9',
  glucose: '88',
  calcium: '9.4',
  cholesterol_total: '170',
  hdl: '50',
  ldl: '95',
  triglycerides: '110',
  ast: '22',
  alt: '24',
  hemoglobin: '15.1',
  hematocrit: '45',
  wbc: '6.2',
  platelets: '240',
  testosterone_total: '420',
  fsh: '14.2',
  lh: '7.1',
};

/** Everything up to and including `until`, nothing after it. */
export function recordsOfTreatment(firstDoseOn: Day, until: Day): Entry[] {
  const months = Array.from({ length: 9 }, (_, index) => index + 1);
  const all: readonly Entry[] = [
    labReport(addDays(firstDoseOn, -5), safetyPanel),
    semenWithoutSperm(addDays(firstDoseOn, -5)),
    dose(firstDoseOn),
    labReport(addDays(firstDoseOn, 28), safetyPanel),
    ...months.flatMap((month) => [
      symptomCheck(addMonths(firstDoseOn, month)),
      remsCheck(addMonths(firstDoseOn, month)),
      dispensing(addDays(firstDoseOn, (month - 1) * 30)),
    ]),
    ...months.slice(1).map((month) => labReport(addMonths(firstDoseOn, month), monthlyPanel)),
    ...[3, 6, 9].map((month) => semenWithoutSperm(addMonths(firstDoseOn, month))),
  ];
  return all.filter(({ on }) => on <= toCivilDate(until));
}

function dose(on: Day): Entry {
  return {
    kind: 'dose',
    on: toCivilDate(on),
    content: {
      drug: 'isotretinoin',
      amount: 20,
      unit: 'mg',
      route: 'oral',
      timesPerDay: 2,
      everyDays: 1,
    },
  };
}

function labReport(on: Day, members: readonly BloodAnalyteKey[]): Entry {
  const results = members.map((analyte) => ({
    analyte,
    value: normal[analyte] ?? '',
    unit: analytes[analyte].standard.unit,
  }));
  return { kind: 'lab-report', on: toCivilDate(on), content: { laboratory: 'Central', results } };
}

function semenWithoutSperm(on: Day): Entry {
  return {
    kind: 'semen-analysis',
    on: toCivilDate(on),
    content: { neat: { state: 'no-sperm-seen' }, pellet: { state: 'no-sperm-seen' } },
  };
}

function symptomCheck(on: Day): Entry {
  return {
    kind: 'symptom-check',
    on: toCivilDate(on),
    content: { answers: { headache: 'none' } },
  };
}

function remsCheck(on: Day): Entry {
  const counseledOn = toCivilDate(on);
  return { kind: 'rems-check', on: counseledOn, content: { counseledOn } };
}

function dispensing(on: Day): Entry {
  const prescribedOn = toCivilDate(on);
  return {
    kind: 'dispensing',
    on: prescribedOn,
    content: {
      prescribedOn,
      authorizationPresent: true,
      quantity: 60,
      strengthMg: 20,
      daysSupply: 30,
    },
  };
}
