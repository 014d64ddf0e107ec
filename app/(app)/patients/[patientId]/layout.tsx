import type { Route } from 'next';
import { notFound } from 'next/navigation';
import { TabLinks } from '@/app/_components/ui/tab-links';
import { can } from '@/lib/auth/can';
import { hrefWith } from '@/lib/core/href';
import { requirePermission } from '@/lib/server/page';
import { type Chart, loadChart } from '@/lib/server/patients/load-chart';
import { ChosenHead } from './_components/chosen-head';
import { EnrollmentSwitch } from './_components/enrollment-switch';
import { PatientHeader } from './_components/patient-header';

export default async function PatientLayout({
  children,
  params,
}: LayoutProps<'/patients/[patientId]'>) {
  const { actor } = await requirePermission('patient:read');
  const { patientId } = await params;
  const chart = (await loadChart(actor, patientId)) ?? notFound();
  const charts = [chart];
  // A layout does not hear which enrollment the address asks for, so it holds the head of each.
  for (const { id } of chart.enrollments.slice(1)) {
    charts.push((await loadChart(actor, patientId, id)) ?? notFound());
  }
  const mayRecord = can(actor, 'visit:record', chart.patient.siteId);
  return (
    <>
      <ChosenHead
        heads={charts.map((one) => ({
          enrollmentId: one.enrollment.id,
          head: <Head chart={one} mayRecord={mayRecord} />,
        }))}
      />
      <div className="pt-4">{children}</div>
    </>
  );
}

function Head({ chart, mayRecord }: { chart: Chart; mayRecord: boolean }) {
  const openFlags = chart.openFlags.red + chart.openFlags.amber;
  const tab = (path: string) =>
    hrefWith(`/patients/${chart.patient.id}${path}`, { enrollment: chart.earlierId }) as Route;
  return (
    <>
      <PatientHeader chart={chart} mayRecord={mayRecord} />
      <EnrollmentSwitch chart={chart} />
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
          { href: tab('/procedures'), label: 'Procedures' },
          { href: tab('/flags'), label: 'Flags', count: openFlags },
          { href: tab('/therapy'), label: 'Therapy' },
          { href: tab('/history'), label: 'History' },
          { href: tab('/eligibility'), label: 'Eligibility' },
        ]}
      />
    </>
  );
}
