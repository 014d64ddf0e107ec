import type { Route } from 'next';
import { FilterChip } from '@/app/_components/ui/chip';
import { Notice } from '@/app/_components/ui/notice';
import { ChipGroup } from '@/app/(app)/_components/chip-group';
import { hrefWith } from '@/lib/core/href';
import { outcomeLabels } from '@/lib/enrollment/enrollment-outcome';
import type { Chart, ListedEnrollment } from '@/lib/server/patients/load-chart';

/** For a man who was enrolled more than once: which of his enrollments the pages show. */
export function EnrollmentSwitch({ chart }: { chart: Chart }) {
  const { patient, enrollment, enrollments, earlierId } = chart;
  if (enrollments.length < 2) {
    return null;
  }
  return (
    <div className="flex flex-col gap-2 pb-2">
      <ChipGroup label="Enrollments">
        {enrollments.map((one, index) => (
          <FilterChip
            key={one.id}
            isActive={one.id === enrollment.id}
            href={
              hrefWith(`/patients/${patient.id}`, {
                enrollment: index === 0 ? null : one.id,
              }) as Route
            }
          >
            {nameOf(one)}
          </FilterChip>
        ))}
      </ChipGroup>
      {earlierId === null ? null : (
        <Notice tone="info" title="An earlier enrollment, kept as it was">
          Nothing can be added to it; a wrong record is corrected at the record itself.
        </Notice>
      )}
    </div>
  );
}

function nameOf({ protocolTitle, enrolledOn, endedOn, status }: ListedEnrollment): string {
  const outcome = outcomeLabels[status as keyof typeof outcomeLabels] ?? status;
  const span = endedOn === null ? `since ${enrolledOn}` : `${enrolledOn} to ${endedOn}`;
  return `${protocolTitle}, ${span}, ${outcome.toLowerCase()}`;
}
