// Two clinics, each with a man whose every identifying detail can be told in an answer's text.
import type pg from 'pg';
import { addDays, civilDate, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import type { PatientIdentityInput } from '@/lib/enrollment/patient-identity';
import { siteToday } from '@/lib/server/clock';
import { type Clinic, importMan, openClinic } from './clinic';
import { recordsOfTreatment } from './treated-man';

export interface KnownMan {
  readonly patientId: string;
  readonly enrollmentId: string;
  readonly studyId: string;
  readonly recordId: string;
  readonly flagId: string;
  readonly identity: PatientIdentityInput;
}

export interface KnownClinic extends Clinic {
  readonly man: KnownMan;
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
  const man = await importMan(clinic, {
    studyId: `STUDY-${mark}`,
    identity,
    consentOn: toCivilDate(addDays(firstDoseOn, -5)),
    enrolledOn: toCivilDate(addDays(firstDoseOn, -5)),
    records: [
      ...recordsOfTreatment(firstDoseOn, addDays(today, -20)),
      {
        kind: 'lab-report',
        on: toCivilDate(addDays(today, -10)),
        content: {
          laboratory: 'Central',
          results: [{ analyte: 'triglycerides', value: '612', unit: 'mg/dL' }],
          confirmed: ['triglycerides'],
        },
      },
    ],
  });
  const first = async (table: string) => {
    const { rows } = await owner.query<{ id: string }>(
      `SELECT id FROM ${table} WHERE enrollment_id = $1 ORDER BY id LIMIT 1`,
      [man.enrollmentId],
    );
    const [row] = rows;
    if (row === undefined) {
      throw new Error(`The man has no ${table}.`);
    }
    return row.id;
  };
  return {
    ...clinic,
    man: { ...man, identity, recordId: await first('record'), flagId: await first('flag') },
  };
}

/** What tells who the man is, as it might stand in a page, a file or an audit row. */
export function identifyingTexts({ identity }: KnownMan): readonly string[] {
  const asStored = Object.values(identity).filter((value) => typeof value === 'string');
  return [...asStored, proseDate(civilDate(identity.birthDate))];
}
