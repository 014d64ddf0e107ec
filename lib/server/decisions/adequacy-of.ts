import 'server-only';
import { invariant } from '@/lib/core/invariant';
import { adequacyOptions, type Course } from '@/lib/course/course';
import { basisOf } from '@/lib/course/signed-basis';
import type { CivilDate } from '@/lib/dates/civil-date';
import { recordsOf } from '@/lib/records/clinical-record';
import { refuseFields } from '../refuse-fields';
import type { SignedContent } from './decision-row';

interface Judgment {
  readonly enrollmentId: string;
  readonly key: string;
  readonly chosen: string;
  readonly decidedOn: CivilDate;
  readonly reason: string;
  /** Of the sample. */
  readonly recordId: string | null;
}

const adequacyRule = { ruleId: 'DEC-ICSI-ADEQUATE', ruleVersion: 1 } as const;

/** Engine §5: where the egg number is unknown, a signature can say that the sperm suffice, or take that back. */
export function adequacyOf(course: Course, judgment: Judgment): SignedContent {
  const { enrollmentId, key, chosen, decidedOn, reason, recordId } = judgment;
  const sample = recordsOf(course.records, 'semen-analysis').find(({ id }) => id === recordId);
  const counts = sample !== undefined && (!sample.voided || chosen === 'not-adequate');
  refuseFields([
    ['recordId', counts ? null : 'Choose a semen analysis.'],
    ['chosen', adequacyOptions.some((one) => one === chosen) ? null : 'Choose one of the options.'],
    ['reason', reason ? null : 'Say why you judge the sample so.'],
  ]);
  invariant(sample, 'refused where there is none');
  const { on, values } = basisOf(sample);
  return {
    ...adequacyRule,
    enrollmentId,
    meaning: 'sample-adequate',
    key,
    occurrenceKey: null,
    inputs: [
      {
        recordId: sample.id,
        on,
        analyte: null,
        valueText: null,
        unit: null,
        standardValue: null,
        standardUnit: null,
        values,
      },
    ],
    computed: null,
    chosen,
    decidedOn,
    effectiveOn: decidedOn,
    reason,
  };
}
