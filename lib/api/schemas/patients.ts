import { z } from 'zod';
import { responseStatuses } from '@/lib/response/response';
import { enrollmentStatuses } from '@/lib/worklist/patient-list';
import { named } from '../named';
import { dateView, idView, listOf } from './shared';

export const enrollmentView = named('Enrollment', 'A patient on a protocol', {
  enrollmentId: idView,
  patientId: idView,
  siteId: idView,
  studyId: z.string(),
  protocol: z.string(),
  protocolVersion: z.string(),
  arm: z.string(),
  status: z.enum(enrollmentStatuses),
  consentOn: dateView.nullable(),
  enrolledOn: dateView,
  endedOn: dateView.nullable(),
  /** As of the last change; `GET …/response` computes it anew. */
  bestResponse: z.enum(responseStatuses).nullable(),
  currentStatus: z.enum(responseStatuses).nullable(),
  responseOn: dateView.nullable(),
  version: z.int(),
});

export const enrollmentList = listOf(
  'EnrollmentList',
  'Enrollments, the oldest first',
  enrollmentView,
);

const identityView = named('Identity', 'Only with the scope identity:read, where names are shown', {
  givenName: z.string(),
  familyName: z.string(),
  birthDate: dateView.nullable(),
  recordNumber: z.string().nullable(),
});

export const patientView = named('Patient', 'A patient by study id', {
  patientId: idView,
  siteId: idView,
  siteCode: z.string(),
  studyId: z.string(),
  identity: identityView.nullable(),
  enrollments: z.array(enrollmentView),
});

export const patientList = listOf('PatientList', 'Patients in the order of study ids', patientView);
