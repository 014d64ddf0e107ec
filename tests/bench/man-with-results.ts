// A man with thousands of laboratory results, as years of follow-up by a careful clinic leave them.
import { addDays, type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { analytes } from '@/lib/units/analytes';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import { courseOfMan } from '../support/clinic';

/** In standard units, with a range; every other report is above it, so that grades are shown. */
const panel = [
  ['testosterone_total', 420, 300, 1000],
  ['fsh', 9, 1.5, 12.4],
  ['lh', 6, 1.7, 8.6],
  ['hemoglobin', 15, 13.5, 17.5],
  ['hematocrit', 45, 41, 50],
  ['wbc', 6, 4, 11],
  ['platelets', 240, 150, 400],
  ['cholesterol_total', 170, 100, 200],
  ['hdl', 50, 40, 80],
  ['ldl', 95, 50, 130],
  ['triglycerides', 110, 40, 150],
  ['ast', 22, 10, 40],
  ['alt', 24, 10, 40],
  ['creatinine', 0.9, 0.7, 1.2],
  ['urea_nitrogen', 14, 7, 20],
  ['sodium', 140, 135, 145],
  ['potassium', 4.2, 3.5, 5.1],
  ['calcium', 9.4, 8.6, 10.3],
  ['glucose', 88, 70, 99],
  ['bilirubin_total', 0.6, 0.1, 1.2],
] as const satisfies readonly (readonly [BloodAnalyteKey, number, number, number])[];

/** Reports three days apart up to `today`, the first of them the baseline. */
export function manWithResults(results: number, today: Day): ImportedCourseInput {
  const reports = Math.ceil(results / panel.length);
  const first = addDays(today, -3 * (reports - 1));
  const enrolledOn = toCivilDate(first);
  return courseOfMan({
    consentOn: enrolledOn,
    enrolledOn,
    records: [
      {
        kind: 'dose',
        on: toCivilDate(addDays(first, 1)),
        content: {
          drug: 'isotretinoin',
          amount: 20,
          unit: 'mg',
          route: 'oral',
          timesPerDay: 2,
          everyDays: 1,
        },
      },
      ...Array.from({ length: reports }, (_, index) =>
        labReport(addDays(first, 3 * index), index % 2 === 1),
      ),
    ],
  });
}

function labReport(on: Day, isHigh: boolean): ImportedCourseInput['records'][number] {
  return {
    kind: 'lab-report',
    on: toCivilDate(on),
    content: {
      laboratory: 'Central',
      results: panel.map(([analyte, usual, low, high]) => ({
        analyte,
        value: String(isHigh ? high + 1 : usual),
        unit: analytes[analyte].standard.unit,
        referenceLow: String(low),
        referenceHigh: String(high),
      })),
      confirmed: panel.map(([analyte]) => analyte),
    },
  };
}
