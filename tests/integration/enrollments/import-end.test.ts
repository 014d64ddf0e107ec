import { beforeAll, expect, test } from 'vitest';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { type Clinic, firstDose, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-06-01');
  clinic = await openClinic(owner);
});

const anxiety: ImportedCourseInput['records'][number] = {
  kind: 'adverse-event',
  on: '2026-03-02',
  content: {
    term: 'anxiety',
    grades: [{ from: '2026-03-02', grade: 2 }],
    endedOn: null,
  },
};
const stop: ImportedCourseInput['records'][number] = {
  kind: 'stop',
  on: '2026-03-10',
  content: { reason: 'adverse-event' },
};
const ended = (more: object) => ({ on: '2026-03-12', status: 'withdrawn', reason: '', ...more });

test('an imported withdrawal names its category and the adverse event, by its place among the records', async () => {
  const { enrollmentId } = await importMan(clinic, {
    // Out of order of date, as a file may be.
    records: [stop, anxiety, firstDose],
    ended: ended({ category: 'adverse-event', adverseEvent: 1 }) as ImportedCourseInput['ended'],
  });
  const { rows } = await owner.query(
    `SELECT e.status, e.end_category, r.content ->> 'term' AS term
     FROM enrollment e JOIN record r ON r.id = e.end_adverse_event_id WHERE e.id = $1`,
    [enrollmentId],
  );
  expect(rows).toEqual([{ status: 'withdrawn', end_category: 'adverse-event', term: 'anxiety' }]);
});

test.each([
  ['a category without a withdrawal', { status: 'completed', category: 'other' }, 'category'],
  [
    'a record that is no adverse event',
    { category: 'adverse-event', adverseEvent: 0 },
    'adverseEvent',
  ],
  ['a record that is not there', { category: 'adverse-event', adverseEvent: 9 }, 'adverseEvent'],
  [
    'an event behind his own decision',
    { category: 'patient-decision', adverseEvent: 1 },
    'adverseEvent',
  ],
])('refused: %s', async (_, more, field) => {
  const course = {
    records: [stop, anxiety, firstDose],
    ended: ended(more) as ImportedCourseInput['ended'],
  };
  const refusal = await refusalOf(importMan(clinic, course));
  expect(refusal.code).toBe('INVALID_INPUT');
  expect(Object.keys(refusal.fields)).toEqual([`courses.0.ended.${field}`]);
});
