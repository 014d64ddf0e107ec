import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Notice } from '@/app/_components/ui/notice';
import { can } from '@/lib/auth/can';
import { signerAt } from '@/lib/auth/signature';
import { fastingNote } from '@/lib/course/fasting-note';
import { sampleAdequacy } from '@/lib/course/sample-adequacy';
import { satisfiedBy } from '@/lib/course/satisfied-by';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { getRecordPage } from '@/lib/server/records/queries';
import { AdequateForIcsi } from './_components/adequate-for-icsi';
import { RecordDetails } from './_components/record-details';
import { RecordEditor } from './_components/record-editor';
import { RecordOrigin } from './_components/record-origin';
import { RecordVersions } from './_components/record-versions';

export const metadata: Metadata = { title: 'Record' };

export default async function RecordPage({
  params,
}: PageProps<'/patients/[patientId]/records/[recordId]'>) {
  const { actor } = await requirePermission('patient:read');
  const { patientId, recordId } = await params;
  const chart = (await loadChart(actor, patientId)) ?? notFound();
  const record = (await getRecordPage(actor, patientId, recordId)) ?? notFound();
  const { loaded, evaluation, enrollment, patient, today } = chart;
  const stored = loaded.course.records.find(({ id }) => id === recordId);
  const fasting = stored && fastingNote(loaded.protocol, stored);
  const mayAmend = can(actor, 'record:amend', patient.siteId) && !record.isVoided;
  return (
    <div className="flex max-w-4xl flex-col gap-8">
      <div className="flex flex-col gap-3">
        <h2 className="font-semibold text-large">
          {record.title} <span className="font-normal text-muted">{record.entry.on}</span>
        </h2>
        {record.isVoided ? (
          <Notice tone="amber" title="Voided: it counts for nothing">
            {record.voidReason}
          </Notice>
        ) : null}
        {fasting === undefined || fasting === null ? null : (
          <Notice
            tone={fasting.counts ? 'info' : 'amber'}
            title={fasting.counts ? 'Fasting not recorded' : 'Not fasting'}
          >
            {fasting.text}
          </Notice>
        )}
        <RecordEditor
          recordId={recordId}
          version={record.version}
          entry={record.entry}
          today={today}
          mayAmend={mayAmend}
        >
          <RecordDetails details={record.details} />
        </RecordEditor>
      </div>
      <AdequateForIcsi
        enrollmentId={enrollment.id}
        recordId={recordId}
        adequacy={sampleAdequacy(loaded.protocol, loaded.course, recordId)}
        today={today}
        signer={signerAt(actor, 'decision:make', patient.siteId)}
      />
      <RecordOrigin
        record={record}
        satisfies={satisfiedBy(loaded.protocol, evaluation.plan, recordId)}
      />
      <RecordVersions versions={record.versions} />
    </div>
  );
}
