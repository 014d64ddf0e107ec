import type { Course } from '@/lib/course/course';
import {
  countInjections,
  type Injection,
  injectionCalendar,
} from '@/lib/course/injection-calendar';
import type { Therapy } from '@/lib/course/therapy';
import { addDays, type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { SettingValues } from '@/lib/protocols/schema';
import type { RecordOf } from '@/lib/records/clinical-record';
import type { injectionExceptionKinds } from '@/lib/records/injection-exception';
import { type Drug, drugNames } from '@/lib/records/therapy';

export interface InjectionDay {
  readonly plannedOn: CivilDate;
  /** Null where it was missed. */
  readonly givenOn: CivilDate | null;
  /** In IU: what was given, or what is planned. */
  readonly amount: number;
  readonly plannedAmount: number;
  readonly exception: ExceptionLine | null;
}

export interface ExceptionLine {
  readonly recordId: string;
  readonly drug: string;
  readonly kind: (typeof injectionExceptionKinds)[number];
  readonly plannedOn: CivilDate;
  readonly reason: string;
  /** A change of dose or a hold, recorded since, took the injection out of the plan. */
  readonly isPlanned: boolean;
}

/** One drug that is injected, with its calendar up to two months ahead. */
export interface InjectionCourse {
  readonly drug: Drug;
  readonly name: string;
  readonly planned: number;
  readonly given: number;
  readonly missed: number;
  /** Share of the planned injections that were given, in whole percent; null before the first. */
  readonly adherence: number | null;
  readonly days: readonly InjectionDay[];
  readonly exceptions: readonly ExceptionLine[];
}

const daysAhead = 62;

/** Drug by drug in the order of their first doses; counts go up to and including today. */
export function injectionCourses(
  settings: SettingValues,
  course: Course,
  therapy: Therapy,
  today: Day,
): readonly InjectionCourse[] {
  const { injections, unplanned } = injectionCalendar(
    course.records,
    therapy,
    settings,
    addDays(today, daysAhead),
  );
  const drugs = [...new Set(injections.map(({ drug }) => drug))];
  return drugs.map((drug) => {
    const own = injections.filter((injection) => injection.drug === drug);
    const { planned, given, missed } = countInjections(own, drug, today);
    return {
      drug,
      name: drugNames[drug],
      planned,
      given,
      missed,
      adherence: planned === 0 ? null : Math.floor((given / planned) * 100),
      days: own.map(injectionDay),
      exceptions: [
        ...own.flatMap(({ exception }) =>
          exception === null ? [] : [exceptionLine(exception, true)],
        ),
        ...unplanned
          .filter(({ content }) => content.drug === drug)
          .map((record) => exceptionLine(record, false)),
      ].toSorted((one, other) => other.plannedOn.localeCompare(one.plannedOn)),
    };
  });
}

function injectionDay(injection: Injection): InjectionDay {
  const { plannedOn, givenOn, amount, plannedAmount, exception } = injection;
  return {
    plannedOn: toCivilDate(plannedOn),
    givenOn: givenOn === null ? null : toCivilDate(givenOn),
    amount,
    plannedAmount,
    exception: exception && exceptionLine(exception, true),
  };
}

function exceptionLine(
  { id, on, content }: RecordOf<'injection-exception'>,
  isPlanned: boolean,
): ExceptionLine {
  return {
    recordId: id,
    drug: drugNames[content.drug],
    kind: content.kind,
    plannedOn: toCivilDate(on),
    reason: content.reason,
    isPlanned,
  };
}
