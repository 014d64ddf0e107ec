'use client';

import { useEffect } from 'react';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { SubmitBar } from '@/app/_components/form/submit-bar';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { DateField } from '@/app/_components/ui/date-field';
import { FieldGroup } from '@/app/_components/ui/field-group';
import { Input } from '@/app/_components/ui/input';
import { useAnnounce } from '@/app/_components/ui/toast';
import { closeDayInputSchema } from '@/lib/course/clinic-calendar-input';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { ClosedDayResult } from '@/lib/server/calendar/close-day';
import type { CalendarMoveView } from '@/lib/server/calendar/view-effect';
import { closeDayAction } from '../../actions';
import { ReloadAfterRefusal } from './reload-after-refusal';

type Props = {
  siteId: string;
  day: CivilDate;
  today: CivilDate;
  calendarVersion: number;
  moves: readonly CalendarMoveView[];
};

export function CloseForm({ siteId, day, today, calendarVersion, moves }: Props) {
  const announce = useAnnounce();
  const asked = moves.filter(({ kind }) => kind === 'agreed' || kind === 'no-open-day');
  const { form, submit, isPending, failure } = useActionForm({
    schema: closeDayInputSchema,
    defaultValues: { siteId, day, calendarVersion, reason: '', agreed: asked.map(proposalFor) },
    action: closeDayAction,
    onSuccess: (result) => announce({ tone: 'done', message: describeResult(result) }),
  });
  useEffect(() => {
    // Somebody else has changed the calendar or a plan: what was typed for the same item stays.
    const typed = new Map(form.getValues('agreed').map((one) => [keyOf(one), one]));
    form.setValue('calendarVersion', calendarVersion);
    form.setValue(
      'agreed',
      moves
        .filter(({ kind }) => kind === 'agreed' || kind === 'no-open-day')
        .map((move) => typed.get(keyOf(move)) ?? proposalFor(move)),
    );
  }, [form, calendarVersion, moves]);
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <ReloadAfterRefusal failure={failure} />
      {asked.length === 0 ? null : (
        <section aria-labelledby="asked" className="flex flex-col gap-3">
          <div>
            <h2 id="asked" className="font-semibold text-large">
              Who needs another day from you
            </h2>
            <p className="text-muted">
              The calendar does not move these. Agree the day with the man; left blank, it stays on
              the closed day and says so.
            </p>
          </div>
          {asked.map((move, index) => (
            <FieldGroup
              key={keyOf(move)}
              legend={`${move.name ?? move.studyId}: ${move.title}`}
              hint={describeAsked(move)}
            >
              <div className="grid gap-4 sm:grid-cols-[12rem_1fr]">
                <FormField
                  form={form}
                  name={`agreed.${index}.plannedOn`}
                  label="Agreed day"
                  optional
                >
                  {(control) => <DateField {...control} today={today} />}
                </FormField>
                <FormField
                  form={form}
                  name={`agreed.${index}.reason`}
                  label="Reason for a day outside the window"
                  optional
                >
                  {(control) => <Input {...control} />}
                </FormField>
              </div>
            </FieldGroup>
          ))}
        </section>
      )}
      <FormField
        form={form}
        name="reason"
        label="Why is the clinic closed?"
        hint="Stands with the day, with every date agreed anew and in the audit trail: Public holiday."
      >
        {(control) => <Input {...control} />}
      </FormField>
      <SubmitBar label="Close this day" isPending={isPending} />
    </Form>
  );
}

function proposalFor({ enrollmentId, occurrenceKey, kind, to }: CalendarMoveView) {
  const plannedOn = kind === 'agreed' ? (to ?? '') : '';
  return { enrollmentId, occurrenceKey, plannedOn, reason: '' };
}

function keyOf({ enrollmentId, occurrenceKey }: { enrollmentId: string; occurrenceKey: string }) {
  return `${enrollmentId} ${occurrenceKey}`;
}

function describeAsked({ kind, to, opensOn, closesOn, isNeverLate }: CalendarMoveView): string {
  const window =
    closesOn === null ? `permitted from ${opensOn}` : `permitted from ${opensOn} to ${closesOn}`;
  const why =
    kind === 'agreed'
      ? `Agreed for this day; ${to === null ? 'no other day of its window is open' : `the nearest open day is ${to}`}`
      : 'No other day of its window is open';
  return `${why}; ${window}${isNeverLate ? ', never later' : ''}.`;
}

function describeResult({ moved, agreed, left }: ClosedDayResult): string {
  return moved + agreed + left === 0
    ? 'Closed. Nobody was planned on this day.'
    : `Closed: ${moved} moved inside their windows, ${agreed} agreed anew, ${left} stay with the mark.`;
}
