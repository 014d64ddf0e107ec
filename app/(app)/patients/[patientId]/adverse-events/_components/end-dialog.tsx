'use client';

import { optionsOf } from '@/app/_components/records/options-of';
import { DateInput, recordFields, SelectField } from '@/app/_components/records/record-field';
import { Button } from '@/app/_components/ui/button';
import type { ListedAdverseEvent } from '@/lib/course/adverse-event-list';
import type { CivilDate } from '@/lib/dates/civil-date';
import {
  adverseEventOutcomes,
  drugActionLabels,
  drugActions,
  outcomeLabels,
} from '@/lib/records/adverse-event';
import { endOfEvent } from '@/lib/visits/adverse-event-values';
import { CourseDialog } from './course-dialog';

type Props = { event: ListedAdverseEvent; patientId: string; today: CivilDate };

export function EndDialog({ event, patientId, today }: Props) {
  return (
    <CourseDialog
      event={event}
      patientId={patientId}
      values={endOfEvent(event)}
      title={`Ended: ${event.name}`}
      saved={`${event.name} has ended.`}
      trigger={
        <Button size="small" aria-label={`Ended: ${event.name}`}>
          Ended
        </Button>
      }
    >
      {(form) => {
        const fields = recordFields(form, 'entry.content');
        return (
          <div className="grid gap-4 sm:grid-cols-2">
            <DateInput fields={fields} name="endedOn" label="Ended on" today={today} />
            <SelectField
              fields={fields}
              name="outcome"
              label="Outcome"
              options={optionsOf(adverseEventOutcomes, outcomeLabels)}
            />
            <SelectField
              fields={fields}
              name="action"
              label="What was done with the drug"
              options={optionsOf(drugActions, drugActionLabels)}
            />
          </div>
        );
      }}
    </CourseDialog>
  );
}
