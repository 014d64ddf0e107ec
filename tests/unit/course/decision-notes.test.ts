import { expect, test } from 'vitest';
import { decisionNotes } from '@/lib/course/decision-notes';
import { aCourse, clinicalRecord } from '@/tests/support/builders/course';
import { compiled, day } from '@/tests/support/builders/plan-facts';

test('the name of an operation keeps its capitals within a sentence', () => {
  const retrieval = clinicalRecord('procedure', '2026-03-02', {
    kind: 'micro-tese',
    side: 'both',
    spermFound: 'yes',
    histology: 'hypospermatogenesis',
  });
  const course = aCourse('2026-01-05', { arm: 'salvage', records: [retrieval] });
  const notes = decisionNotes(compiled('salvage-micro-tese'), course, day('2026-03-10'));
  expect(notes.ofResponse()).toBe('Rests on micro-TESE of 2026-03-02.');
});
