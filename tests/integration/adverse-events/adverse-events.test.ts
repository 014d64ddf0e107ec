import { beforeAll, describe, expect, test } from 'vitest';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { dismissSuggestion } from '@/lib/server/adverse-events/dismiss-suggestion';
import { getAdverseEventList } from '@/lib/server/adverse-events/queries';
import { recordAdverseEvent } from '@/lib/server/adverse-events/record-adverse-event';
import { recordLabReport } from '@/lib/server/labs/record-lab-report';
import { loadChart } from '@/lib/server/patients/load-chart';
import { amendRecord } from '@/lib/server/records/amend-record';
import { getRecordPage } from '@/lib/server/records/queries';
import { recordVisit } from '@/lib/server/visits/record-visit';
import { type Clinic, firstDose, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-04-12');
  clinic = await openClinic(owner);
});

type Entry = ImportedCourseInput['records'][number];

const check = (on: string, answer: string): Entry =>
  ({ kind: 'symptom-check', on, content: { answers: { 'dry-lips': answer } } }) as Entry;

const event = (on: string, grade: number, more: object = {}) => ({
  kind: 'adverse-event',
  on,
  content: { term: 'cheilitis', grades: [{ from: on, grade }], ...more },
});

async function man(...records: readonly Entry[]) {
  const imported = await importMan(clinic, { records: [firstDose, ...records] });
  const list = async () => {
    const chart = await loadChart(clinic.nurse, imported.patientId);
    if (chart === null) {
      throw new Error('no chart');
    }
    return await getAdverseEventList(clinic.nurse, chart);
  };
  return { ...imported, list };
}

const record = (enrollmentId: string, entry: object) =>
  submit(recordAdverseEvent, clinic.nurse, { enrollmentId, entry });

describe('a suggestion', () => {
  test('is answered by confirming it, and a later worse finding asks for a change of grade', async () => {
    const { enrollmentId, patientId, list } = await man(
      check('2026-02-10', 'mild'),
      check('2026-03-10', 'severe'),
    );
    const [suggestion] = (await list()).suggestions;
    expect(suggestion).toMatchObject({ term: 'cheilitis', grade: 3, eventId: null });
    const suggestedBy = suggestion?.evidence[0]?.recordId;
    const { recordId } = await record(enrollmentId, event('2026-02-10', 1, { suggestedBy }));
    const [worse] = (await list()).suggestions;
    expect(worse).toMatchObject({ grade: 3, eventId: recordId });

    const { events } = await list();
    await submit(amendRecord, clinic.nurse, {
      recordId,
      version: events[0]?.version,
      reason: 'Grade 3 from 2026-03-10',
      entry: event('2026-02-10', 1, {
        suggestedBy,
        grades: [
          { from: '2026-02-10', grade: 1 },
          { from: '2026-03-10', grade: 3 },
        ],
      }),
    });
    const after = await list();
    expect(after.suggestions).toEqual([]);
    expect(after.events).toMatchObject([{ name: 'Cheilitis', worstGrade: 3, version: 2 }]);
    const page = await getRecordPage(clinic.nurse, patientId, recordId);
    expect(page?.versions.map(({ reason }) => reason)).toEqual(['Grade 3 from 2026-03-10', null]);
  });

  test('is dismissed with a reason, up to its grade', async () => {
    const { enrollmentId, list } = await man(check('2026-02-10', 'mild'));
    const [suggestion] = (await list()).suggestions;
    const input = {
      enrollmentId,
      term: 'cheilitis',
      grade: 1,
      suggestedBy: suggestion?.evidence[0]?.recordId,
      reason: 'Skiing',
    };
    await submit(dismissSuggestion, clinic.nurse, input);
    expect((await list()).suggestions).toEqual([]);
    expect(await refusalOf(submit(dismissSuggestion, clinic.nurse, input))).toMatchObject({
      code: 'CONFLICT',
    });
  });

  test('is not dismissed without a reason', async () => {
    const { enrollmentId, list } = await man(check('2026-02-10', 'mild'));
    const suggestedBy = (await list()).suggestions[0]?.evidence[0]?.recordId;
    const input = { enrollmentId, term: 'cheilitis', grade: 1, suggestedBy, reason: ' ' };
    const { code, fields } = await refusalOf(submit(dismissSuggestion, clinic.nurse, input));
    expect([code, fields]).toEqual([
      'INVALID_INPUT',
      { reason: ['Say why this is no adverse event.'] },
    ]);
  });
});

