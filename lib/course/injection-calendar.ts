import { addDays, civilDate, type Day, toCivilDate, toDay } from '@/lib/dates/civil-date';
import type { SettingValues } from '@/lib/protocols/schema';
import { type ClinicalRecord, type RecordOf, recordsOf } from '@/lib/records/clinical-record';
import type { InjectionExceptionContent } from '@/lib/records/injection-exception';
import { type Drug, drugNames } from '@/lib/records/therapy';
import { type DoseInterval, isHeldOn, type Therapy } from './therapy';

/** One injection of the regimen with what is known to have happened instead. */
export interface Injection {
  readonly drug: Drug;
  readonly plannedOn: Day;
  /** Null where it was missed. */
  readonly givenOn: Day | null;
  readonly plannedAmount: number;
  /** 0 where it was missed. */
  readonly amount: number;
  readonly exception: RecordOf<'injection-exception'> | null;
}

/** Nothing is stored of an injection given as planned (engine §3). */
export interface InjectionCalendar {
  /** By planned day, then in the order of the drugs' first doses. */
  readonly injections: readonly Injection[];
  /**
   * Exceptions for days on which, after a later change of dose or hold, no injection is planned any more; and of
   * two for one day the second.
   */
  readonly unplanned: readonly RecordOf<'injection-exception'>[];
}

/** Whether an injection on another day leaves the planned days as they are or moves the later ones with it. */
const movesLater = 'shift';

interface Base {
  readonly interval: DoseInterval;
  readonly on: Day;
}

/**
 * All planned injections up to and including `until`. On the regimen's days minus holds; under the setting
 * `injection-miss-rule` "shift" an injection given on another day moves those after it, of every drug that was
 * in the regimen then, by as many days.
 */
export function injectionCalendar(
  records: readonly ClinicalRecord[],
  therapy: Pick<Therapy, 'doses' | 'holds'>,
  settings: SettingValues,
  until: Day,
): InjectionCalendar {
  const exceptions = recordsOf(records, 'injection-exception').filter(({ voided }) => !voided);
  const open = new Map(exceptions.toSorted(byId).map((record) => [keyOf(record), record]));
  const shifts: { readonly from: Day; readonly days: number }[] = [];
  const injections: Injection[] = [];
  for (const { interval, on } of baseDays(therapy, until)) {
    const begun = addDays(interval.from, -interval.dose.startsAfterDays);
    const moved = shifts.filter(({ from }) => begun <= from && from < on);
    const plannedOn = addDays(
      on,
      moved.reduce((sum, { days }) => sum + days, 0),
    );
    if (isOutside(plannedOn, interval, therapy) || plannedOn > until) {
      continue;
    }
    const key = `${interval.drug} ${plannedOn}`;
    const exception = open.get(key) ?? null;
    open.delete(key);
    const injection = injectionOf(interval, plannedOn, exception);
    injections.push(injection);
    if (settings['injection-miss-rule'] === movesLater && injection.givenOn !== null) {
      shifts.push({ from: on, days: injection.givenOn - plannedOn });
    }
  }
  const placed = new Set(injections.map(({ exception }) => exception?.id));
  return {
    injections: injections.toSorted((one, other) => one.plannedOn - other.plannedOn),
    unplanned: exceptions.filter(({ id }) => !placed.has(id)),
  };
}

/** Injections that were due up to a day, and what became of them. */
export function countInjections(injections: readonly Injection[], drug: Drug, asOf: Day) {
  const due = injections.filter((one) => one.drug === drug && one.plannedOn <= asOf);
  const given = due.filter(({ givenOn }) => givenOn !== null && givenOn <= asOf);
  return {
    planned: due.length,
    given: given.length,
    missed: due.filter(({ givenOn }) => givenOn === null).length,
    amount: given.reduce((sum, { amount }) => sum + amount, 0),
  };
}

interface Refusal {
  readonly field: 'on' | 'content.givenOn';
  readonly message: string;
}

