import 'server-only';
import type { EnrollmentFact } from '@/lib/cohort/cohort-case';
import type { Source } from '@/lib/cohort/variable';
import { invariant } from '@/lib/core/invariant';
import { Prisma } from '../db/generated/client';

/** Of enrollment `e`, its protocol version `v` and its site `s`. */
const enrollmentFacts: Readonly<Record<EnrollmentFact, Prisma.Sql>> = {
  site: Prisma.sql`s.code`,
  protocolVersion: Prisma.sql`v.version`,
  arm: Prisma.sql`e.arm`,
  status: Prisma.sql`e.status`,
  endCategory: Prisma.sql`e.end_category`,
  cohortTag: Prisma.sql`e.cohort_tag`,
  simulated: Prisma.sql`e.simulated`,
  ageAtConsent: Prisma.sql`e.age_at_consent`,
  consentOn: Prisma.sql`e.consent_on`,
  enrolledOn: Prisma.sql`e.enrolled_on`,
  endedOn: Prisma.sql`e.ended_on`,
  bestResponse: Prisma.sql`e.best_response`,
  currentStatus: Prisma.sql`e.current_status`,
  responseOn: Prisma.sql`e.response_on`,
  responseMonth: Prisma.sql`(e.response ->> 'responseMonth')::float8`,
  responseMaintained: Prisma.sql`(e.response ->> 'maintained')::boolean`,
  tmcResponse: Prisma.sql`(e.response -> 'tmcResponse' ->> 'meanSperm')::float8`,
};

/** The value as lib/cohort/variable-value.ts reads it from a case. */
export function valueSql(source: Source): Prisma.Sql {
  invariant(source.kind === 'enrollment', source.kind);
  return enrollmentFacts[source.fact];
}
