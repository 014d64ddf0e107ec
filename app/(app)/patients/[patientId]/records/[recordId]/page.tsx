import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Notice } from '@/app/_components/ui/notice';
import { can } from '@/lib/auth/can';
import { signerAt } from '@/lib/auth/signature';
import { fastingNote } from '@/lib/course/fasting-note';
import { gradedResults } from '@/lib/course/graded-results';
import { sampleAdequacy } from '@/lib/course/sample-adequacy';
import { satisfiedBy } from '@/lib/course/satisfied-by';
import { ctcaeVersionOf } from '@/lib/ctcae/ctcae-version';
import { toDay } from '@/lib/dates/civil-date';
import { findSampleDecision } from '@/lib/server/decisions/queries';
import { findDraft } from '@/lib/server/drafts/find-draft';
import { listLaboratories } from '@/lib/server/labs/queries';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { getRecordPage } from '@/lib/server/records/queries';
import { labFormView } from '@/lib/visits/lab-form-view';
import { amendmentFormKey } from '@/lib/visits/record-entry-values';
import { AdequateForIcsi } from './_components/adequate-for-icsi';
import { CorrectAuthorization } from './_components/correct-authorization';
import { RecordDetails } from './_components/record-details';
import { RecordEditor } from './_components/record-editor';
import { RecordOrigin } from './_components/record-origin';
import { RecordVersions } from './_components/record-versions';
import { ResultGrades } from './_components/result-grades';

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
  const formKey = amendmentFormKey(recordId);
  const isLabReport = mayAmend && record.entry.kind === 'lab-report';
  const laboratories = isLabReport ? await listLaboratories(actor, patient.siteId) : [];
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
          labs={
            isLabReport
              ? labFormView(loaded.course, [], laboratories, toDay(today), recordId)
              : null
          }
          place={{ formKey, siteId: patient.siteId, patientId }}
          draft={mayAmend ? await findDraft(actor, formKey) : null}
          mayAmend={mayAmend}
        >
          <RecordDetails details={record.details} />
        </RecordEditor>
        {record.isVoided ? null : (
          <ResultGrades
            results={gradedResults(
              loaded.course,
              evaluation.therapy,
              ctcaeVersionOf(loaded.protocol.settings),
            ).filter((result) => result.recordId === recordId)}
          />
        )}
        {mayAmend && record.entry.kind === 'dispensing' ? (
          <CorrectAuthorization recordId={recordId} number={record.authorizationNumber} />
        ) : null}
      </div>
      <AdequateForIcsi
        enrollmentId={enrollment.id}
        recordId={recordId}
        adequacy={sampleAdequacy(loaded.protocol, loaded.course, recordId)}
        decision={
          await findSampleDecision(actor, enrollment.id, recordId, loaded.enrollment.timeZone)
        }
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
