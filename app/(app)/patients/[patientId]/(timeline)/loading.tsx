import { Skeleton } from '@/app/_components/ui/skeleton';

export default function PatientLoading() {
  return <Skeleton rows={14} label="Loading the chart" />;
}
