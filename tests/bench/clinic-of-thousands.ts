import pg from 'pg';
import type { Actor } from '@/lib/auth/actor';
import { addDays, type Day, toCivilDate, toDay } from '@/lib/dates/civil-date';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { siteToday } from '@/lib/server/clock';
import { closeDatabase } from '@/lib/server/db/client';
import { importCourses } from '@/lib/server/enrollments/import-course';
import { type Connections, connectionsTo } from '@/scripts/launch/database';
import { databaseUrl } from '@/scripts/launch/embedded-postgres';
import { courseOfMan, openClinic } from '../support/clinic';
import { openTestCluster, type TestCluster, templateDatabase } from '../support/cluster';
import { recordsOfTreatment } from '../support/treated-man';
import { replicatePatients } from './replicate';

/** Imported one by one; every other man is a copy of one of them. */
const originals = 50;
export const benchTimeZone = 'America/New_York';

export interface LargeClinic {
  readonly connections: Connections;
  readonly nurse: Actor;
  readonly physician: Actor;
  readonly siteId: string;
  /** The man asked for beside them; else one of theirs. */
  readonly extraPatientId: string;
  readonly close: () => Promise<void>;
}

/** One site with this many men under treatment, in every month of it, some of them late. */
export async function openLargeClinic(
  enrollments: number,
  extra: ImportedCourseInput = courseOfMan(),
): Promise<LargeClinic> {
  const { cluster, close } = await openTestCluster();
  try {
    const connections = connectionsTo(templateDatabase, cluster.port, cluster.passwords);
    process.env['DATABASE_URL'] = connections.appUrl;
    const filled = await fill(connections, cluster, enrollments, extra);
    return { connections, ...filled, close: () => closeDatabase().then(close) };
  } catch (error) {
    await closeDatabase();
    await close();
    throw error;
  }
}

async function fill(
  connections: Connections,
  cluster: TestCluster,
  enrollments: number,
  extra: ImportedCourseInput,
): Promise<Pick<LargeClinic, 'nurse' | 'physician' | 'siteId' | 'extraPatientId'>> {
  const owner = new pg.Pool({ connectionString: connections.ownerUrl, max: 1 });
  const superuser = new pg.Client({
    connectionString: databaseUrl({
      role: 'postgres',
      password: cluster.superuserPassword,
      port: cluster.port,
      database: templateDatabase,
    }),
  });
  await superuser.connect();
  try {
    const { physician, nurse, site } = await openClinic(owner, 'BENCH', benchTimeZone);
    const today = toDay(siteToday(benchTimeZone));
    const courses = Array.from({ length: originals }, (_, index) => courseOf(index, today));
    await importCourses(physician, { siteId: site.id, courses });
    await replicatePatients(superuser, enrollments / originals - 1);
    const { imported } = await importCourses(physician, { siteId: site.id, courses: [extra] });
    const [man] = imported;
    if (man === undefined) {
      throw new Error('The man was there already.');
    }
    return { nurse, physician, siteId: site.id, extraPatientId: man.patientId };
  } finally {
    await Promise.all([owner.end(), superuser.end()]);
  }
}

/** First doses spread over nine months; a man in three has not come for up to eight weeks and was called twice. */
function courseOf(index: number, today: Day): ImportedCourseInput {
  const firstDoseOn = addDays(today, -Math.round((index * 270) / originals) - 1);
  const absentDays = index % 3 === 0 ? (index * 11) % 57 : 0;
  const enrolledOn = toCivilDate(addDays(firstDoseOn, -5));
  return courseOfMan({
    consentOn: enrolledOn,
    enrolledOn,
    records: [
      ...recordsOfTreatment(firstDoseOn, addDays(today, -absentDays)),
      ...(index % 10 === 5 ? [highTriglycerides(addDays(today, -2))] : []),
    ],
    contacts: absentDays > 14 ? [calledInVain(today, 9, null), calledInVain(today, 2, 3)] : [],
  });
}

function calledInVain(
  today: Day,
  daysAgo: number,
  remindIn: number | null,
): NonNullable<ImportedCourseInput['contacts']>[number] {
  return {
    occurrenceKeys: ['semen#1', 'semen#2', 'monthly-check#3', 'monthly-check#4'],
    contactedOn: toCivilDate(addDays(today, -daysAgo)),
    channel: 'phone',
    outcome: 'no-answer',
    remindOn: remindIn === null ? null : toCivilDate(addDays(today, remindIn)),
  };
}

function highTriglycerides(on: Day): ImportedCourseInput['records'][number] {
  return {
    kind: 'lab-report',
    on: toCivilDate(on),
    content: {
      laboratory: 'Central',
      results: [{ analyte: 'triglycerides', value: '612', unit: 'mg/dL' }],
      confirmed: ['triglycerides'],
    },
  };
}
