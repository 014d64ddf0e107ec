import type { Route } from 'next';
import { notFound } from 'next/navigation';
import { TabLinks } from '@/app/_components/ui/tab-links';
import { can } from '@/lib/auth/can';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { PatientHeader } from './_components/patient-header';

export default async function PatientLayout({
  children,
  params,
}: LayoutProps<'/patients/[patientId]'>) {
  const { actor } = await requirePermission('patient:read');
  const chart = (await loadChart(actor, (await params).patientId)) ?? notFound();
  const { id, siteId } = chart.patient;
  const openFlags = chart.openFlags.red + chart.openFlags.amber;
  const tab = (path: string) => `/patients/${id}${path}` as Route;
  return (
    <>
      <PatientHeader chart={chart} mayRecord={can(actor, 'visit:record', siteId)} />
      <TabLinks
        label="Patient"
        links={[
          { href: tab(''), label: 'Timeline' },
          { href: tab('/schedule'), label: 'Schedule' },
          { href: tab('/labs'), label: 'Labs' },
          { href: tab('/semen'), label: 'Semen' },
          {
            href: tab('/adverse-events'),
            label: 'Adverse events',
            count: chart.suggestions.length === 0 ? undefined : chart.suggestions.length,
          },
          { href: tab('/flags'), label: 'Flags', count: openFlags },
          { href: tab('/therapy'), label: 'Therapy' },
          { href: tab('/history'), label: 'History' },
          { href: tab('/eligibility'), label: 'Eligibility' },
        ]}
      />
      <div className="pt-4">{children}</div>
    </>
  );
}
