import 'server-only';
import { takeSnapshotInputSchema } from '@/lib/analysis/snapshot';
import { cohortCountView } from '@/lib/api/schemas/cohorts';
import {
  amendedRecordView,
  changedTherapyView,
  closedFlagView,
  enrolledView,
  madeDecisionView,
  recordedHistoryView,
  recordedReportView,
  recordedVisitView,
  savedCohortView,
  startedRegimenView,
  takenSnapshotView,
  voidedRecordView,
} from '@/lib/api/schemas/writes';
import { saveCohortInputSchema } from '@/lib/cohort/cohort';
import { countCohortInputSchema } from '@/lib/cohort/count';
import { makeDecisionInputSchema } from '@/lib/course/make-decision-input';
import { enrollPatientInputSchema } from '@/lib/enrollment/enroll-patient';
import { amendRecordInputSchema, voidRecordInputSchema } from '@/lib/records/amendment';
import { recordHistoryInputSchema } from '@/lib/records/history';
import { recordLabReportInputSchema } from '@/lib/records/record-lab-report';
import { changeTherapyInputSchema, startRegimenInputSchema } from '@/lib/records/therapy-change';
import { recordVisitInputSchema } from '@/lib/records/visit';
import { closeFlagCommandInputSchema } from '@/lib/safety/close-flag';
import { countCohort } from '../../cohorts/count-cohort';
import { saveCohort } from '../../cohorts/save-cohort';
import { makeDecision } from '../../decisions/make-decision';
import { closeFlag } from '../../flags/close-flag';
import { recordLabReport } from '../../labs/record-lab-report';
import { enrollPatient } from '../../patients/enroll-patient';
import { amendRecord } from '../../records/amend-record';
import { recordHistory } from '../../records/record-history';
import { voidRecord } from '../../records/void-record';
import { takeSnapshot } from '../../snapshots/take-snapshot';
import { changeTherapy } from '../../therapy/change-therapy';
import { startRegimen } from '../../therapy/start-regimen';
import { recordVisit } from '../../visits/record-visit';
import { commandEndpoint } from '../endpoint';

const signed =
  'It is signed: `password` is the password of the person whose token this is. A token alone signs nothing, and wrong passwords lock the account as on the sign-in page.';

/** Dates before a birth are refused, so whoever writes these could find it out. */
const needsIdentity = ['identity:read'] as const;

export const writeEndpoints = [
  commandEndpoint({
    name: 'enrollPatient',
    method: 'POST',
    path: '/patients',
    tag: 'Patients',
    summary: 'Enroll a patient, a new one or one whose enrollment has ended',
    permission: 'patient:enroll',
    alsoNeeds: needsIdentity,
    body: enrollPatientInputSchema,
    command: enrollPatient,
    answer: enrolledView,
    status: 201,
  }),
  commandEndpoint({
    name: 'recordHistory',
    method: 'POST',
    path: '/patients/{patientId}/history',
    tag: 'Records',
    summary: 'Record findings from before enrollment, each with its source',
    permission: 'visit:record',
    alsoNeeds: needsIdentity,
    body: recordHistoryInputSchema,
    command: recordHistory,
    answer: recordedHistoryView,
    status: 201,
  }),
  commandEndpoint({
    name: 'recordVisit',
    method: 'POST',
    path: '/enrollments/{enrollmentId}/visits',
    tag: 'Records',
    summary: 'Record a visit with everything it brought',
    permission: 'visit:record',
    body: recordVisitInputSchema,
    command: recordVisit,
    answer: recordedVisitView,
    status: 201,
  }),
  commandEndpoint({
    name: 'recordLabReport',
    method: 'POST',
    path: '/enrollments/{enrollmentId}/lab-reports',
    tag: 'Records',
    summary: 'Record a laboratory report that came without a visit',
    permission: 'visit:record',
    body: recordLabReportInputSchema,
    command: recordLabReport,
    answer: recordedReportView,
    status: 201,
  }),
  commandEndpoint({
    name: 'startRegimen',
    method: 'POST',
    path: '/enrollments/{enrollmentId}/regimens',
    tag: 'Records',
    summary: 'Start all drugs of a regimen of the protocol',
    permission: 'therapy:change',
    body: startRegimenInputSchema,
    command: startRegimen,
    answer: startedRegimenView,
    status: 201,
  }),
  commandEndpoint({
    name: 'changeTherapy',
    method: 'POST',
    path: '/enrollments/{enrollmentId}/therapy',
    tag: 'Records',
    summary: 'Record a dose, a hold, a resume or the stop',
    permission: 'therapy:change',
    body: changeTherapyInputSchema,
    command: changeTherapy,
    answer: changedTherapyView,
    status: 201,
  }),
  commandEndpoint({
    name: 'amendRecord',
    method: 'PUT',
    path: '/records/{recordId}',
    tag: 'Records',
    summary: 'Correct a record, with a reason and the version that was seen',
    permission: 'record:amend',
    alsoNeeds: needsIdentity,
    body: amendRecordInputSchema,
    command: amendRecord,
    answer: amendedRecordView,
  }),
  commandEndpoint({
    name: 'voidRecord',
    method: 'POST',
    path: '/records/{recordId}/void',
    tag: 'Records',
    summary: 'Void a record: it stays visible and counts for nothing',
    permission: 'record:amend',
    body: voidRecordInputSchema,
    command: voidRecord,
    answer: voidedRecordView,
  }),
  commandEndpoint({
    name: 'makeDecision',
    method: 'POST',
    path: '/enrollments/{enrollmentId}/decisions',
    tag: 'Decisions and flags',
    summary: 'Settle a branch point, or sign a sample as adequate',
    description: signed,
    permission: 'decision:make',
    body: makeDecisionInputSchema,
    command: makeDecision,
    answer: madeDecisionView,
    status: 201,
  }),
  commandEndpoint({
    name: 'closeFlag',
    method: 'POST',
    path: '/flags/{flagId}/close',
    tag: 'Decisions and flags',
    summary: 'Say what was done about a flag',
    description: `A red flag needs the scope flag:close-red. ${signed}`,
    permission: 'flag:close',
    body: closeFlagCommandInputSchema,
    command: closeFlag,
    answer: closedFlagView,
  }),
  commandEndpoint({
    name: 'saveCohort',
    method: 'POST',
    path: '/cohorts',
    tag: 'Cohorts and snapshots',
    summary: 'Save a cohort',
    permission: 'export:study',
    body: saveCohortInputSchema,
    command: saveCohort,
    answer: savedCohortView,
    status: 201,
  }),
  commandEndpoint({
    name: 'countCohort',
    method: 'POST',
    path: '/cohorts/count',
    tag: 'Cohorts and snapshots',
    summary: 'Count whom a definition lets in; nothing is stored',
    permission: 'export:study',
    body: countCohortInputSchema,
    command: countCohort,
    answer: cohortCountView,
  }),
  commandEndpoint({
    name: 'takeSnapshot',
    method: 'POST',
    path: '/cohorts/{cohortId}/snapshots',
    tag: 'Cohorts and snapshots',
    summary: 'Freeze who is in now, with everything recorded up to a day',
    permission: 'export:study',
    body: takeSnapshotInputSchema,
    command: takeSnapshot,
    answer: takenSnapshotView,
    status: 201,
  }),
];
