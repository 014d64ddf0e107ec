import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { sitesWhere } from '@/lib/auth/can';
import { studyColumns } from '@/lib/export/study-columns';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { importCourses } from '@/lib/server/enrollments/import-course';
import { listStudies } from '@/lib/server/export/queries';
import { recordExport, studyCsv } from '@/lib/server/export/study-csv';
import { type Clinic, courseOfMan, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';

const { owner } = await openTestDatabase();

let here: Clinic;
let elsewhere: Clinic;

const [isotretinoin] = protocolLibrary;
if (!isotretinoin) {
  throw new Error('the library is empty');
}
const definition = isotretinoin;

beforeAll(async () => {
  process.env['SERTOLI_TEST'] = '1';
  process.env['SERTOLI_TODAY'] = '2026-06-01';
  here = await openClinic(owner, 'NYC');
  elsewhere = await openClinic(owner, 'TYO', 'Asia/Tokyo');
  await importMan(here, {
    studyId: 'NYC-1',
    cohortTag: '=HYPERLINK("x")',
    records: [
      ...courseOfMan().records,
      {
        kind: 'lab-report',
        on: '2026-01-08',
        content: {
          laboratory: 'Central',
          results: [
            { analyte: 'fsh', value: '17.5', unit: '[IU]/L' },
            { analyte: 'lh', value: '<0.3', unit: '[IU]/L' },
          ],
        },
      },
      {
        kind: 'adverse-event',
        on: '2026-02-10',
        content: {
          term: 'anxiety',
          grades: [
            { from: '2026-02-10', grade: 1 },
            { from: '2026-04-20', grade: 3 },
          ],
          relatedness: 'possible',
        },
      },
      {
        kind: 'adverse-event',
        on: '2026-02-10',
        content: { term: 'dry_skin', grades: [{ from: '2026-02-10', grade: 2 }], serious: 'no' },
      },
      { kind: 'stop', on: '2026-04-20', content: { reason: 'adverse-event' } },
      { kind: 'procedure', on: '2026-05-01', content: { kind: 'biopsy' } },
      { kind: 'icsi-cycle', on: '2025-05-01', content: { eggsRetrieved: 4 } },
      {
        kind: 'icsi-cycle',
        on: '2026-05-01',
        content: {
          euploid: 2,
          transfers: [
            { on: '2026-05-06', embryos: 1, origin: 'fresh', outcome: 'live-birth', liveBorn: 2 },
          ],
        },
      },
    ],
  });
  await importMan(elsewhere, { studyId: 'TYO-1' });
});

async function rowsFor(clinic: Clinic): Promise<Record<string, string>[]> {
  const actor = clinic.coordinator;
  const sites = sitesWhere(actor, 'export:study');
  const text = await new Response(studyCsv({ actor, sites, definition })).text();
  const [header = '', ...lines] = text.trimEnd().split('\r\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

describe('the file of one row per patient', () => {
  test('holds what the engine says of him, and missing values as empty cells', async () => {
    const [row] = await rowsFor(here);
    expect(row).toMatchObject({
      study_id: 'NYC-1',
      site: 'NYC',
      protocol: 'isotretinoin-noa',
      first_dose_date: '2026-01-10',
      last_dose_date: '2026-04-20',
      stop_reason: 'adverse-event',
      days_on_therapy: '101',
      fsh_baseline: '17.5',
      lh_baseline: '',
      fsh_on_treatment: '',
      best_response: 'not-evaluable',
      operations: '1',
      retrievals: '0',
      icsi_cycles: '1',
      embryo_transfers: '1',
      euploid_embryos: '2',
      clinical_pregnancies: '1',
      live_births: '1',
      children_born_alive: '2',
      adverse_events: '2',
      adverse_event_worst_grade: '3',
      adverse_event_serious: '',
      adverse_event_related: '1',
    });
  });

  test('without an adverse event there is none that is serious or related', async () => {
    const [row] = await rowsFor(elsewhere);
    expect(row).toMatchObject({
      adverse_events: '0',
      adverse_event_worst_grade: '',
      adverse_event_serious: '0',
      adverse_event_related: '0',
    });
  });

  test('holds nothing that somebody typed', async () => {
    const [row] = await rowsFor(here);
    expect(row).not.toHaveProperty('cohort');
    expect(JSON.stringify(row)).not.toContain('HYPERLINK');
  });

  test('holds the own sites only, and as many rows as the page counts', async () => {
    expect((await rowsFor(elsewhere)).map((row) => row['study_id'])).toEqual(['TYO-1']);
    const actor = here.coordinator;
    const studies = await listStudies(actor, sitesWhere(actor, 'export:study'));
    const counted = studies.find(({ code }) => code === definition.code);
    const rows = await rowsFor(here);
    expect(counted?.patients).toBe(rows.length);
    for (const { status, patients } of counted?.responses ?? []) {
      expect(rows.filter((row) => row['best_response'] === status)).toHaveLength(patients);
    }
  });

  test('never holds a name, a birth date or a record number', async () => {
    const actor = here.coordinator;
    const sites = sitesWhere(actor, 'export:study');
    const text = await new Response(studyCsv({ actor, sites, definition })).text();
    const { rows } = await owner.query<Record<string, string | null>>(
      'SELECT given_name, family_name, birth_date::text, record_number, phone, email FROM patient_identity',
    );
    const identifiers = rows.flatMap((row) => Object.values(row).filter((value) => value !== null));
    expect(identifiers.length).toBeGreaterThan(4);
    for (const identifier of identifiers) {
      expect(text).not.toContain(identifier);
    }
  });

  test('reads on in batches: 450 men come out once each, in order', async () => {
    const large = await openClinic(owner, 'LRG');
    for (let start = 0; start < 450; start += 90) {
      await importCourses(large.physician, {
        siteId: large.site.id,
        courses: Array.from({ length: 90 }, (_, index) =>
          courseOfMan({ studyId: `L-${String(start + index).padStart(3, '0')}`, identity: null }),
        ),
      });
    }
    const ids = (await rowsFor(large)).map((row) => row['study_id']);
    expect(ids).toHaveLength(450);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  test('leaves an event in the trail of each site', async () => {
    const actor = here.coordinator;
    const sites = sitesWhere(actor, 'export:study');
    await recordExport({ actor, sites, definition }, randomUUID());
    const { rows } = await owner.query(
      "SELECT site_id, after FROM audit_event WHERE event = 'exported' AND actor_id = $1",
      [actor.userId],
    );
    expect(rows).toMatchObject([{ site_id: here.site.id, after: { protocol: definition.code } }]);
  });
});

describe('the names of the columns', () => {
  test.each(protocolLibrary.map((protocol) => [protocol.code, protocol] as const))(
    '%s: unique, and R, SPSS and SAS take each of them',
    (_, protocol) => {
      const names = studyColumns(compileProtocol(protocol)).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) {
        expect(name).toMatch(/^[a-z][a-z0-9_]{0,31}$/);
      }
    },
  );
});
