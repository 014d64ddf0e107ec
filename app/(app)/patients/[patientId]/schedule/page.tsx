import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { ContactButton } from '@/app/_components/contact/contact-button';
import type { ContactSubject } from '@/app/_components/contact/contact-form';
import { chosenEnrollment } from '@/app/(app)/patients/[patientId]/_components/chosen-enrollment';
import { can } from '@/lib/auth/can';
import { toCivilDate, toDay } from '@/lib/dates/civil-date';
import { describeRecord } from '@/lib/records/describe-record';
import { listFollowedEditions } from '@/lib/server/amendments/queries';
import { listContacts } from '@/lib/server/contacts/queries';
import { findDraft } from '@/lib/server/drafts/find-draft';
import { requirePermission } from '@/lib/server/page';
import { type Chart, loadChart } from '@/lib/server/patients/load-chart';
import { listAdjustments } from '@/lib/server/plan/queries';
import { getTransfers } from '@/lib/server/transfers/queries';
import {
  partOf,
  type ScheduleRow,
  scheduleParts,
  scheduleRows,
} from '@/lib/timeline/schedule-rows';
import { contactDraftKey } from '@/lib/worklist/contact-draft-key';
import { AdjustmentList } from './_components/adjustment-list';
import { CalendarFileLink } from './_components/calendar-file-link';
import { ContactList } from './_components/contact-list';
import { EndOfEnrollment } from './_components/end-of-enrollment';
import { FollowedEditions } from './_components/followed-editions';
import { ScheduleFilters } from './_components/schedule-filters';
import { type LinkableRecord, ScheduleTable } from './_components/schedule-table';
import { TransferSection } from './_components/transfer-section';

export const metadata: Metadata = { title: 'Schedule' };

const partSchema = z.enum(scheduleParts).nullable().catch(null);

export default async function SchedulePage({
  params,
  searchParams,
}: PageProps<'/patients/[patientId]/schedule'>) {
  const { actor } = await requirePermission('patient:read');
  const { patientId } = await params;
  const chart =
    (await loadChart(actor, patientId, chosenEnrollment(await searchParams))) ?? notFound();
  const part = partSchema.parse((await searchParams)['show']);
  const { loaded, evaluation, enrollment, patient, today } = chart;
  const adjustments = await listAdjustments(actor, enrollment.id, loaded.enrollment.timeZone);
  const mayAdjust = can(actor, 'plan:adjust', patient.siteId) && enrollment.status === 'active';
  const rows = scheduleRows(loaded.protocol, evaluation.plan, toDay(today));
  const log = await listContacts(actor, enrollment.id, loaded.enrollment.timeZone);
  const mayContact = chart.earlierId === null && can(actor, 'plan:adjust', patient.siteId);
  const contactDraft = await findDraft(actor, contactDraftKey(enrollment.id));
  const titles = Object.fromEntries(rows.map(({ key, title }) => [key, title]));
  const end = (
    <EndOfEnrollment
      patientId={patientId}
      enrollment={enrollment}
      mayEnd={can(actor, 'patient:enroll', patient.siteId)}
      mayReopen={chart.earlierId === null && can(actor, 'decision:make', patient.siteId)}
    />
  );
  return (
    <div className="flex flex-col gap-4">
      <FollowedEditions editions={await listFollowedEditions(actor, enrollment.id)} />
      {enrollment.status === 'active' ? null : end}
      <div className="flex flex-wrap items-start justify-between gap-2">
        <ScheduleFilters patientId={patientId} earlier={chart.earlierId} rows={rows} part={part} />
        {enrollment.status === 'active' ? <CalendarFileLink patientId={patientId} /> : null}
      </div>
      <ScheduleTable
        rows={rows.filter((row) => part === null || partOf(row) === part)}
        change={
          mayAdjust ? { enrollmentId: enrollment.id, today, records: linkableRecords(chart) } : null
        }
      />
      <ContactList
        log={log}
        plan={evaluation.plan}
        titles={titles}
        mayVoid={mayContact}
        action={
          mayContact ? (
            <ContactButton subject={contactSubject(chart, rows)} draft={contactDraft} />
          ) : null
        }
      />
      <AdjustmentList adjustments={adjustments} titles={titles} mayWithdraw={mayAdjust} />
      {chart.earlierId === null ? (
        <TransferSection
          patientId={patientId}
          transfers={await getTransfers(actor, patientId)}
          mayOffer={can(actor, 'patient:enroll', patient.siteId)}
        />
      ) : null}
      {enrollment.status === 'active' ? end : null}
    </div>
  );
}

/** What a visit would settle now: due or late; a branch point is no matter for a call. */
function contactSubject(
  { enrollment, patient, today }: Chart,
  rows: readonly ScheduleRow[],
): ContactSubject {
  const waiting = rows.filter(
    ({ state, kind, mayChange }) =>
      mayChange && kind !== 'decision' && (state === 'due' || state === 'overdue'),
  );
  return {
    enrollmentId: enrollment.id,
    siteId: patient.siteId,
    patientId: patient.id,
    who: patient.studyId,
    items: waiting.map(({ key, title, closesOn }) => ({
      key,
      title,
      hint: closesOn === null ? 'no closing date' : `closes ${closesOn}`,
    })),
    today,
  };
}

/** Every record that stands, newest first. */
function linkableRecords({ loaded }: Chart): LinkableRecord[] {
  return loaded.course.records
    .filter(({ voided }) => !voided)
    .toSorted((one, other) => other.on - one.on)
    .map((record) => {
      const { title, summary } = describeRecord(record);
      const label = `${toCivilDate(record.on)} ${title}: ${summary}`;
      return { kind: record.kind, value: record.id, label: label.slice(0, 120) };
    });
}
