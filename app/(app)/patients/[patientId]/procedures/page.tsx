import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { LinkButton } from '@/app/_components/ui/link-button';
import { chosenEnrollment } from '@/app/(app)/patients/[patientId]/_components/chosen-enrollment';
import { can } from '@/lib/auth/can';
import type { ProcedureList } from '@/lib/course/procedure-list';
import type { CycleTotals } from '@/lib/records/cycle-totals';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { getProcedurePage } from '@/lib/server/procedures/queries';
import { CycleTable } from './_components/cycle-table';
import { OperationTable } from './_components/operation-table';
import { PartnerSection } from './_components/partner-section';

export const metadata: Metadata = { title: 'Procedures' };

export default async function ProceduresPage({
  params,
  searchParams,
}: PageProps<'/patients/[patientId]/procedures'>) {
  const { actor } = await requirePermission('patient:read');
  const { patientId } = await params;
  const chart =
    (await loadChart(actor, patientId, chosenEnrollment(await searchParams))) ?? notFound();
  const list = await getProcedurePage(actor, chart);
  const { operations, cycles, partners } = list;
  const { siteId } = chart.patient;
  const isCurrent = chart.earlierId === null;
  const mayRecord = isCurrent && can(actor, 'visit:record', siteId);
  const mayAmend = can(actor, 'record:amend', siteId);
  const path = `/patients/${patientId}/procedures`;
  return (
    <div className="flex flex-col gap-8">
      <section aria-labelledby="operations-title" className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 id="operations-title" className="font-semibold text-large">
            Operations <span className="font-normal text-muted">{operations.length}</span>
          </h2>
          {mayRecord ? (
            <div className="flex flex-wrap gap-2">
              <LinkButton href={`${path}/new` as Route}>Record an operation</LinkButton>
              {operations.length === 0 ? null : (
                <LinkButton href={`${path}/checks/new` as Route}>
                  Record a check after it
                </LinkButton>
              )}
            </div>
          ) : null}
        </div>
        {operations.length === 0 ? (
          <EmptyState title="No operation is recorded">
            A biopsy, a mapping or a retrieval stands here with what was found on each side, its
            complications and the hormones after it.
          </EmptyState>
        ) : (
          <OperationTable operations={operations} patientId={patientId} />
        )}
      </section>
      <section aria-labelledby="cycles-title" className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 id="cycles-title" className="font-semibold text-large">
            ICSI cycles <span className="font-normal text-muted">{cycles.length}</span>
          </h2>
          {mayRecord && partners.length > 0 ? (
            <LinkButton href={`${path}/cycles/new` as Route}>Record a cycle</LinkButton>
          ) : null}
        </div>
        {cycles.length === 0 ? (
          <EmptyState title="No cycle is recorded">
            {partners.length === 0
              ? 'A cycle needs a partner whose consent is recorded; enter her below first.'
              : 'A cycle is recorded with the oocyte retrieval; transfers and outcomes are added to it as they come.'}
          </EmptyState>
        ) : (
          <>
            <Totals list={list} />
            <CycleTable cycles={cycles} patientId={patientId} mayAmend={mayAmend && isCurrent} />
          </>
        )}
      </section>
      <PartnerSection
        patientId={patientId}
        partners={partners}
        today={chart.today}
        mayRecord={mayRecord}
        mayAmend={mayAmend && isCurrent}
      />
    </div>
  );
}

function Totals({ list: { totals, euploidStatedIn } }: { list: ProcedureList }) {
  const afterTransfer = [
    ['clinical pregnancies', totals.clinical],
    ['miscarriages', totals.miscarriages],
    ['live births', totals.liveBirths],
    ['children born alive', totals.liveBorn],
  ] as const;
  // Without a transfer nobody knows of a birth: imported history may hold the cycle alone.
  const counts = [
    ['embryo transfers', totals.transfers === 0 ? 'none recorded' : totals.transfers],
    ['euploid embryos', euploidWords(totals, euploidStatedIn)],
    ...(totals.transfers === 0 ? [] : afterTransfer),
  ] as const;
  return (
    <ul aria-label="All cycles together" className="flex flex-wrap gap-x-4 gap-y-1">
      {counts.map(([label, count]) => (
        <li key={label}>
          <span className="text-muted">{label}</span>{' '}
          <span className="font-medium tabular-nums">{count}</span>
        </li>
      ))}
    </ul>
  );
}

/** A number that no cycle states is not zero. */
function euploidWords({ cycles, euploid }: CycleTotals, statedIn: number): string {
  if (statedIn === 0) {
    return 'not recorded';
  }
  return statedIn === cycles ? String(euploid) : `${euploid} in ${statedIn} of ${cycles} cycles`;
}
