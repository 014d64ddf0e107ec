import { z } from 'zod';
import { hrefWith } from '@/lib/core/href';
import { pageSchema } from '@/lib/core/page-number';
import type { CivilDate } from '@/lib/dates/civil-date';
import { enrollmentOutcomes } from '@/lib/enrollment/enrollment-outcome';

export const patientPageSize = 50;

export const patientSorts = [
  'name',
  'name-descending',
  'study-id',
  'study-id-descending',
  'enrolled',
  'enrolled-descending',
] as const;
export type PatientSort = (typeof patientSorts)[number];

export const enrollmentStatuses = ['active', ...enrollmentOutcomes] as const;
export type EnrollmentStatus = (typeof enrollmentStatuses)[number];

/** What the address of the list asks for. */
export interface PatientSearch {
  /** Part of a name, a record number or a study id. */
  readonly text: string | null;
  readonly siteId: string | null;
  readonly protocol: string | null;
  readonly status: EnrollmentStatus | null;
  readonly sort: PatientSort;
  readonly page: number;
}

export interface PatientListRow {
  readonly patientId: string;
  readonly siteCode: string;
  readonly studyId: string;
  /** Null where names are not for this reader, as is the record number. */
  readonly name: string | null;
  readonly recordNumber: string | null;
  readonly treatment: string;
  readonly month: string;
  readonly status: EnrollmentStatus;
  readonly response: string;
  readonly redFlags: number;
  readonly amberFlags: number;
  readonly enrolledOn: CivilDate;
  readonly lastVisitOn: CivilDate | null;
  readonly nextPlannedOn: CivilDate | null;
}

export interface PatientListView {
  /** Patients that match, on all pages. */
  readonly total: number;
  readonly rows: readonly PatientListRow[];
}

export const defaultPatientSort: PatientSort = 'study-id';

// An address can be mistyped: whatever does not fit counts as not given.
const searchSchema = z.object({
  q: z.string().trim().min(1).max(100).nullable().catch(null),
  site: z.uuid().nullable().catch(null),
  protocol: z.string().max(100).nullable().catch(null),
  status: z.enum(enrollmentStatuses).nullable().catch(null),
  sort: z.enum(patientSorts).catch(defaultPatientSort),
  page: pageSchema,
});

export function readPatientSearch(parameters: unknown): PatientSearch {
  const { q, site, protocol, status, sort, page } = searchSchema.parse(parameters);
  return { text: q, siteId: site, protocol, status, sort, page };
}

/** The list with other filters or another order; it starts at the first page unless one is named. */
export function patientListHref(search: Omit<PatientSearch, 'page'>, page = 1): string {
  return hrefWith('/patients', {
    q: search.text,
    site: search.siteId,
    protocol: search.protocol,
    status: search.status,
    sort: search.sort === defaultPatientSort ? null : search.sort,
    page: page === 1 ? null : page,
  });
}
