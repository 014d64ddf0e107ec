'use client';

import {
  DateInput,
  NumberField,
  recordFields,
  within,
} from '@/app/_components/records/record-field';
import { Button } from '@/app/_components/ui/button';
import type { ListedAdverseEvent } from '@/lib/course/adverse-event-list';
import type { AdverseEventSuggestion } from '@/lib/course/adverse-event-suggestions';
import type { CivilDate } from '@/lib/dates/civil-date';
import { gradeChange } from '@/lib/visits/adverse-event-values';
import { CourseDialog } from './course-dialog';

type Props = {
  event: ListedAdverseEvent;
  /** The findings that say so, where there are any. */
  suggestion: AdverseEventSuggestion | null;
  patientId: string;
  today: CivilDate;
};

/** What he has had stays; each change adds a grade and the day from which it holds. */
export function GradeChangeDialog({ event, suggestion, patientId, today }: Props) {
  const values = gradeChange(event, suggestion);
  const changes = Math.max(suggestion?.steps.length ?? 0, 1);
  return (
    <CourseDialog
      event={event}
      patientId={patientId}
      values={values}
      title={`Grade changed: ${event.name}`}
      saved={`The grade of ${event.name} is changed.`}
      trigger={
        suggestion === null ? (
          <Button size="small" aria-label={`Grade changed: ${event.name}`}>
            Grade changed
          </Button>
        ) : (
          <Button
            size="small"
            variant="primary"
            data-row-action
            aria-label={`Confirm: ${event.name}`}
          >
            Confirm
          </Button>
        )
      }
    >
      {(form) =>
        Array.from({ length: changes }, (_, index) => {
          const position = event.grades.length + index;
          const step = within(recordFields(form, 'entry.content'), `grades.${position}`);
          return (
            <div key={position} className="grid gap-4 sm:grid-cols-2">
              <NumberField fields={step} name="grade" label="Grade" unit="1 to 5" />
              <DateInput fields={step} name="from" label="From" today={today} />
            </div>
          );
        })
      }
    </CourseDialog>
  );
}