describe('a save says which adverse events it suggests', () => {
  test('a visit and a lab report: only what they brought, and nothing that was judged before', async () => {
    const { enrollmentId } = await man(check('2026-02-10', 'mild'));
    await record(enrollmentId, event('2026-02-10', 1));
    const { suggested } = await submit(recordVisit, clinic.nurse, {
      enrollmentId,
      visitedOn: '2026-03-10',
      symptomCheck: { answers: { 'dry-lips': 'mild', 'dry-skin': 'moderate' } },
    });
    expect(suggested).toEqual([{ key: 'dry_skin', name: 'Dry skin', grade: 2 }]);

    const report = {
      collectedOn: '2026-03-11',
      laboratory: 'Central',
      results: [{ analyte: 'triglycerides', value: '340', unit: 'mg/dL' }],
    };
    const lab = await submit(recordLabReport, clinic.nurse, { enrollmentId, report });
    expect(lab.suggested).toEqual([
      { key: 'hypertriglyceridemia', name: 'Hypertriglyceridemia', grade: 2 },
    ]);
  });
});

describe('an adverse event is refused', () => {
  test.each([
    ['tomorrow', event('2026-04-13', 1), ['entry.on']],
    ['before enrollment', event('2026-01-04', 1), ['entry.on']],
    [
      'an end in the future',
      event('2026-02-10', 1, { endedOn: '2026-04-13' }),
      ['entry.content.endedOn'],
    ],
    [
      'a grade in the future',
      event('2026-02-10', 1, {
        grades: [
          { from: '2026-02-10', grade: 1 },
          { from: '2026-04-13', grade: 2 },
        ],
      }),
      ['entry.content.grades.1.from'],
    ],
    [
      'a grade that the term does not have',
      event('2026-02-10', 4),
      ['entry.content.grades.0.grade'],
    ],
    [
      'an end before its onset',
      event('2026-02-10', 1, { endedOn: '2026-02-09' }),
      ['entry.content.endedOn'],
    ],
    [
      'serious without a criterion',
      event('2026-02-10', 1, { serious: 'yes' }),
      ['entry.content.seriousness'],
    ],
    [
      'another onset than that of its first grade',
      event('2026-02-10', 1, { grades: [{ from: '2026-02-11', grade: 1 }] }),
      ['entry.on'],
    ],
  ])('%s', async (_, entry, fields) => {
    const { enrollmentId } = await man();
    const refusal = await refusalOf(record(enrollmentId, entry));
    expect([refusal.code, Object.keys(refusal.fields)]).toEqual(['INVALID_INPUT', fields]);
  });

  test('a second event of the term while the first goes on', async () => {
    const { enrollmentId } = await man();
    await record(enrollmentId, event('2026-02-10', 1));
    const again = record(enrollmentId, event('2026-03-10', 2));
    expect(await refusalOf(again)).toMatchObject({ code: 'DUPLICATE' });
  });

  test('but after the first has ended it can come again', async () => {
    const { enrollmentId, list } = await man();
    const ended = { endedOn: '2026-02-20', outcome: 'recovered' };
    await record(enrollmentId, event('2026-02-10', 1, ended));
    await record(enrollmentId, event('2026-02-21', 2));
    const { events, worstGrades } = await list();
    expect(events.map(({ goesOn }) => goesOn)).toEqual([true, false]);
    expect(worstGrades).toEqual([
      { grade: 1, count: 1 },
      { grade: 2, count: 1 },
    ]);
  });

  test('an onset after the finding that suggested it', async () => {
    const { enrollmentId, list } = await man(check('2026-02-10', 'mild'));
    const suggestedBy = (await list()).suggestions[0]?.evidence[0]?.recordId;
    const later = record(enrollmentId, event('2026-02-11', 1, { suggestedBy }));
    expect(await refusalOf(later)).toMatchObject({ fields: { 'entry.on': [expect.any(String)] } });
  });

  test('a correction that ends it tomorrow', async () => {
    const { enrollmentId } = await man();
    const { recordId } = await record(enrollmentId, event('2026-02-10', 1));
    const entry = event('2026-02-10', 1, { endedOn: '2026-04-13' });
    const input = { recordId, version: 1, reason: 'Ended', entry };
    const { fields } = await refusalOf(submit(amendRecord, clinic.nurse, input));
    expect(Object.keys(fields)).toEqual(['entry.content.endedOn']);
  });
});