/** Why an exception cannot be recorded; `records` are all others. Null where nothing speaks against it. */
export function exceptionRefusal(
  { on: date, content }: { readonly on: string; readonly content: InjectionExceptionContent },
  records: readonly ClinicalRecord[],
  therapy: Therapy,
  settings: SettingValues,
  today: Day,
): Refusal | null {
  const on = toDay(civilDate(date));
  const { drug } = content;
  if (on > today) {
    return { field: 'on', message: `This is in the future; today is ${toCivilDate(today)}.` };
  }
  const { injections, unplanned } = injectionCalendar(records, therapy, settings, today);
  const planned = injections.find((one) => one.drug === drug && one.plannedOn === on);
  if (planned === undefined) {
    return { field: 'on', message: notPlanned(drug, on, injections) };
  }
  if (
    planned.exception !== null ||
    unplanned.some((record) => record.on === on && record.content.drug === drug)
  ) {
    return { field: 'on', message: 'An exception is recorded for this day; correct that record.' };
  }
  const message = content.kind === 'moved' ? whenNotGiven(content, on, therapy, today) : null;
  return message === null ? null : { field: 'content.givenOn', message };
}

function notPlanned(drug: Drug, on: Day, injections: readonly Injection[]): string {
  const days = injections.filter((one) => one.drug === drug).map(({ plannedOn }) => plannedOn);
  const near = [days.findLast((day) => day < on), days.find((day) => day > on)].flatMap((day) =>
    day === undefined ? [] : [toCivilDate(day)],
  );
  const hint = near.length === 0 ? '' : ` Planned near it: ${near.join(' and ')}.`;
  return `No injection of ${drugNames[drug]} is planned for ${toCivilDate(on)}.${hint}`;
}

function whenNotGiven(
  { givenOn }: Extract<InjectionExceptionContent, { kind: 'moved' }>,
  on: Day,
  { firstDoseOn, lastDoseOn, holds }: Therapy,
  today: Day,
): string | null {
  const given = toDay(givenOn);
  if (given === on) {
    return 'This is the planned day itself.';
  }
  if (given > today) {
    return `This is in the future; today is ${toCivilDate(today)}.`;
  }
  if (isHeldOn(holds, given)) {
    return 'Therapy was on hold on this day.';
  }
  const isOutsideTherapy =
    (firstDoseOn !== null && given < firstDoseOn) || (lastDoseOn !== null && given > lastDoseOn);
  return isOutsideTherapy ? 'This is before the first or after the last dose.' : null;
}

function baseDays({ doses, holds }: Pick<Therapy, 'doses' | 'holds'>, until: Day): Base[] {
  return doses
    .filter(({ dose }) => dose.route !== 'oral')
    .flatMap((interval) => {
      const last = interval.to === null ? until : Math.min(interval.to, until);
      const days: Base[] = [];
      for (let on = interval.from; on <= last; on = addDays(on, interval.dose.everyDays)) {
        if (!isHeldOn(holds, on)) {
          days.push({ interval, on });
        }
      }
      return days;
    })
    .sort((one, other) => one.on - other.on);
}

function isOutside(
  day: Day,
  { from, to }: DoseInterval,
  { holds }: Pick<Therapy, 'holds'>,
): boolean {
  return day < from || (to !== null && day > to) || isHeldOn(holds, day);
}

function injectionOf(
  { drug, dose }: DoseInterval,
  plannedOn: Day,
  exception: RecordOf<'injection-exception'> | null,
): Injection {
  const plannedAmount = dose.amount * dose.timesPerDay;
  const planned = { drug, plannedOn, plannedAmount, exception };
  switch (exception?.content.kind) {
    case undefined:
      return { ...planned, givenOn: plannedOn, amount: plannedAmount };
    case 'missed':
      return { ...planned, givenOn: null, amount: 0 };
    case 'moved':
      return { ...planned, givenOn: toDay(exception.content.givenOn), amount: plannedAmount };
    case 'other-dose':
      return { ...planned, givenOn: plannedOn, amount: exception.content.amount };
  }
}

function keyOf({ on, content }: RecordOf<'injection-exception'>): string {
  return `${content.drug} ${on}`;
}

/** Of two for one day the first stands: the map keeps what is put in last. */
function byId(one: ClinicalRecord, other: ClinicalRecord): number {
  return one.id < other.id ? 1 : -1;
}
