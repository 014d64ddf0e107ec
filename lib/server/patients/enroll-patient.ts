import 'server-only';
import type { z } from 'zod';
import { can } from '@/lib/auth/can';
import { invariant } from '@/lib/core/invariant';
import type { PlanChange } from '@/lib/course/plan-change';
import { type CivilDate, toDay } from '@/lib/dates/civil-date';
import {
  blockingUntilSigned,
  type Eligibility,
  evaluateEligibility,
} from '@/lib/eligibility/evaluate-eligibility';
import { enrollPatientInputSchema } from '@/lib/enrollment/enroll-patient';
import type { PatientIdentity } from '@/lib/enrollment/patient-identity';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { standardizeEntry } from '@/lib/records/record-entry';
import { AppError } from '../app-error';
import { type CommandContext, defineCommand } from '../command';
import { compiledProtocol } from '../courses/compiled-protocol';
import { replanAll } from '../courses/replan';
import { civilDateFrom } from '../db/date-column';
import { insertRows } from '../db/insert-rows';
import { newId } from '../db/new-id';
import { signDecision } from '../decisions/sign-decision';
import { assessmentRow } from '../eligibility/assessment-row';
import { overrideContent } from '../eligibility/override-content';
import { findProtocol } from '../protocols/find-protocol';
import { loadRecords } from '../records/load-records';
import { insertRecords, placeRecord, unsavedRecord } from '../records/record-row';
import { refuseFields, whenFuture } from '../refuse-fields';
import { nextStudyId } from './next-study-id';
import { enrollmentRow, identityRow, type NewEnrollment } from './patient-rows';
import { refuseIneligible } from './refuse-ineligible';

type Enrollment = z.output<typeof enrollPatientInputSchema>;

export type EnrolledPatient = {
  readonly patientId: string;
  readonly enrollmentId: string;
  readonly studyId: string;
  readonly change: PlanChange;
  /** `requested` waits for a physician's signature; the first dose waits with it. */
  readonly override: 'none' | 'requested' | 'signed';
};

const defaultSource = 'Recorded at enrollment';

/** A man enters a protocol: his identity, what the criteria rest on, the judgment, and his first plan. */
export const enrollPatient = defineCommand({
  name: 'patient.enroll',
  schema: enrollPatientInputSchema,
  permission: 'patient:enroll',
  findSite: async (_tx, { siteId }) => siteId,
  run: async (context, input): Promise<EnrolledPatient> => {
    const { tx, actor, today } = context;
    const { siteId, enrolledOn, findings, overrideReason } = input;
    refuseFields([['enrolledOn', whenFuture(enrolledOn, today)]]);
    const pin = await findProtocol(tx, siteId, input);
    const { definition, settings } = await compiledProtocol(tx, pin);
    const hasArm = definition.arms.some(({ key }) => key === input.arm);
    refuseFields([['arm', hasArm ? null : 'Choose one of the arms.']]);
    const patient = await findOrPrepare(context, input);
    const place = {
      siteId,
      patientId: patient.id,
      enrollmentId: null,
      visitId: null,
      recordedBy: actor.userId,
    };
    const records = findings.map((entry) =>
      placeRecord({ ...standardizeEntry(entry), source: entry.source ?? defaultSource }, place),
    );
    const known = [...patient.records, ...records.map(unsavedRecord)];
    const eligibility = evaluateEligibility(definition.eligibility, settings, known, {
      on: toDay(enrolledOn),
      arm: input.arm,
    });
    refuseIneligible(eligibility, overrideReason);
    if (patient.identity !== null) {
      await insertPatient(context, patient, patient.identity);
    }
    const enrollment: NewEnrollment = {
      id: newId(),
      siteId,
      patientId: patient.id,
      pin,
      arm: input.arm,
      consentOn: input.consentOn,
      enrolledOn,
      birthDate: patient.birthDate,
      ended: null,
      cohortTag: null,
      simulated: false,
    };
    await insertRows(tx, 'enrollment', [enrollmentRow(enrollment)]);
    await insertRecords(tx, records);
    const override = await storeAssessment(context, {
      enrollment,
      eligibility,
      records: known,
      overrideReason,
      password: input.password,
    });
    // What was found between two enrollments belongs to the later one from now on.
    const changes = await replanAll(tx, today, [...patient.earlierIds, enrollment.id]);
    const change = changes.get(enrollment.id);
    invariant(change, 'the new enrollment was planned');
    return {
      patientId: patient.id,
      enrollmentId: enrollment.id,
      studyId: patient.studyId,
      change,
      override,
    };
  },
});

interface EnrollingPatient {
  readonly id: string;
  readonly studyId: string;
  readonly birthDate: CivilDate | null;
  readonly records: readonly ClinicalRecord[];
  readonly earlierIds: readonly string[];
  /** Of a new patient; null where it is stored already. */
  readonly identity: PatientIdentity | null;
}

