import 'server-only';
import { z } from 'zod';
import { listFields, pageOf } from '@/lib/api/cursor';
import {
  enrollmentList,
  enrollmentView,
  patientList,
  patientView,
} from '@/lib/api/schemas/patients';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { enrollmentStatuses } from '@/lib/worklist/patient-list';
import { AppError } from '../../app-error';
import { civilDateFrom } from '../../db/date-column';
import type { Prisma } from '../../db/generated/client';
import { inReadTransaction } from '../../db/transaction';
import { chosenSiteIds } from '../chosen-sites';
import { defineEndpoint } from '../endpoint';

const enrollmentColumns = {
  id: true,
  patientId: true,
  siteId: true,
  arm: true,
  status: true,
  consentOn: true,
  enrolledOn: true,
  endedOn: true,
  bestResponse: true,
  currentStatus: true,
  responseOn: true,
  version: true,
  protocolVersion: { select: { code: true, version: true } },
  patient: { select: { studyId: true } },
} as const satisfies Prisma.EnrollmentSelect;
type EnrollmentRow = Prisma.EnrollmentGetPayload<{ select: typeof enrollmentColumns }>;

const patientColumns = {
  id: true,
  siteId: true,
  studyId: true,
  site: { select: { code: true } },
  identity: {
    select: { givenName: true, familyName: true, birthDate: true, recordNumber: true },
  },
  enrollments: { select: enrollmentColumns, orderBy: [{ enrolledOn: 'asc' }, { id: 'asc' }] },
} as const satisfies Prisma.PatientSelect;
type PatientRow = Prisma.PatientGetPayload<{ select: typeof patientColumns }>;

function viewOfEnrollment(row: EnrollmentRow): z.input<typeof enrollmentView> {
  const { id, protocolVersion, patient, consentOn, endedOn, responseOn, ...same } = row;
  return {
    ...same,
    enrollmentId: id,
    studyId: patient.studyId,
    protocol: protocolVersion.code,
    protocolVersion: protocolVersion.version,
    consentOn: consentOn && civilDateFrom(consentOn),
    enrolledOn: civilDateFrom(row.enrolledOn),
    endedOn: endedOn && civilDateFrom(endedOn),
    responseOn: responseOn && civilDateFrom(responseOn),
  } as z.input<typeof enrollmentView>;
}

function viewOfPatient(row: PatientRow, actor: Actor): z.input<typeof patientView> {
  const { id, siteId, studyId, site, enrollments } = row;
  const identity = can(actor, 'identity:read', siteId) ? row.identity : null;
  return {
    patientId: id,
    siteId,
    siteCode: site.code,
    studyId,
    identity: identity && {
      ...identity,
      birthDate: identity.birthDate && civilDateFrom(identity.birthDate),
    },
    enrollments: enrollments.map(viewOfEnrollment),
  };
}

const filters = {
  site: z.uuid('Give the id of a site.').optional(),
  protocol: z
    .enum(
      protocolLibrary.map(({ code }) => code),
      'Give the code of a protocol.',
    )
    .optional(),
  status: z.enum(enrollmentStatuses).optional(),
};

const patientQuery = z.strictObject({
  ...filters,
  studyId: z.string().max(100).optional(),
  ...listFields(z.tuple([z.string(), z.uuid()])),
});

const enrollmentQuery = z.strictObject({ ...filters, ...listFields(z.uuid()) });

function enrollmentFilter({
  protocol,
  status,
}: z.output<typeof enrollmentQuery> | z.output<typeof patientQuery>): Prisma.EnrollmentWhereInput {
  return {
    ...(protocol !== undefined && { protocolVersion: { code: protocol } }),
    ...(status !== undefined && { status }),
  };
}

export const patientEndpoints = [
  defineEndpoint({
    name: 'listPatients',
    method: 'GET',
    path: '/patients',
    tag: 'Patients',
    summary: 'Patients of your sites',
    permission: 'patient:read',
    query: patientQuery,
    answer: patientList,
    run: ({ actor, sites, query }) =>
      inReadTransaction(actor, async (tx) => {
        const { cursor: [studyId, id] = [] } = query;
        const isFiltered = query.protocol !== undefined || query.status !== undefined;
        const rows = await tx.patient.findMany({
          where: {
            siteId: { in: [...chosenSiteIds(sites, query.site)] },
            ...(query.studyId !== undefined && { studyId: query.studyId }),
            ...(isFiltered && { enrollments: { some: enrollmentFilter(query) } }),
            ...(studyId !== undefined &&
              id !== undefined && {
                OR: [{ studyId: { gt: studyId } }, { studyId, id: { gt: id } }],
              }),
          },
          select: patientColumns,
          orderBy: [{ studyId: 'asc' }, { id: 'asc' }],
          take: query.limit + 1,
        });
        return pageOf(
          rows,
          query.limit,
          (row) => viewOfPatient(row, actor),
          (row) => [row.studyId, row.id],
        );
      }),
  }),
  defineEndpoint({
    name: 'getPatient',
    method: 'GET',
    path: '/patients/{patientId}',
    tag: 'Patients',
    summary: 'One patient with his enrollments',
    permission: 'patient:read',
    answer: patientView,
    run: ({ actor, params }) =>
      inReadTransaction(actor, async (tx) => {
        const row = await tx.patient.findUnique({
          where: { id: params.patientId },
          select: patientColumns,
        });
        if (row === null || !can(actor, 'patient:read', row.siteId)) {
          throw new AppError('NOT_FOUND');
        }
        return viewOfPatient(row, actor);
      }),
  }),
  defineEndpoint({
    name: 'listEnrollments',
    method: 'GET',
    path: '/enrollments',
    tag: 'Enrollments',
    summary: 'Enrollments of your sites',
    permission: 'patient:read',
    query: enrollmentQuery,
    answer: enrollmentList,
    run: ({ actor, sites, query }) =>
      inReadTransaction(actor, async (tx) => {
        const rows = await tx.enrollment.findMany({
          where: {
            siteId: { in: [...chosenSiteIds(sites, query.site)] },
            ...enrollmentFilter(query),
            ...(query.cursor !== undefined && { id: { gt: query.cursor } }),
          },
          select: enrollmentColumns,
          orderBy: { id: 'asc' },
          take: query.limit + 1,
        });
        return pageOf(rows, query.limit, viewOfEnrollment, ({ id }) => id);
      }),
  }),
  defineEndpoint({
    name: 'getEnrollment',
    method: 'GET',
    path: '/enrollments/{enrollmentId}',
    tag: 'Enrollments',
    summary: 'One enrollment',
    permission: 'patient:read',
    answer: enrollmentView,
    run: ({ actor, params }) =>
      inReadTransaction(actor, async (tx) => {
        const row = await tx.enrollment.findUnique({
          where: { id: params.enrollmentId },
          select: enrollmentColumns,
        });
        if (row === null || !can(actor, 'patient:read', row.siteId)) {
          throw new AppError('NOT_FOUND');
        }
        return viewOfEnrollment(row);
      }),
  }),
];
