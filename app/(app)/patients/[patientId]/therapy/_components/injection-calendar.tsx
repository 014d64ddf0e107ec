'use client';

import { clsx } from 'clsx';
import { ArrowRight, Check, Circle, type LucideIcon, PencilLine, X } from 'lucide-react';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import { type Tone, toneStyle } from '@/app/_components/ui/tone';
import {
  addDays,
  addMonths,
  type CivilDate,
  type Day,
  partsOf,
  toCivilDate,
  toDay,
} from '@/lib/dates/civil-date';
import { proseMonth } from '@/lib/dates/prose-date';
import type { InjectionCourse, InjectionDay } from '@/lib/therapy/injections-view';
import { monthStart, monthWeeks } from '@/lib/therapy/month-weeks';

type Props = {
  course: InjectionCourse;
  patientId: string;
  today: CivilDate;
  /** Null where the person may not say what happened. */
  onAsk: ((injection: InjectionDay) => void) | null;
};

type Look = { word: string; tone: Tone; icon: LucideIcon };

const looks = {
  given: { word: 'Given', tone: 'done', icon: Check },
  planned: { word: 'Planned', tone: 'upcoming', icon: Circle },
  missed: { word: 'Missed', tone: 'missed', icon: X },
  moved: { word: 'Other day', tone: 'info', icon: ArrowRight },
  'other-dose': { word: 'Other dose', tone: 'amber', icon: PencilLine },
} as const satisfies Record<string, Look>;

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const steps: Readonly<Record<string, (day: Day) => Day>> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  PageUp: (day) => addMonths(day, -1),
  PageDown: (day) => addMonths(day, 1),
};

/** One month; arrow keys walk the days, Enter says what happened to an injection. */
export function InjectionCalendar({ course, patientId, today, onAsk }: Props) {
  const { name, days } = course;
  const router = useRouter();
  const titleId = useId();
  const grid = useRef<HTMLTableElement>(null);
  const walked = useRef(false);
  const [current, setCurrent] = useState<Day>(toDay(today));
  const byDay = new Map(days.map((injection) => [toDay(injection.plannedOn), injection]));
  useEffect(() => {
    if (walked.current) {
      walked.current = false;
      grid.current?.querySelector<HTMLElement>(`[data-day="${current}"]`)?.focus();
    }
  }, [current]);

  const walk = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      walked.current = true;
      setCurrent(step(current));
    }
  };
  const open = (day: Day) => {
    setCurrent(day);
    const injection = byDay.get(day);
    if (injection?.exception) {
      router.push(`/patients/${patientId}/records/${injection.exception.recordId}` as Route);
    } else if (injection && injection.plannedOn <= today) {
      onAsk?.(injection);
    }
  };
  return (
    <div className="flex max-w-2xl flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <h4 id={titleId} className="font-medium" aria-live="polite">
          {name}, {proseMonth(current)}
        </h4>
        <div className="flex gap-2">
          <Button size="small" onClick={() => setCurrent(addMonths(monthStart(current), -1))}>
            Month before
          </Button>
          <Button size="small" onClick={() => setCurrent(addMonths(monthStart(current), 1))}>
            Month after
          </Button>
        </div>
      </div>
      <table
        ref={grid}
        aria-labelledby={titleId}
        className="w-full table-fixed border-collapse text-dense"
      >
        <thead>
          <tr>
            {weekdays.map((weekday) => (
              <th key={weekday} scope="col" className="py-1 font-normal text-muted">
                {weekday}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthWeeks(current).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <DayCell
                  key={day}
                  day={day}
                  name={name}
                  injection={byDay.get(day)}
                  today={today}
                  isCurrent={day === current}
                  isOutside={monthStart(day) !== monthStart(current)}
                  onOpen={() => open(day)}
                  onWalk={walk}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-dense text-muted">
        {Object.values(looks).map(({ word, icon: Icon }) => (
          <li key={word} className="flex items-center gap-1">
            <Icon aria-hidden className="size-3.5" />
            {word}
          </li>
        ))}
      </ul>
    </div>
  );
}

type CellProps = {
  day: Day;
  name: string;
  injection: InjectionDay | undefined;
  today: CivilDate;
  isCurrent: boolean;
  isOutside: boolean;
  onOpen: () => void;
  onWalk: (event: KeyboardEvent) => void;
};

function DayCell({ day, name, injection, today, isCurrent, isOutside, onOpen, onWalk }: CellProps) {
  const date = toCivilDate(day);
  const look = injection && looks[stateOf(injection, today)];
  const Icon = look?.icon;
  return (
    <td className="border border-line p-0">
      <button
        type="button"
        data-day={day}
        tabIndex={isCurrent ? 0 : -1}
        {...(date === today ? { 'aria-current': 'date' as const } : {})}
        onClick={onOpen}
        onKeyDown={onWalk}
        className={clsx(
          'flex h-12 w-full flex-col items-start justify-between p-1 text-left',
          look ? toneStyle[look.tone] : 'cursor-default',
          isOutside && !look && 'text-muted',
        )}
      >
        <span className="sr-only">{nameOf(name, date, injection, look)}</span>
        <span aria-hidden className={clsx(date === today && 'font-semibold underline')}>
          {partsOf(day).dayOfMonth}
        </span>
        {look && Icon ? (
          <span aria-hidden className="flex items-center gap-1">
            <Icon className="size-3.5" />
            <span className="max-sm:hidden">{look.word}</span>
          </span>
        ) : null}
      </button>
    </td>
  );
}

function nameOf(
  drug: string,
  date: CivilDate,
  injection: InjectionDay | undefined,
  look: Look | undefined,
): string {
  return injection && look
    ? `${date}: ${drug} ${describe(injection)}, ${look.word.toLowerCase()}`
    : `${date}: no injection`;
}

function stateOf({ exception, plannedOn }: InjectionDay, today: CivilDate): keyof typeof looks {
  return exception?.kind ?? (plannedOn <= today ? 'given' : 'planned');
}

function describe({ amount, plannedAmount, givenOn, plannedOn }: InjectionDay): string {
  const dose = givenOn === null ? plannedAmount : amount;
  const when = givenOn !== null && givenOn !== plannedOn ? ` on ${givenOn}` : '';
  return `${dose.toLocaleString('en-US')} IU${when}`;
}
