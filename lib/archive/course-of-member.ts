import { toDay } from '@/lib/dates/civil-date';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { entryOfRecord } from '@/lib/records/entry-of-record';
import type { ArchiveMember } from './archive-file';

/** A course to be imported, and what of the archive stands for a signature, which nobody can take over. */
export interface ArchivedCourse {
  readonly course: ImportedCourseInput;
  readonly signatures: number;
}

/** Decisions that the plan or the response reads; the others say that somebody saw something, and are signed again. */
const transcribedMeanings = ['branch-chosen', 'sample-adequate'];

/**
 * @param taken ids of records and partners that an earlier enrollment of the same man brings along; they are added to
 */
export function courseOfMember(member: ArchiveMember, taken: Set<string>): ArchivedCourse {
  const { identity, source } = member;
  const { enrollment } = source;
  const records = source.records.filter(({ id }) => !taken.has(id));
  const partners = source.partners.filter(({ id }) => !taken.has(id));
  for (const { id } of [...records, ...partners]) {
    taken.add(id);
  }
  const position = (recordId: string) => records.findIndex(({ id }) => id === recordId);
  const transcribed = source.decisions.filter(({ meaning }) =>
    transcribedMeanings.includes(meaning),
  );
  const course = {
    studyId: enrollment.studyId,
    identity,
    ageAtConsent: enrollment.ageAtConsent,
    protocol: enrollment.protocol.code,
    version: enrollment.protocol.version,
    profile: enrollment.protocol.profile,
    profileVersion: enrollment.protocol.profileVersion,
    amendments: source.amendments.map(({ from, effectiveOn, reason }) => ({
      version: from.version,
      profile: from.profile,
      profileVersion: from.profileVersion,
      until: effectiveOn,
      reason,
    })),
    arm: enrollment.arm,
    consentOn: enrollment.consentOn,
    enrolledOn: enrollment.enrolledOn,
    ended: endOf(enrollment, position),
    cohortTag: enrollment.cohortTag,
    simulated: enrollment.simulated,
    records: records.map(entryOf),
    recordIds: records.map(({ id }) => id),
    decisions: transcribed.map(({ key, chosen, decidedOn, effectiveOn, reason, recordId }) => ({
      key,
      chosen,
      decidedOn,
      effectiveOn,
      reason,
      recordId,
    })),
    adjustments: source.adjustments,
    contacts: source.contacts.map(({ on, ...contact }) => ({ ...contact, contactedOn: on })),
    contactsAdjust: false,
    partners: partners.map(({ id, consentOn, birthYear }) => ({
      consentOn,
      birthYear,
      cycles: records.flatMap(({ kind, content }, index) =>
        kind === 'icsi-cycle' && content['partnerId'] === id ? [index] : [],
      ),
    })),
  };
  // What does not fit is refused by the schema of imported courses, with its path.
  return {
    course: course as ImportedCourseInput,
    signatures: source.decisions.filter((decision) => !decision.transcribed).length,
  };
}

type Source = ArchiveMember['source'];

function endOf(
  { status, endedOn, endReason, endCategory, endAdverseEventId }: Source['enrollment'],
  position: (recordId: string) => number,
) {
  if (endedOn === null) {
    return null;
  }
  const adverseEvent = endAdverseEventId === null ? -1 : position(endAdverseEventId);
  return {
    on: endedOn,
    status,
    reason: endReason ?? '',
    category: endCategory,
    adverseEvent: adverseEvent < 0 ? null : adverseEvent,
  };
}

/** Her cycles are told by their positions: the partner gets another id. */
function entryOf({ content, on, ...record }: Source['records'][number]) {
  const { partnerId: _, ...rest } = content;
  const stored = { ...record, on: toDay(on), voided: false, content: rest };
  return entryOfRecord(stored as unknown as ClinicalRecord);
}
