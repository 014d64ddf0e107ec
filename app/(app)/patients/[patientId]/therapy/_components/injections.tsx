'use client';

import { useState } from 'react';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { Quantity } from '@/app/_components/ui/quantity';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { SavedChange } from '@/app/(app)/patients/[patientId]/_components/saved-change';
import type { PlanChange } from '@/lib/course/plan-change';
import { proseDate } from '@/lib/dates/prose-date';
import { injectionExceptionLabels } from '@/lib/records/injection-exception';
import type { InjectionCourse, InjectionDay } from '@/lib/therapy/injections-view';
import type { TherapyView } from '@/lib/therapy/therapy-view';
import { InjectionCalendar } from './injection-calendar';
import { InjectionExceptionForm } from './injection-exception-form';
import { RecordLink } from './record-link';
import { Section } from './section';

type Props = { view: TherapyView; patientId: string; enrollmentId: string; mayRecord: boolean };

/** Each injected drug with its calendar; only what went otherwise than planned is recorded. */
export function Injections({ view, ...rest }: Props) {
  return view.injections.length === 0 ? null : (
    <Section
      title="Injections"
      description={`Counted as given on every planned day up to ${proseDate(view.today)}, unless something else is recorded`}
    >
      <div className="flex flex-col gap-6">
        {view.injections.map((course) => (
          <OneDrug key={course.drug} course={course} view={view} {...rest} />
        ))}
      </div>
    </Section>
  );
}

function OneDrug({
  course,
  view,
  patientId,
  enrollmentId,
  mayRecord,
}: Props & { course: InjectionCourse }) {
  const [asked, setAsked] = useState<InjectionDay | null>(null);
  const [saved, setSaved] = useState<{ plannedOn: string; change: PlanChange } | null>(null);
  const { name, planned, given, missed, adherence } = course;
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-semibold">{name}</h3>
      <p>
        {given} of {planned} planned given, {missed} missed
        {adherence === null ? '' : `; adherence ${adherence}%`}
      </p>
      {saved === null ? null : (
        <SavedChange
          key={saved.plannedOn}
          title={`The injection of ${saved.plannedOn} is recorded`}
          change={saved.change}
        />
      )}
      <InjectionCalendar
        course={course}
        patientId={patientId}
        today={view.today}
        onAsk={mayRecord ? setAsked : null}
      />
      <GuardedDialog
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        title="What happened?"
        description={
          asked === null
            ? undefined
            : `${name} ${asked.plannedAmount.toLocaleString('en-US')} IU, planned for ${proseDate(asked.plannedOn)}. Nothing is entered when it was given as planned.`
        }
      >
        {asked === null ? null : (
          <InjectionExceptionForm
            enrollmentId={enrollmentId}
            drug={course.drug}
            plannedOn={asked.plannedOn}
            today={view.today}
            onSaved={(change) => {
              setSaved({ plannedOn: asked.plannedOn, change });
              setAsked(null);
            }}
          />
        )}
      </GuardedDialog>
      <Exceptions course={course} patientId={patientId} />
    </div>
  );
}

function Exceptions({ course, patientId }: { course: InjectionCourse; patientId: string }) {
  const { exceptions, days, name } = course;
  if (exceptions.length === 0) {
    return <p className="text-muted">No exception recorded.</p>;
  }
  const byDay = new Map(days.map((injection) => [injection.plannedOn, injection]));
  return (
    <Table label={`Exceptions of ${name}`}>
      <TableHead>
        <TableRow>
          <TableHeader sticky>Planned</TableHeader>
          <TableHeader>What happened</TableHeader>
          <TableHeader>Given</TableHeader>
          <TableHeader>Reason</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {exceptions.map(({ recordId, kind, plannedOn, reason, isPlanned }) => (
          <TableRow key={recordId}>
            <TableCell sticky className="whitespace-nowrap">
              <RecordLink patientId={patientId} recordId={recordId}>
                {plannedOn}
              </RecordLink>
            </TableCell>
            <TableCell className="whitespace-nowrap">{injectionExceptionLabels[kind]}</TableCell>
            <TableCell className="whitespace-nowrap">
              {isPlanned ? <Given injection={byDay.get(plannedOn)} /> : 'not in the plan: check'}
            </TableCell>
            <TableCell className="min-w-40">{reason}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Given({ injection }: { injection: InjectionDay | undefined }) {
  return injection === undefined || injection.givenOn === null ? (
    'not given'
  ) : (
    <>
      {injection.givenOn}, <Quantity value={injection.amount.toLocaleString('en-US')} unit="IU" />
    </>
  );
}
