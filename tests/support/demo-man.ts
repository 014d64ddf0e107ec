// A man of a demo cohort with everything that the engine says about him.
import type { Course } from '@/lib/course/course';
import { type CourseEvaluation, evaluateCourse } from '@/lib/course/evaluate-course';
import { completedYears, type Day, dayOf, toDay } from '@/lib/dates/civil-date';
import { demoImport } from '@/lib/demo/demo-import';
import type { DemoPatient } from '@/lib/demo/demo-patient';
import { type Eligibility, evaluateEligibility } from '@/lib/eligibility/evaluate-eligibility';
import { importedCourseSchema } from '@/lib/enrollment/imported-course';
import { type CompiledProtocol, compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { shippedProfiles } from '@/lib/protocols/library/shipped-profiles';
import type { AdverseEventContent } from '@/lib/records/adverse-event';
import { recordsOf } from '@/lib/records/clinical-record';
import type { FindingKey } from '@/lib/records/findings';
import type { Histology, TesticularProcedure } from '@/lib/records/procedure';
import type { SymptomKey } from '@/lib/records/symptoms';
import { dispensingGate, dispensingRequestOf } from '@/lib/rems/dispensing-gate';
import { remsStatusOf } from '@/lib/rems/rems-status';
import { remsRuleSetOn } from '@/lib/rems/rule-sets';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import { courseOfImport } from './imported-course';

export const today = dayOf(2026, 11, 22);

export class DemoMan {
  readonly on: Day;
  readonly patient: DemoPatient;
  readonly course: Course;
  readonly evaluation: CourseEvaluation;

  constructor(patient: DemoPatient, on = today) {
    this.on = on;
    this.patient = patient;
    let ids = 0;
    const imported = importedCourseSchema.parse(demoImport(patient));
    this.course = courseOfImport(imported, protocolOf(patient), () => {
      ids += 1;
      return `${patient.studyId}-${String(ids).padStart(3, '0')}`;
    });
    this.evaluation = this.evaluate(this.course);
  }

  /** With another course than his own. */
  evaluate(course: Course): CourseEvaluation {
    return evaluateCourse(protocolOf(this.patient), course, this.on);
  }

  get eligibility(): Eligibility {
    const { definition, settings } = protocolOf(this.patient);
    const { enrolledOn: on, arm } = this.patient;
    return evaluateEligibility(definition.eligibility, settings, this.course.records, { on, arm });
  }

  get best() {
    return this.evaluation.response.bestResponse;
  }

  answer(key: FindingKey) {
    return recordsOf(this.course.records, 'finding').find(({ content }) => content.finding === key)
      ?.content.answer;
  }

  number(key: FindingKey): number {
    const answer = this.answer(key);
    return typeof answer === 'number' ? answer : Number.NaN;
  }

  /** As reported: the first report is the baseline, the second the one on treatment. */
  lab(analyte: BloodAnalyteKey, report: 0 | 1): number | null {
    const [baseline, onTreatment] = recordsOf(this.course.records, 'lab-report').sort(
      (a, b) => a.on - b.on,
    );
    const chosen = report === 0 ? baseline : onTreatment;
    return chosen?.results.find((result) => result.analyte === analyte)?.value ?? null;
  }

  procedures(when: 'before' | 'after'): TesticularProcedure[] {
    return recordsOf(this.course.records, 'procedure')
      .filter(({ on }) => on < this.patient.enrolledOn === (when === 'before'))
      .flatMap(({ content }) => (content.kind === 'oocyte-retrieval' ? [] : [content]));
  }

  get histology(): Histology | undefined {
    return this.procedures('before').at(-1)?.histology;
  }

  /** What the REMS gate would have missed at each supply, by what was recorded up to that day. */
  missingAtSupplies(): string[] {
    const checks = recordsOf(this.course.records, 'rems-check').map(({ id, on, content }) => ({
      recordId: id,
      on,
      content,
    }));
    return recordsOf(this.course.records, 'dispensing').flatMap(({ on, content }) => {
      const request = dispensingRequestOf(on, content);
      const verdict = dispensingGate({
        ruleSet: remsRuleSetOn(request.prescribedOn, { enrollmentOnlyFrom: null }),
        request,
        rems: remsStatusOf(checks.filter((check) => check.on <= on)),
        therapy: 'in-progress',
        openFlags: [],
      });
      return verdict.allowed ? [] : verdict.missing.map(({ message }) => message);
    });
  }

  adverseEvents(): AdverseEventContent[] {
    return recordsOf(this.course.records, 'adverse-event').map(({ content }) => content);
  }

  reported(symptom: SymptomKey): boolean {
    return recordsOf(this.course.records, 'symptom-check').some(({ content }) => {
      const answer = content.answers[symptom];
      return answer !== undefined && answer !== 'none' && answer !== 'no';
    });
  }

  get age(): number {
    return completedYears(toDay(this.patient.identity.birthDate), this.patient.enrolledOn);
  }
}

const compiled = new Map<string, CompiledProtocol>();

export function protocolOf({ protocol, profile }: DemoPatient): CompiledProtocol {
  const key = `${protocol} ${profile}`;
  const definition = protocolLibrary.find(({ code }) => code === protocol);
  const shipped = shippedProfiles.find(({ name }) => name === profile);
  if (!definition || !shipped) {
    throw new Error(`no ${key}`);
  }
  const known = compiled.get(key) ?? compileProtocol(definition, shipped.values[protocol]);
  compiled.set(key, known);
  return known;
}
