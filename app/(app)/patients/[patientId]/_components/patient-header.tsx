import type { Route } from 'next';
import type { ReactNode } from 'react';
import { OccurrenceStateBadge } from '@/app/_components/occurrence-state-badge';
import { SeverityBadge } from '@/app/_components/severity-badge';
import { LinkButton } from '@/app/_components/ui/link-button';
import { toCivilDate } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import { outcomeLabels, withdrawalLabels } from '@/lib/enrollment/enrollment-outcome';
import type { Chart } from '@/lib/server/patients/load-chart';

type Props = { chart: Chart; mayRecord: boolean };

/** Stays in view above every tab: who this is, where the treatment stands, what comes next. */
export function PatientHeader({ chart, mayRecord }: Props) {
  const { patient, age, openFlags, enrollment, summary } = chart;
  return (
    <header className="flex flex-col gap-2 bg-surface pb-3 lg:sticky lg:top-12 lg:z-20 lg:-mt-4 lg:pt-4 print:static">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="font-semibold text-title">{patient.name ?? patient.studyId}</h1>
        <p className="text-muted">
          {[patient.name === null ? null : patient.studyId, age, patient.siteName]
            .filter((part) => part !== null)
            .join(' · ')}
        </p>
        <FlagCount severity="red" count={openFlags.red} />
        <FlagCount severity="amber" count={openFlags.amber} />
        {mayRecord && chart.earlierId === null && enrollment.status !== 'died' ? (
          <WayOn patientId={patient.id} isActive={enrollment.status === 'active'} />
        ) : null}
      </div>
      <dl className="flex flex-wrap gap-x-6 gap-y-1">
        <Fact term="Protocol">
          {enrollment.protocolTitle}
          {chart.loaded.protocol.definition.arms.length > 1 ? `, ${summary.treatment}` : ''}{' '}
          <span className="text-muted">version {enrollment.protocolVersion}</span>
        </Fact>
        {enrollment.status === 'active' ? null : (
          <Fact term="Enrollment">
            {describeEnd(enrollment)}
            {enrollment.endedOn === null ? '' : ` ${proseDate(enrollment.endedOn)}`}
          </Fact>
        )}
        {summary.time === null ? null : (
          <Fact term="On therapy">
            month {summary.time.month}, day {summary.time.day}
          </Fact>
        )}
        {summary.therapy.length === 0 ? null : (
          <Fact term="Dose">{summary.therapy.join('; ')}</Fact>
        )}
        <Fact term="Response">
          {summary.response.status}{' '}
          <span className="text-muted">{summary.response.confidence[0]}</span>
        </Fact>
        <Fact term="Next">
          <NextDue chart={chart} />
        </Fact>
        {summary.embargoUntil === null ? null : (
          <Fact term="No blood donation until">{proseDate(toCivilDate(summary.embargoUntil))}</Fact>
        )}
      </dl>
    </header>
  );
}

/** What one does next: log a visit, or enroll him again after the enrollment has ended. */
function WayOn({ patientId, isActive }: { patientId: string; isActive: boolean }) {
  return isActive ? (
    <LinkButton
      variant="primary"
      className="ml-auto"
      href={`/patients/${patientId}/visits/new` as Route}
    >
      Log visit
    </LinkButton>
  ) : (
    <LinkButton className="ml-auto" href={`/patients/new?patient=${patientId}` as Route}>
      Enroll again
    </LinkButton>
  );
}

function describeEnd({ status, endCategory, endAdverseEvent }: Chart['enrollment']): string {
  const outcome = outcomeLabels[status as keyof typeof outcomeLabels] ?? status;
  const cause =
    endAdverseEvent?.name ?? (endCategory === null ? null : withdrawalLabels[endCategory]);
  return (cause === null ? outcome : `${outcome} (${cause})`).toLowerCase();
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex max-w-full gap-1.5">
      <dt className="shrink-0 text-muted">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

function FlagCount({ severity, count }: { severity: 'red' | 'amber'; count: number }) {
  return count === 0 ? null : (
    <span>
      <SeverityBadge severity={severity} /> {count} open
    </span>
  );
}

function NextDue({ chart: { summary } }: { chart: Chart }) {
  const [next] = summary.due;
  if (next === undefined) {
    return 'nothing planned';
  }
  return (
    <>
      {next.title}, {proseDate(toCivilDate(next.planned))}{' '}
      <OccurrenceStateBadge state={next.state} />
    </>
  );
}
