import { PageHeader } from '@/app/_components/ui/page-header';
import { Skeleton } from '@/app/_components/ui/skeleton';

export default function TodayLoading() {
  return (
    <>
      <PageHeader title="Today" description="Loading the list…" />
      <Skeleton rows={16} label="Loading the working list" />
    </>
  );
}
