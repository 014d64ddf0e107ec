// Every file that leaves without identities is searched for every identity, byte by byte. What is searched for is read
// from the database, and every format with a writer is written: one that is added later is searched as well.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { defaultOptions, frozenScope } from '@/lib/analysis/plan-options';
import { sitesWhere } from '@/lib/auth/can';
import { disclosureModes } from '@/lib/export/disclosure-mode';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { saveCohort } from '@/lib/server/cohorts/save-cohort';
import { closeDatabase } from '@/lib/server/db/client';
import { studyCsv } from '@/lib/server/export/study-csv';
import { amendRecord } from '@/lib/server/records/amend-record';
import { getSnapshot, type SnapshotView } from '@/lib/server/snapshots/queries';
import { takeSnapshot } from '@/lib/server/snapshots/take-snapshot';
import { endR } from '@/lib/server/statistics/run-plan';
import { snapshotArchive } from '@/lib/server/statistics/snapshot-archive';
import { type Clinic, firstDose, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { IdentifierSearch } from '@/tests/support/identifier-search';
import {
  addDaysAndStudyIds,
  addRowIds,
  deidentifiedCases,
  identifiedFormats,
  searchForIdentities,
  writeExport,
  writtenCases,
} from '@/tests/support/searched-exports';
import { submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();
afterAll(async () => {
  endR();
  await closeDatabase();
});
// R computes the folder of an analysis, on a machine that other tests share.
process.env['R_SECONDS'] = '300';
vi.setConfig({ hookTimeout: 120_000, testTimeout: 360_000 });

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.from(await new Response(stream).arrayBuffer());
}

describe('men with names, and notes that name them', () => {
  const typed = 'Zebulon Quackenbush, call 212 555 0199, chart QX-88123, wife Philippa';
  const cohortName = 'Zaphodites';
  let clinic: Clinic;
  let snapshot: SnapshotView;
  let identities: IdentifierSearch;
  let everything: IdentifierSearch;

  beforeAll(async () => {
    setToday('2026-06-01');
    clinic = await openClinic(owner);
    const imported = await importMan(clinic, {
      studyId: 'QUACK-77',
      identity: {
        givenName: 'Zebulon',
        familyName: 'Quackenbush',
        birthDate: '1979-10-23',
        recordNumber: 'QX-88123',
        phone: '212 555 0199',
        email: 'zebulon@quackenbush.example',
        remsId: 'RX-4455-Z',
      },
      cohortTag: 'Zebulon Quackenbush',
      overrideReason: typed,
      records: [
        { ...firstDose, source: typed },
        {
          kind: 'lab-report',
          on: '2026-01-08',
          content: {
            laboratory: 'Quackenbush Laboratories',
            results: [{ analyte: 'fsh', value: '17.5', unit: '[IU]/L' }],
          },
        },
        {
          kind: 'adverse-event',
          on: '2026-02-10',
          content: {
            term: 'other',
            description: typed,
            grades: [{ from: '2026-02-10', grade: 2 }],
            note: typed,
          },
        },
        {
          kind: 'symptom-check',
          on: '2026-02-11',
          content: { answers: { headache: 'mild' }, note: typed },
        },
        {
          kind: 'vital-signs',
          on: '2026-02-11',
          content: { weight: '80', weightUnit: 'kg', note: typed },
        },
        {
          kind: 'concomitant-drug',
          on: '2026-02-11',
          content: { name: typed, drugClass: 'other', ongoing: true, note: typed },
        },
        {
          kind: 'finding',
          on: '2026-01-06',
          content: { finding: 'karyotype', answer: '46-xx', note: typed },
        },
        {
          kind: 'semen-analysis',
          on: '2026-04-11',
          content: {
            neat: { state: 'no-sperm-seen' },
            pellet: { state: 'no-sperm-seen' },
            note: typed,
          },
        },
        { kind: 'hold', on: '2026-03-01', content: { reason: 'other', note: typed } },
        { kind: 'resume', on: '2026-03-08', content: { reason: typed } },
        { kind: 'stop', on: '2026-05-20', content: { reason: 'adverse-event', note: typed } },
      ],
      adjustments: [{ kind: 'waiver', occurrenceKey: 'semen#1', reason: typed }],
      contacts: [
        {
          occurrenceKeys: [],
          contactedOn: '2026-03-15',
          channel: 'phone',
          outcome: 'no-answer',
          note: typed,
        },
      ],
      partners: [{ consentOn: '2026-01-05', birthYear: 1984 }],
      ended: {
        on: '2026-05-21',
        status: 'withdrawn',
        category: 'adverse-event',
        adverseEvent: 2,
        reason: typed,
      },
    });
    await importMan(clinic, {
      studyId: 'OTHER-9',
      identity: {
        givenName: 'Ferdinand',
        familyName: 'Ostrowski',
        birthDate: '1981-04-17',
        recordNumber: 'QX-90210',
      },
    });
    const { rows } = await owner.query<{ id: string; version: number }>(
      "SELECT id, version FROM record WHERE enrollment_id = $1 AND kind = 'symptom-check'",
      [imported.enrollmentId],
    );
    await submit(amendRecord, clinic.nurse, {
      recordId: rows[0]?.id,
      version: rows[0]?.version,
      reason: typed,
      entry: {
        kind: 'symptom-check',
        on: '2026-02-12',
        content: { answers: { headache: 'moderate' }, note: typed },
      },
    });
    const { cohortId } = await submit(saveCohort, clinic.coordinator, {
      siteId: clinic.site.id,
      siteIds: [clinic.site.id],
      name: cohortName,
      note: typed,
      definition: { protocol: 'isotretinoin-noa', condition: { all: [] } },
    });
    const taken = await submit(takeSnapshot, clinic.coordinator, {
      cohortId,
      version: 1,
      name: `${cohortName} in June`,
      note: typed,
    });
    const view = await getSnapshot(clinic.physician, taken.snapshotId);
    if (view === null) {
      throw new Error('The snapshot was not taken.');
    }
    snapshot = view;
    const typedWords = ['Philippa', 'Quackenbush Laboratories', typed, cohortName];
    const withTyped = (search: IdentifierSearch) =>
      typedWords.reduce((all, words) => all.add('typed', words), search);
    identities = withTyped(await searchForIdentities(owner));
    everything = withTyped(await searchForIdentities(owner));
    everything.add('site', clinic.site.code);
    await addRowIds(owner, everything, snapshot.id);
    await addRowIds(owner, identities, snapshot.id);
    await addDaysAndStudyIds(owner, everything, snapshot.id);
  });

  test.each(deidentifiedCases)('%s, %s: nothing of them is found', async (format, mode) => {
    const file = await writeExport(clinic.physician, snapshot, [format, mode]);
    const search = mode === 'safe-harbor' ? everything : identities;
    expect(search.in(file)).toEqual([]);
  });

  test.each(identifiedFormats)('%s: the search finds them where they are', async (format) => {
    const file = await writeExport(clinic.physician, snapshot, [format, 'identified']);
    const found = everything.in(file).map(({ what }) => what.split(':')[0]);
    expect(found).toEqual(expect.arrayContaining(['day', 'study id']));
    expect(found.some((what) => what === 'name' || what === 'typed')).toBe(true);
  });

  test.each(writtenCases)('%s, %s: twice the same bytes', async (format, mode) => {
    const [one, other] = [
      await writeExport(clinic.physician, snapshot, [format, mode]),
      await writeExport(clinic.physician, snapshot, [format, mode]),
    ];
    expect(one.equals(other)).toBe(true);
  });

  test('neither the folder of an analysis nor the table of a study holds anything of them', async () => {
    const { physician: actor } = clinic;
    const options = defaultOptions(frozenScope(snapshot.definition));
    const folder = await bytesOf(await snapshotArchive({ actor, snapshot, options }));
    // It is called by the names of its cohort and its snapshot.
    expect(identities.in(folder).map(({ what }) => what)).toEqual([`typed: ${cohortName}`]);
    const [definition] = protocolLibrary;
    if (definition === undefined) {
      throw new Error('The library is empty.');
    }
    const table = studyCsv({ actor, sites: sitesWhere(actor, 'export:study'), definition });
    expect(identities.in(await bytesOf(table))).toEqual([]);
  });
});

test('every mode but one is searched', () => {
  expect(
    disclosureModes.filter((mode) => deidentifiedCases.some(([, other]) => other === mode)),
  ).toEqual(disclosureModes.filter((mode) => mode !== 'identified'));
});

test('a name that lies across two parts of a long file is found', () => {
  const search = new IdentifierSearch().add('name', 'Zebulon Quackenbush');
  const found = search.in(
    Buffer.from(`${'a'.repeat(999_995)} Zebulon Quackenbush ${'b '.repeat(999)}`),
  );
  expect(found).toMatchObject([{ what: 'name: Zebulon Quackenbush' }]);
});
