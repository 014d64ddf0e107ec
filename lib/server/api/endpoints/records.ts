import 'server-only';
import { z } from 'zod';
import { listFields, pageOf } from '@/lib/api/cursor';
import { recordList, recordView, visitList } from '@/lib/api/schemas/records';
import { can } from '@/lib/auth/can';
import { type CivilDate, civilDateSchema, toDay } from '@/lib/dates/civil-date';
import { describeRecord } from '@/lib/records/describe-record';
import { entryOfRecord } from '@/lib/records/entry-of-record';
import { recordKinds } from '@/lib/records/record';
import { AppError } from '../../app-error';
import { civilDateFrom, dateOf } from '../../db/date-column';
import type { Prisma } from '../../db/generated/client';
import { groupBy } from '../../db/group-by';
import { inReadTransaction, type Transaction } from '../../db/transaction';
import {
  clinicalRecordFrom,
  labResultColumns,
  labResultFrom,
  recordColumns,
} from '../../records/record-row';
import { defineEndpoint } from '../endpoint';

const columns = {
  ...recordColumns,
  visitId: true,
  version: true,
  voidReason: true,
  recordedAt: true,
} as const satisfies Prisma.ClinicalRecordSelect;
type Row = Prisma.ClinicalRecordGetPayload<{ select: typeof columns }>;

/** With the results of all of them in one query. */
async function viewsOf(
  tx: Transaction,
  rows: readonly Row[],
): Promise<z.input<typeof recordView>[]> {
  const voidedAt = new Map(rows.map((row) => [row.id, row.voidedAt?.getTime()]));
  const stored = await tx.labResult.findMany({
    where: { recordId: { in: rows.map(({ id }) => id) } },
    select: { ...labResultColumns, voidedAt: true },
    orderBy: { id: 'asc' },
  });
  // A voided report keeps the results that were voided with it.
  const standing = stored.filter((row) => row.voidedAt?.getTime() === voidedAt.get(row.recordId));
  const results = groupBy(standing, ({ recordId }) => recordId, labResultFrom);
  return rows.map((row) => {
    const record = clinicalRecordFrom(row, results.get(row.id) ?? []);
    return {
      recordId: row.id,
      patientId: row.patientId,
      enrollmentId: row.enrollmentId,
      visitId: row.visitId,
      kind: record.kind,
      on: civilDateFrom(row.collectedOn),
      title: describeRecord(record).title,
      version: row.version,
      isVoided: record.voided,
      voidReason: row.voidReason,
      recordedAt: row.recordedAt.toISOString(),
      entry: entryOfRecord(record),
      results: record.results.map((result) => ({
        analyte: result.analyte,
        valueText: result.valueText,
        value: result.value,
        comparator: result.comparator,
        unit: result.unit,
        standardValue: result.standardValue,
        standardUnit: result.standardUnit,
      })),
    };
  });
}

const position = z.tuple([civilDateSchema, z.uuid()]);

const recordQuery = z.strictObject({
  kind: z.enum(recordKinds).optional(),
  from: civilDateSchema.optional(),
  to: civilDateSchema.optional(),
  enrollmentId: z.uuid().optional(),
  ...listFields(position),
});

const visitQuery = z.strictObject(listFields(position));

const midnight = (date: CivilDate) => dateOf(toDay(date));

/** @throws NOT_FOUND where there is no such patient at a site whose patients the actor may read */
async function requirePatient(
  tx: Transaction,
  actor: Parameters<typeof can>[0],
  patientId: string,
): Promise<void> {
  const row = await tx.patient.findUnique({ where: { id: patientId }, select: { siteId: true } });
  if (row === null || !can(actor, 'patient:read', row.siteId)) {
    throw new AppError('NOT_FOUND');
  }
}

export const recordEndpoints = [
  defineEndpoint({
    name: 'listRecords',
    method: 'GET',
    path: '/patients/{patientId}/records',
    tag: 'Records',
    summary: 'Everything recorded about a patient, voided records included',
    permission: 'patient:read',
    query: recordQuery,
    answer: recordList,
    run: ({ actor, params, query }) =>
      inReadTransaction(actor, async (tx) => {
        const { patientId } = params;
        await requirePatient(tx, actor, patientId);
        const { kind, enrollmentId, from, to, cursor, limit } = query;
        const rows = await tx.clinicalRecord.findMany({
          where: {
            patientId,
            ...(kind !== undefined && { kind }),
            ...(enrollmentId !== undefined && { enrollmentId }),
            collectedOn: {
              ...(from !== undefined && { gte: midnight(from) }),
              ...(to !== undefined && { lte: midnight(to) }),
            },
            ...(cursor !== undefined && {
              OR: [
                { collectedOn: { gt: midnight(cursor[0]) } },
                { collectedOn: midnight(cursor[0]), id: { gt: cursor[1] } },
              ],
            }),
          },
          select: columns,
          orderBy: [{ collectedOn: 'asc' }, { id: 'asc' }],
          take: limit + 1,
        });
        const views = await viewsOf(tx, rows);
        return pageOf(
          views,
          limit,
          (view) => view,
          ({ on, recordId }) => [on, recordId],
        );
      }),
  }),
  defineEndpoint({
    name: 'getRecord',
    method: 'GET',
    path: '/records/{recordId}',
    tag: 'Records',
    summary: 'One record',
    permission: 'patient:read',
    answer: recordView,
    run: ({ actor, params }) =>
      inReadTransaction(actor, async (tx) => {
        const row = await tx.clinicalRecord.findUnique({
          where: { id: params.recordId },
          select: { ...columns, siteId: true },
        });
        if (row === null || !can(actor, 'patient:read', row.siteId)) {
          throw new AppError('NOT_FOUND');
        }
        const [view] = await viewsOf(tx, [row]);
        if (view === undefined) {
          throw new AppError('NOT_FOUND');
        }
        return view;
      }),
  }),
  defineEndpoint({
    name: 'listVisits',
    method: 'GET',
    path: '/patients/{patientId}/visits',
    tag: 'Records',
    summary: 'Visits of a patient with the ids of what they brought',
    permission: 'patient:read',
    query: visitQuery,
    answer: visitList,
    run: ({ actor, params, query: { cursor, limit } }) =>
      inReadTransaction(actor, async (tx) => {
        await requirePatient(tx, actor, params.patientId);
        const rows = await tx.visit.findMany({
          where: {
            patientId: params.patientId,
            ...(cursor !== undefined && {
              OR: [
                { visitedOn: { gt: midnight(cursor[0]) } },
                { visitedOn: midnight(cursor[0]), id: { gt: cursor[1] } },
              ],
            }),
          },
          include: { records: { select: { id: true }, orderBy: { id: 'asc' } } },
          orderBy: [{ visitedOn: 'asc' }, { id: 'asc' }],
          take: limit + 1,
        });
        return pageOf(
          rows,
          limit,
          (row) => ({
            visitId: row.id,
            patientId: row.patientId,
            enrollmentId: row.enrollmentId,
            visitedOn: civilDateFrom(row.visitedOn),
            note: row.note,
            version: row.version,
            isVoided: row.voidedAt !== null,
            recordedAt: row.recordedAt.toISOString(),
            recordIds: row.records.map(({ id }) => id),
          }),
          (row) => [civilDateFrom(row.visitedOn), row.id],
        );
      }),
  }),
];
