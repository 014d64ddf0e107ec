import { PageHeader } from '@/app/_components/ui/page-header';
import { Skeleton } from '@/app/_components/ui/skeleton';

export default function PatientsLoading() {
  return (
    <>
      <PageHeader title="Patients" description="Loading…" />
      <Skeleton rows={18} label="Loading patients" />
    </>
  );
}
