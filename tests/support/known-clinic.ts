// Two clinics, each with a man whose every identifying detail can be told in an answer's text.
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { addDays, civilDate, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import type { PatientIdentityInput } from '@/lib/enrollment/patient-identity';
import { exportJobInputSchema } from '@/lib/export/export-request';
import { siteToday } from '@/lib/server/clock';
import { saveCohort } from '@/lib/server/cohorts/save-cohort';
import { inTransaction } from '@/lib/server/db/transaction';
import { writeStoredFile } from '@/lib/server/files/write-stored-file';
import { importCheckJob } from '@/lib/server/imports/check-import';
import { requestImportCheck } from '@/lib/server/imports/request-check';
import { defineJob } from '@/lib/server/jobs/define-job';
import { enqueueJob } from '@/lib/server/jobs/enqueue-job';
import { runNextJob } from '@/lib/server/jobs/run-next-job';
import { importScreening } from '@/lib/server/screening/import-screening';
import { takeSnapshot } from '@/lib/server/snapshots/take-snapshot';
import { type Clinic, importMan, openClinic } from './clinic';
import { bring } from './import-work';
import { submit } from './submit';
import { recordsOfTreatment } from './treated-man';

export interface KnownMan {
  readonly patientId: string;
  readonly enrollmentId: string;
  readonly studyId: string;
  /** Of a symptom check. */
  readonly recordId: string;
  /** Of a red flag. */
  readonly flagId: string;
  readonly adjustmentId: string;
  readonly contactId: string;
  readonly partnerId: string;
  /** Of a cycle of ICSI. */
  readonly cycleId: string;
  /** Of a supply. */
  readonly authorizationNumber: string;
  readonly identity: PatientIdentityInput;
}

export interface KnownClinic extends Clinic {
  readonly man: KnownMan;
  readonly nurseMembershipId: string;
  /** Of a count in the screening log. */
  readonly screeningId: string;
  /** Of a saved cohort. */
  readonly cohortId: string;
  /** Of everybody in it. */
  readonly snapshotId: string;
  /** Of an export of it that was written. */
  readonly exportJobId: string;
  /** Of a file with a result of its man and one of nobody, which has been checked. */
  readonly importId: string;
  /** Of its check. */
  readonly importJobId: string;
  /** Of an offer of its man, which its own people read, too. */
  readonly transferId: string;
  /** Of a day on which the clinic is closed, ten years from now. */
  readonly closedDayId: string;
}

const timeZone = 'America/New_York';

/** @param mark stands in every text about this clinic and its man */
export async function openKnownClinic(
  owner: pg.Pool,
  mark: string,
  birthDate: string,
): Promise<KnownClinic> {
  const clinic = await openClinic(owner, mark, timeZone);
  const today = toDay(siteToday(timeZone));
  const identity = {
    givenName: `Given${mark}`,
    familyName: `Family${mark}`,
    birthDate,
    recordNumber: `MRN${mark}`,
    phone: `555 ${mark} 0199`,
    email: `man.${mark.toLowerCase()}@example.net`,
    remsId: `REMS${mark}`,
  };
  const firstDoseOn = addDays(today, -100);
  const treatment = recordsOfTreatment(firstDoseOn, addDays(today, -20));
  const cycleAt = treatment.length + 2;
  const man = await importMan(clinic, {
    studyId: `STUDY-${mark}`,
    identity,
    consentOn: toCivilDate(addDays(firstDoseOn, -5)),
    enrolledOn: toCivilDate(addDays(firstDoseOn, -5)),
    records: [
      ...treatment,
      {
        kind: 'lab-report',
        on: toCivilDate(addDays(today, -10)),
        content: {
          laboratory: 'Central',
          results: [{ analyte: 'triglycerides', value: '612', unit: 'mg/dL' }],
          confirmed: ['triglycerides'],
        },
      },
      { kind: 'procedure', on: toCivilDate(addDays(today, -8)), content: { kind: 'tese' } },
      {
        kind: 'icsi-cycle',
        on: toCivilDate(addDays(today, -8)),
        content: {
          eggsRetrieved: 9,
          transfers: [{ on: toCivilDate(addDays(today, -3)), embryos: 1, origin: 'fresh' }],
        },
      },
    ],
    adjustments: [{ kind: 'waiver', occurrenceKey: 'semen#3', reason: 'Will be abroad' }],
    partners: [{ consentOn: toCivilDate(addDays(today, -95)), cycles: [cycleAt] }],
    contacts: [
      {
        occurrenceKeys: [],
        contactedOn: toCivilDate(addDays(today, -4)),
        channel: 'phone',
        outcome: 'no-answer',
      },
    ],
  });
  await importScreening(clinic.physician, {
    siteId: clinic.site.id,
    entries: [
      {
        protocol: 'isotretinoin-noa',
        from: toCivilDate(addDays(today, -40)),
        to: toCivilDate(addDays(today, -30)),
        category: 'other',
        men: 3,
        note: `Moved away from ${mark}`,
        cohortTag: null,
        simulated: false,
      },
    ],
  });
  const idOf = (table: string, condition = 'true') =>
    firstId(owner, `${table} WHERE enrollment_id = $1 AND ${condition}`, man.enrollmentId);
  const cohortId = await keepCohort(clinic, mark);
  const snapshotId = await freezeCohort(clinic, cohortId, mark);
  return {
    ...clinic,
    man: {
      ...man,
      identity,
      authorizationNumber: await authorize(
        owner,
        await idOf('record', "kind = 'dispensing'"),
        mark,
      ),
      recordId: await idOf('record', "kind = 'symptom-check'"),
      flagId: await idOf('flag', "severity = 'red'"),
      adjustmentId: await idOf('plan_adjustment'),
      contactId: await idOf('contact_log'),
      partnerId: await firstId(owner, 'partner WHERE patient_id = $1', man.patientId),
      cycleId: await idOf('record', "kind = 'icsi-cycle'"),
    },
    nurseMembershipId: await firstId(
      owner,
      'site_membership WHERE user_id = $1',
      clinic.nurse.userId,
    ),
    screeningId: await firstId(owner, 'screening_log WHERE site_id = $1', clinic.site.id),
    closedDayId: await closeFarDay(owner, clinic, mark),
    transferId: await offerMan(owner, clinic, man),
    cohortId,
    snapshotId,
    exportJobId: await keepExport(clinic, snapshotId),
    ...(await bringResults(clinic, mark)),
  };
}

async function bringResults(
  clinic: Clinic,
  mark: string,
): Promise<{ readonly importId: string; readonly importJobId: string }> {
  const row = (studyId: string) => `${studyId},2026-01-10,Central,FSH,18.2,mIU/mL\n`;
  const bytes = `Study id,Date,Laboratory,Test,Result,Unit\n${row(`STUDY-${mark}`)}${row('NOBODY')}`;
  const { id: importId, version } = await bring(clinic.nurse, {
    siteId: clinic.site.id,
    kind: 'labs',
    bytes,
  });
  const { jobId: importJobId } = await submit(requestImportCheck, clinic.nurse, {
    importId,
    version,
  });
  await runNextJob([importCheckJob], new AbortController().signal);
  return { importId, importJobId };
}

/** From the site to itself: both sides of an offer can be asked about. */
async function offerMan(
  owner: pg.Pool,
  { site, nurse }: Clinic,
  { patientId, studyId }: { readonly patientId: string; readonly studyId: string },
): Promise<string> {
  await owner.query(
    `INSERT INTO site_transfer (
       site_id, patient_id, from_site_id, to_site_id, from_site_name, to_site_name, study_id,
       protocol, reason, offered_by, offered_by_name
     ) VALUES ($1, $2, $1, $1, 'Here', 'There', $3, 'Isotretinoin', 'He moves', $4, 'Nora Nurse')`,
    [site.id, patientId, studyId, nurse.userId],
  );
  return await firstId(owner, 'site_transfer WHERE patient_id = $1', patientId);
}

async function keepCohort({ site, coordinator }: Clinic, mark: string): Promise<string> {
  const { cohortId } = await submit(saveCohort, coordinator, {
    siteId: site.id,
    siteIds: [site.id],
    name: `Men of ${mark}`,
    definition: { protocol: 'isotretinoin-noa', condition: { all: [] } },
  });
  return cohortId;
}

async function freezeCohort(
  { coordinator }: Clinic,
  cohortId: string,
  mark: string,
): Promise<string> {
  const input = { cohortId, version: 1, name: `Frozen at ${mark}` };
  return (await submit(takeSnapshot, coordinator, input)).snapshotId;
}

/** Whatever the formats of this program are, the row and its file are like any other's. */
async function keepExport({ coordinator, site }: Clinic, snapshotId: string): Promise<string> {
  const siteIds = [site.id];
  const requestId = randomUUID();
  const jobId = await inTransaction(coordinator, { requestId }, (tx) =>
    enqueueJob(tx, {
      kind: 'export',
      siteId: site.id,
      siteIds,
      aboutId: snapshotId,
      input: { snapshotId, format: 'subjects-csv', mode: 'limited' },
    }),
  );
  const write = defineJob({
    kind: 'export',
    schema: exportJobInputSchema,
    run: async ({ actor, jobId: id }) => {
      const facts = { siteId: site.id, siteIds, name: 'men.csv', mediaType: 'text/csv' };
      const file = await writeStoredFile(
        actor,
        {
          ...facts,
          holdsIdentity: false,
          expiresAt: new Date(Date.now() + 86_400_000),
          requestId,
          jobId: id,
        },
        Readable.from([Buffer.from('study_id\r\n')]),
      );
      return { fileId: file.id };
    },
  });
  await runNextJob([write], new AbortController().signal);
  return jobId;
}

async function closeFarDay(owner: pg.Pool, { site, nurse }: Clinic, mark: string): Promise<string> {
  await owner.query(
    `INSERT INTO closed_day (site_id, day, reason, closed_on, closed_by)
     VALUES ($1, '2036-03-03', $2, '2026-01-01', $3)`,
    [site.id, `Holiday in ${mark}`, nurse.userId],
  );
  return await firstId(owner, 'closed_day WHERE site_id = $1', site.id);
}

async function authorize(owner: pg.Pool, recordId: string, mark: string): Promise<string> {
  const number = `4711${[...mark].map((letter) => letter.charCodeAt(0)).join('')}`.slice(0, 30);
  await owner.query(
    `INSERT INTO dispensing_authorization (record_id, site_id, patient_id, number)
     SELECT id, site_id, patient_id, $2 FROM record WHERE id = $1`,
    [recordId, number],
  );
  return number;
}

async function firstId(owner: pg.Pool, source: string, value: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `SELECT id FROM ${source} ORDER BY id LIMIT 1`,
    [value],
  );
  const [row] = rows;
  if (row === undefined) {
    throw new Error(`There is no row in ${source}.`);
  }
  return row.id;
}

/** What tells who the man is, as it might stand in a page, a file or an audit row. */
export function identifyingTexts({ authorizationNumber, identity }: KnownMan): readonly string[] {
  const asStored = Object.values(identity).filter((value) => typeof value === 'string');
  return [...asStored, authorizationNumber, proseDate(civilDate(identity.birthDate))];
}
