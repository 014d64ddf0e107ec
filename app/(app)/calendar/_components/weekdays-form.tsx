'use client';

import { useState } from 'react';
import { bindBox } from '@/app/_components/form/bind-field';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField, useFieldError } from '@/app/_components/form/form-field';
import { newSubmissionId } from '@/app/_components/form/new-submission-id';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { Checkbox } from '@/app/_components/ui/checkbox';
import { DialogActions } from '@/app/_components/ui/dialog';
import { FieldGroup } from '@/app/_components/ui/field-group';
import { Input } from '@/app/_components/ui/input';
import { useAnnounce } from '@/app/_components/ui/toast';
import { setClinicWeekdaysInputSchema } from '@/lib/course/clinic-calendar-input';
import { describeCalendarEffect } from '@/lib/course/describe-calendar-effect';
import { type IsoWeekday, isoWeekdays } from '@/lib/schedule/clinic-calendar';
import { weekdayNames } from '@/lib/worklist/calendar-month';
import { previewClinicWeekdaysAction, setClinicWeekdaysAction } from '../actions';

type Props = {
  siteId: string;
  weekdays: readonly IsoWeekday[];
  calendarVersion: number;
  onDone: () => void;
};

const textOf = (weekday: IsoWeekday) => `${weekday}` as const;

export function WeekdaysForm({ siteId, weekdays, calendarVersion, onDone }: Props) {
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm({
    schema: setClinicWeekdaysInputSchema,
    defaultValues: { siteId, weekdays: weekdays.map(textOf), calendarVersion, reason: '' },
    action: setClinicWeekdaysAction,
    onSuccess: ({ enrollments, plansChanged }) => {
      announce({
        tone: 'done',
        message: `Weekdays changed. ${plansChanged} of ${enrollments} plans were rebuilt.`,
      });
      onDone();
    },
  });
  const error = useFieldError({ form, name: 'weekdays' });
  const [preview, setPreview] = useState<readonly string[] | null>(null);
  const showPreview = async () => {
    if (!(await form.trigger('weekdays'))) {
      return;
    }
    const values = { siteId, weekdays: form.getValues('weekdays') };
    const answer = await previewClinicWeekdaysAction({ submissionId: newSubmissionId(), values });
    setPreview(
      answer.ok
        ? describeCalendarEffect(answer.data.men, answer.data.counts)
        : [answer.error.message],
    );
  };
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <FieldGroup legend="The clinic sees patients on" error={error}>
        <div className="grid gap-x-4 sm:grid-cols-2">
          {isoWeekdays.map((weekday) => (
            <Checkbox
              key={weekday}
              label={weekdayNames[weekday]}
              {...bindBox(form, 'weekdays', textOf(weekday))}
            />
          ))}
        </div>
      </FieldGroup>
      <div className="flex flex-col items-start gap-2">
        <Button onClick={showPreview}>Show what changes</Button>
        <div aria-live="polite" className="text-muted">
          {(preview ?? ['The plans of all active men are rebuilt on saving.']).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      </div>
      <FormField form={form} name="reason" label="Reason" hint="Stands in the audit trail.">
        {(control) => <Input {...control} />}
      </FormField>
      <DialogActions>
        <Button type="submit" variant="primary" pending={isPending}>
          Save
        </Button>
      </DialogActions>
    </Form>
  );
}