async function findOrPrepare(
  context: CommandContext,
  { patient, siteId, consentOn, enrolledOn }: Enrollment,
): Promise<EnrollingPatient> {
  if (patient.kind === 'existing') {
    return await findPatient(context, patient.patientId, { siteId, consentOn, enrolledOn });
  }
  const { tx, site } = context;
  const { identity } = patient;
  await refuseKnown(context, patient.studyId, identity.recordNumber);
  return {
    id: newId(),
    studyId: patient.studyId || (await nextStudyId(tx, site)),
    birthDate: identity.birthDate,
    records: [],
    earlierIds: [],
    identity,
  };
}

async function findPatient(
  { tx }: CommandContext,
  patientId: string,
  { siteId, consentOn, enrolledOn }: Pick<Enrollment, 'siteId' | 'consentOn' | 'enrolledOn'>,
): Promise<EnrollingPatient> {
  const row = await tx.patient.findFirst({
    where: { id: patientId, siteId },
    select: {
      studyId: true,
      identity: { select: { birthDate: true } },
      enrollments: { select: { id: true, status: true, consentOn: true, endedOn: true } },
    },
  });
  if (row === null) {
    throw new AppError('NOT_FOUND');
  }
  if (row.enrollments.some(({ status }) => status === 'active')) {
    const message = 'He is enrolled already; that enrollment has to end first.';
    throw new AppError('CONFLICT', { message, fields: { 'patient.patientId': message } });
  }
  const birthDate = row.identity?.birthDate ? civilDateFrom(row.identity.birthDate) : null;
  const isBorn = birthDate === null || birthDate < enrolledOn;
  refuseFields([['enrolledOn', isBorn ? null : `This is not after his birth on ${birthDate}.`]]);
  if (row.enrollments.some(({ status }) => status === 'died')) {
    const message = 'His last enrollment ended with his death.';
    throw new AppError('CONFLICT', { message, fields: { 'patient.patientId': message } });
  }
  for (const earlier of row.enrollments) {
    const endedOn = earlier.endedOn && civilDateFrom(earlier.endedOn);
    const consentBefore = earlier.consentOn && civilDateFrom(earlier.consentOn);
    const overlaps = endedOn !== null && enrolledOn < endedOn;
    const isOldConsent = consentBefore !== null && consentOn <= consentBefore;
    refuseFields([
      ['enrolledOn', overlaps ? `His earlier enrollment lasted to ${endedOn}.` : null],
      [
        'consentOn',
        isOldConsent
          ? `His consent of ${consentBefore} was to the earlier enrollment; this one needs its own.`
          : null,
      ],
    ]);
  }
  const records = (await loadRecords(tx, [patientId])).get(patientId) ?? [];
  return {
    id: patientId,
    studyId: row.studyId,
    birthDate,
    records: records.map(({ record }) => record),
    earlierIds: row.enrollments.map(({ id }) => id),
    identity: null,
  };
}

/** Asked before the insert, so that the message stands beside the field; a race is left to the unique key. */
async function refuseKnown(
  { tx, site: { siteId } }: CommandContext,
  studyId: string,
  recordNumber: string,
): Promise<void> {
  const fields: Record<string, string> = {};
  if ((await tx.patientIdentity.count({ where: { siteId, recordNumber } })) > 0) {
    fields['patient.identity.recordNumber'] = 'Another patient of the site has this record number.';
  }
  if ((await tx.patient.count({ where: { siteId, studyId } })) > 0) {
    fields['patient.studyId'] = 'Another patient of the site has this study id.';
  }
  if (Object.keys(fields).length > 0) {
    throw new AppError('DUPLICATE', { message: 'This patient may exist already.', fields });
  }
}

async function insertPatient(
  { tx, site: { siteId } }: CommandContext,
  { id, studyId }: EnrollingPatient,
  identity: PatientIdentity,
): Promise<void> {
  await insertRows(tx, 'patient', [{ id, site_id: siteId, study_id: studyId }]);
  await insertRows(tx, 'patient_identity', [identityRow(id, siteId, identity)]);
}

interface Assessed {
  readonly enrollment: NewEnrollment;
  readonly eligibility: Eligibility;
  /** Of the patient, those of this enrollment included. */
  readonly records: readonly ClinicalRecord[];
  readonly overrideReason: string;
  readonly password: string;
}

/** Keeps the judgment; a physician who enrolls against a criterion signs that with it. */
async function storeAssessment(
  context: CommandContext,
  assessed: Assessed,
): Promise<EnrolledPatient['override']> {
  const { tx, actor, site, today } = context;
  const { enrollment, eligibility, overrideReason, password } = assessed;
  const row = assessmentRow({ ...assessed, assessedBy: actor.userId });
  await insertRows(tx, 'eligibility_assessment', [row]);
  if (blockingUntilSigned(eligibility).length === 0) {
    return 'none';
  }
  if (!can(actor, 'decision:make', site.siteId)) {
    return 'requested';
  }
  refuseFields([['password', password === '' ? 'Enter your password to sign.' : null]]);
  const content = overrideContent({
    enrollmentId: enrollment.id,
    assessmentId: row.id,
    requestReason: overrideReason,
    blocking: eligibility.criteria.filter(({ blocks }) => blocks),
    records: assessed.records,
    chosen: 'enroll',
    decidedOn: today,
    reason: overrideReason,
  });
  await signDecision(context, enrollment, content, { password, replaces: null });
  return 'signed';
}
