import type { Route } from 'next';
import Link from 'next/link';
import { LinkButton } from '@/app/_components/ui/link-button';
import { proseDate } from '@/lib/dates/prose-date';
import { outcomeLabels, withdrawalLabels } from '@/lib/enrollment/enrollment-outcome';
import type { ChartEnrollment } from '@/lib/server/patients/load-chart';
import { ReopenEnrollment } from './reopen-enrollment';

type Props = {
  patientId: string;
  enrollment: ChartEnrollment;
  mayEnd: boolean;
  mayReopen: boolean;
};

/** The way out of an active enrollment; of an ended one how, when and why, and the way back. */
export function EndOfEnrollment({ patientId, enrollment, mayEnd, mayReopen }: Props) {
  if (enrollment.status === 'active') {
    return mayEnd ? (
      <section className="border-line border-t pt-4">
        <LinkButton href={`/patients/${patientId}/end` as Route}>End enrollment…</LinkButton>
      </section>
    ) : null;
  }
  const { status, endedOn, endReason, endCategory, endAdverseEvent } = enrollment;
  return (
    <section aria-labelledby="end-title" className="flex flex-col gap-1 border-line border-b pb-4">
      <h2 id="end-title" className="font-semibold">
        {status in outcomeLabels ? outcomeLabels[status as keyof typeof outcomeLabels] : status}
        {endedOn === null ? '' : ` on ${proseDate(endedOn)}`}
      </h2>
      {endCategory === null && endAdverseEvent === null ? null : (
        <p>
          {endCategory === null ? null : withdrawalLabels[endCategory]}
          {endAdverseEvent === null ? null : (
            <>
              {endCategory === null ? '' : ': '}
              <Link
                href={`/patients/${patientId}/records/${endAdverseEvent.recordId}` as Route}
                className="underline"
              >
                {endAdverseEvent.name}
              </Link>
            </>
          )}
        </p>
      )}
      <p className="text-muted">{endReason || 'No reason recorded'}</p>
      {mayReopen ? (
        <div className="pt-1">
          <ReopenEnrollment enrollmentId={enrollment.id} version={enrollment.version} />
        </div>
      ) : null}
    </section>
  );
}
