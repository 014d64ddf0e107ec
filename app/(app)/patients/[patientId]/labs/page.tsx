import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { FilterChip } from '@/app/_components/ui/chip';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { LinkButton } from '@/app/_components/ui/link-button';
import { OlderNewer } from '@/app/_components/ui/older-newer';
import { ChipGroup } from '@/app/(app)/_components/chip-group';
import { chosenEnrollment } from '@/app/(app)/patients/[patientId]/_components/chosen-enrollment';
import { can } from '@/lib/auth/can';
import { hrefWith } from '@/lib/core/href';
import { pageSchema } from '@/lib/core/page-number';
import { gradedResults } from '@/lib/course/graded-results';
import { ctcaeVersionOf } from '@/lib/ctcae/ctcae-version';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { type FlowsheetUnits, flowsheetUnits, labFlowsheet } from '@/lib/timeline/lab-flowsheet';
import { FlowsheetKey } from './_components/flowsheet-key';
import { FlowsheetTable } from './_components/flowsheet-table';

export const metadata: Metadata = { title: 'Labs' };

const unitNames: Readonly<Record<FlowsheetUnits, string>> = {
  reported: 'As reported',
  standardized: 'Standardized',
};

const unitsSchema = z.enum(flowsheetUnits).catch('reported');

export default async function LabsPage({
  params,
  searchParams,
}: PageProps<'/patients/[patientId]/labs'>) {
  const { actor } = await requirePermission('patient:read');
  const { patientId } = await params;
  const chart =
    (await loadChart(actor, patientId, chosenEnrollment(await searchParams))) ?? notFound();
  const { loaded, evaluation, enrollment, patient } = chart;
  const mayEnter = enrollment.status === 'active' && can(actor, 'visit:record', patient.siteId);
  const search = await searchParams;
  const units = unitsSchema.parse(search['units']);
  const { protocol, course } = loaded;
  const { therapy } = evaluation;
  const version = ctcaeVersionOf(protocol.settings);
  const graded = gradedResults(course, therapy, version);
  const sheet = labFlowsheet(course.records, graded, therapy.firstDoseOn, {
    page: pageSchema.parse(search['page']),
    units,
  });
  const { page } = sheet;
  if (sheet.reportCount === 0) {
    return (
      <EmptyState
        title="No lab report yet"
        action={mayEnter ? <EnterReport patientId={patientId} /> : null}
      >
        Enter the first one here or with a visit, or add an earlier report as history.
      </EmptyState>
    );
  }
  const hrefOf = (parameters: { page: number; units: FlowsheetUnits }) =>
    hrefWith(`/patients/${patientId}/labs`, {
      enrollment: chart.earlierId,
      page: parameters.page === 1 ? null : parameters.page,
      units: parameters.units === 'reported' ? null : parameters.units,
    }) as Route;
  return (
    <section aria-label="Flowsheet" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 print:hidden">
        <ChipGroup label="Units">
          {flowsheetUnits.map((one) => (
            <FilterChip key={one} isActive={one === units} href={hrefOf({ page, units: one })}>
              {unitNames[one]}
            </FilterChip>
          ))}
        </ChipGroup>
        <OlderNewer
          label="Reports by date"
          page={page}
          hasMore={sheet.hasOlder}
          hrefOf={(next) => hrefOf({ page: next, units })}
        />
        {mayEnter ? (
          <span className="ml-auto">
            <EnterReport patientId={patientId} />
          </span>
        ) : null}
      </div>
      <FlowsheetTable
        // Each window begins anew at its newest report.
        key={`${page} ${units}`}
        sheet={sheet}
        recordPath={`/patients/${patientId}/records/:id`}
      />
      <FlowsheetKey sheet={sheet} version={version} />
    </section>
  );
}

function EnterReport({ patientId }: { patientId: string }) {
  return <LinkButton href={`/patients/${patientId}/labs/new`}>Enter lab report</LinkButton>;
}
