import type { Metadata, Route } from 'next';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { LinkButton } from '@/app/_components/ui/link-button';
import { PageHeader } from '@/app/_components/ui/page-header';
import { Pages } from '@/app/_components/ui/pages';
import { canAnywhere } from '@/lib/auth/can';
import { requirePermission } from '@/lib/server/page';
import { listPatients } from '@/lib/server/patients/list-patients';
import { listOffers } from '@/lib/server/transfers/queries';
import { patientListHref, patientPageSize, readPatientSearch } from '@/lib/worklist/patient-list';
import { OfferedPatients } from './_components/offered-patients';
import { PatientFilters } from './_components/patient-filters';
import { PatientSearchBox } from './_components/patient-search-box';
import { PatientTable } from './_components/patient-table';

export const metadata: Metadata = { title: 'Patients' };

export default async function PatientsPage({ searchParams }: PageProps<'/patients'>) {
  const { actor, sites } = await requirePermission('patient:read');
  const search = readPatientSearch(await searchParams);
  const { total, rows } = await listPatients(actor, sites, search);
  return (
    <>
      <PageHeader
        title="Patients"
        description={total === 1 ? '1 patient' : `${total} patients`}
        actions={
          canAnywhere(actor, 'patient:enroll') ? (
            <LinkButton variant="primary" href={'/patients/new' as Route}>
              Enroll
            </LinkButton>
          ) : null
        }
      />
      <OfferedPatients
        offers={await listOffers(actor, sites)}
        mayAnswer={canAnywhere(actor, 'patient:enroll')}
      />
      <PatientSearchBox search={search} seesNames={canAnywhere(actor, 'identity:read')} />
      <PatientFilters search={search} sites={sites} />
      {rows.length === 0 ? (
        <EmptyState
          title={total === 0 ? 'No patient matches' : 'Nothing on this page'}
          action={<LinkButton href="/patients">Show all patients</LinkButton>}
        >
          Search by {canAnywhere(actor, 'identity:read') ? 'name, record number or ' : ''}study id,
          or take a filter away.
        </EmptyState>
      ) : (
        <PatientTable rows={rows} search={search} />
      )}
      <Pages
        label="patients"
        page={search.page}
        pageSize={patientPageSize}
        total={total}
        hrefOf={(page) => patientListHref(search, page) as Route}
      />
    </>
  );
}
