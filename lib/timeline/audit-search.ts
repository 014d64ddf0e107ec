import { z } from 'zod';
import { hrefWith } from '@/lib/core/href';
import { pageSchema } from '@/lib/core/page-number';
import { type CivilDate, civilDateSchema } from '@/lib/dates/civil-date';
import { type AuditedTable, auditedTables } from './describe-audit-event';

/** What the address of the audit page asks for. */
export interface AuditPageSearch {
  readonly studyId: string | null;
  readonly tableName: AuditedTable | null;
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  readonly page: number;
}

const tables = Object.keys(auditedTables) as [AuditedTable, ...AuditedTable[]];

// An address can be mistyped: whatever does not fit counts as not given.
const searchSchema = z.object({
  patient: z.string().trim().min(1).max(40).nullable().catch(null),
  table: z.enum(tables).nullable().catch(null),
  from: civilDateSchema.nullable().catch(null),
  to: civilDateSchema.nullable().catch(null),
  page: pageSchema,
});

export function readAuditSearch(parameters: unknown): AuditPageSearch {
  const { patient, table, from, to, page } = searchSchema.parse(parameters);
  return { studyId: patient, tableName: table, from, to, page };
}

export function auditHref({ studyId, tableName, from, to, page }: AuditPageSearch): string {
  return hrefWith('/audit', {
    patient: studyId,
    table: tableName,
    from,
    to,
    page: page === 1 ? null : page,
  });
}
