// A site with people, the protocol library and men on treatment, made through the program itself.
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Actor } from '@/lib/auth/actor';
import type { Role } from '@/lib/auth/roles';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { importCourses } from '@/lib/server/enrollments/import-course';
import { ensureLibrary } from '@/lib/server/protocols/ensure-library';
import { addSite, addUser, loadActor, type TestSite } from './accounts';

/** Of every physician and nurse of a clinic: what a signature asks for. */
export const testPassword = 'a password for tests';

export type Clinic = {
  readonly site: TestSite;
  readonly physician: Actor;
  readonly nurse: Actor;
  readonly coordinator: Actor;
  readonly administrator: Actor;
};

export async function openClinic(
  owner: pg.Pool,
  code = 'NYC',
  timeZone = 'America/New_York',
): Promise<Clinic> {
  const site = await addSite(owner, code, timeZone);
  const person = async (role: Role, password?: string) =>
    loadActor(owner, await addUser(owner, role, [site], { ...(password && { password }) }));
  const administrator = await person('administrator');
  await ensureLibrary(administrator, { requestId: randomUUID() });
  return {
    site,
    administrator,
    physician: await person('physician', testPassword),
    nurse: await person('staff', testPassword),
    coordinator: await person('coordinator'),
  };
}

let patientCount = 0;

/** A man on isotretinoin from 2026-01-10, enrolled on 2026-01-05; `course` overrides anything. */
export function courseOfMan(course: Partial<ImportedCourseInput> = {}): ImportedCourseInput {
  patientCount += 1;
  return {
    studyId: `S-${patientCount}`,
    identity: {
      givenName: 'Test',
      familyName: `Man ${patientCount}`,
      birthDate: '1988-03-01',
      recordNumber: `MRN-${patientCount}`,
    },
    protocol: 'isotretinoin-noa',
    arm: 'isotretinoin',
    consentOn: '2026-01-05',
    enrolledOn: '2026-01-05',
    ended: null,
    cohortTag: null,
    simulated: false,
    records: [firstDose],
    decisions: [],
    adjustments: [],
    ...course,
  };
}

export const firstDose: ImportedCourseInput['records'][number] = {
  kind: 'dose',
  on: '2026-01-10',
  content: {
    drug: 'isotretinoin',
    amount: 20,
    unit: 'mg',
    route: 'oral',
    timesPerDay: 2,
    everyDays: 1,
  },
};

/** Enrolls the man and answers with his enrollment's id and his own. */
export async function importMan(
  { physician, site }: Clinic,
  course: Partial<ImportedCourseInput> = {},
): Promise<{
  readonly enrollmentId: string;
  readonly patientId: string;
  readonly studyId: string;
}> {
  const { imported } = await importCourses(physician, {
    siteId: site.id,
    courses: [courseOfMan(course)],
  });
  const [man] = imported;
  if (man === undefined) {
    throw new Error('The man was there already.');
  }
  return man;
}
